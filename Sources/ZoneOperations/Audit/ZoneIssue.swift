public import ZoneGeometry
public import ZoneModel

/// What can be wrong with a zone set.
public enum ZoneIssue: String, Sendable, Hashable, CaseIterable {
  case gap, overlap, unowned, invalid
  case duplicateID = "duplicate_id"
  case sliver
  case outsideOutline = "outside_outline"
  case outOfDate = "out_of_date"

  public var title: Phrase {
    switch self {
    case .gap: Phrase("gap: ground in no zone", zh: "空隙：不属于任何区域")
    case .overlap: Phrase("overlap: ground in two zones", zh: "重叠：同属两个区域")
    case .unowned: Phrase("zone without a responsible body", zh: "无责任单位")
    case .invalid: Phrase("broken boundary", zh: "边界无效")
    case .duplicateID: Phrase("id used twice", zh: "编号重复")
    case .sliver: Phrase("sliver between boundaries", zh: "狭缝：边界之间的细长缝隙")
    case .outsideOutline: Phrase("ground beyond the outline", zh: "超出城市范围")
    case .outOfDate: Phrase("boundary not valid at the date", zh: "边界在统计时点无效")
    }
  }
}

/// One thing wrong with a zone set.
public struct AuditFinding: Sendable {
  public var issue: ZoneIssue
  /// Ids of the zones concerned.
  public var zones: [String]
  /// Where, when it has a place.
  public var place: Geometry<LonLat>?
  /// Square metres concerned; of a broken boundary what its repair changes.
  public var area: Double?
  /// The kind that was held to tile, of a piece that spoils the tiling.
  public var kind: ZoneKind?
  /// The zones that border it, longest shared border first.
  public var neighbours: [Neighbour] = []
  /// The zone that would be the natural one to have the ground, by the rules of the repair.
  public var suggestion: String?
  /// The body that would be the natural one to answer for it.
  public var suggestedOwner: String?
  public var reason: Phrase

  /// A zone beside it.
  public struct Neighbour: Sendable, Hashable {
    public var zone: String
    /// Metres of shared border.
    public var border: Double
  }
}

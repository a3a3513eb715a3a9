public import ZoneAnalysis
public import ZoneGeometry
public import ZoneModel

/// A proposal: the zones of some kinds drawn anew where they did not tile.
public struct TilingFix: Sendable {
  public var zones: ZoneSet
  /// New ground by zone number, of the zones that are drawn anew; empty where nothing is left of one.
  public internal(set) var grounds: [Int: MultiPolygon<LonLat>] = [:]
  /// Ground that changes hands, by zone numbers, in the order of kinds and rounds.
  public internal(set) var transfers: [TilingRepair.Transfer] = []
  /// Zones that are not valid at the date; they are not part of the proposal.
  public internal(set) var leftOut: [Int] = []
  /// One a kind.
  public internal(set) var balances: [Balance] = []

  /// Square metres: before + gaps and corners − overlaps − outside = after.
  public struct Balance: Sendable, Hashable {
    public var kind: ZoneKind
    /// The zones' areas added up, corners rounded.
    public var before: Double
    public var after: Double
    /// Of the outline with the corners it has now; of the hull when there is no outline.
    public var outline: Double
    /// Of strips narrower than the last decimal that stay as they are: those two zones have, and those beyond the
    /// outline, less those nobody has. While nothing is left, after − dust = outline.
    public var dust = 0.0
    /// Gaps, overlaps and pieces beyond the outline that an audit of the proposal still finds.
    public var left: Int
  }

  /// Zones whose ground changes, apart from added corners.
  public var changed: Set<Int> {
    Set(
      transfers.filter { $0.reason != .corners }.flatMap { [$0.from, $0.reason == .overlap ? nil : $0.to] }
        .compactMap { $0 })
  }
}

/// Draws the zones of each kind anew where they do not tile.
///
/// - Parameter checked: the kinds held to tile, and what was found of each.
/// - Throws: `Problem(.usage)` when no kind is held to tile.
func fixTilings(
  _ checked: [(tiles: TilingSet, check: TilingCheck)], _ zones: ZoneSet, _ isValid: [Bool],
  _ outline: MultiPolygon<LonLat>?, decimals: Int, _ reporter: Reporter
) throws -> TilingFix {
  guard !checked.isEmpty else {
    throw Problem(
      .usage, Phrase("no kind of zones is held to tile", zh: "没有指定应铺满的区域类型"),
      hint: Phrase("name one: --kind street", zh: "请指定类型，如 --kind street"))
  }
  var fix = TilingFix(zones: zones)
  fix.leftOut = zones.zones.indices.filter { !isValid[$0] }
  for (tiles, check) in checked {
    var fixer = try TilingFixer(tiles, outline, decimals: decimals)
    try fixer.run(check, reporter)
    for (place, ground) in fixer.redrawn { fix.grounds[tiles.numbers[place]] = ground }
    fix.transfers += fixer.transfers.map { transfer in
      var named = transfer
      named.from = transfer.from.map { tiles.numbers[$0] }
      named.to = transfer.to.map { tiles.numbers[$0] }
      return named
    }
    fix.balances.append(fixer.balance)
  }
  return fix
}

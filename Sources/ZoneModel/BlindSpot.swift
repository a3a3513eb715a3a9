public import ZoneGeometry

/// Why ground counts as a blind spot.
public enum Cause: String, Sendable, Hashable, CaseIterable {
  /// In no zone of a kind that must tile, or in a zone nobody answers for.
  case unowned
  /// In two zones of a kind that must tile.
  case disputed
  /// In a zone that no footprint reaches in the window.
  case neverVisited = "never_visited"
  /// Seen, but longer ago than the revisit interval.
  case overdue
  /// Unseen ground of a zone that was seen elsewhere.
  case unseenPart = "unseen_part"
  /// Somebody was there, but not with this checklist item.
  case itemNotChecked = "item_not_checked"
  /// Looked at with so little effort that a problem was probably missed.
  case lowDetection = "low_detection"
  /// Tried, could not get in.
  case noAccess = "no_access"

  /// The causes that say nobody looked: together they are exactly the ground that coverage calls unseen.
  public static let unseen: [Cause] = [.neverVisited, .unseenPart, .noAccess]

  public var title: Phrase {
    switch self {
    case .unowned: Phrase("nobody answers for it", zh: "无人负责")
    case .disputed: Phrase("two zones claim it", zh: "责任重叠")
    case .neverVisited: Phrase("never visited", zh: "从未到访")
    case .overdue: Phrase("overdue", zh: "超期未查")
    case .unseenPart: Phrase("unseen part", zh: "局部未查看")
    case .itemNotChecked: Phrase("item not checked", zh: "项目漏查")
    case .lowDetection: Phrase("looked at too little", zh: "检查力度不足")
    case .noAccess: Phrase("no access", zh: "未能进入")
    }
  }

  public var remedy: Phrase {
    switch self {
    case .unowned, .disputed: Phrase("redraw the boundary, assign an owner", zh: "重新划界、明确责任单位")
    case .neverVisited, .unseenPart, .overdue: Phrase("send a sweep", zh: "安排排查")
    case .itemNotChecked: Phrase("send somebody with the right skill", zh: "安排对口专业人员")
    case .lowDetection: Phrase("look harder", zh: "加大检查力度")
    case .noAccess: Phrase("retry, then escalate", zh: "再次上门，必要时上报")
    }
  }
}

/// One connected piece of ground that was not looked at as it was due.
public struct BlindSpot: Sendable, Hashable {
  /// `ZONE-N`, counted from 1 within the zone, largest first.
  public var id: String
  /// The zone's id; `nil` for ground in no zone.
  public var zone: String?
  /// Its number in the zone set; `nil` for ground in no zone.
  public var zoneNumber: Int?
  public var cause: Cause
  public var outline: Polygon<LonLat>
  /// Square metres, exact (not that of the drawn outline).
  public var area: Double
  /// The point farthest from the edge.
  public var centre: LonLat
  /// Distance of `centre` to the edge in metres.
  public var clearance: Double
  /// From `centre` to the nearest observation's place, in metres; `nil` when there is none.
  public var nearestObservation: Double?
  public var lastObserved: Instant?
  /// Weight × age over interval × area; larger is more urgent.
  public var priority: Double
  /// Codes of the checklist items that are missing on it, for ``Cause/itemNotChecked``; of those looked for too
  /// little, for ``Cause/lowDetection`` where observations name items.
  public var items: [String]
  /// When somebody should have looked, or should; `nil` where no date applies.
  public var due: Instant?
  /// Expected problems on it that nobody has seen; `nil` when they were not reckoned.
  public var expectedUnseen: Double?

  public init(
    id: String, zone: String?, zoneNumber: Int? = nil, cause: Cause, outline: Polygon<LonLat>, area: Double,
    centre: LonLat,
    clearance: Double, nearestObservation: Double? = nil, lastObserved: Instant? = nil, priority: Double,
    items: [String] = [], due: Instant? = nil, expectedUnseen: Double? = nil
  ) {
    self.id = id
    self.zone = zone
    self.zoneNumber = zoneNumber
    self.cause = cause
    self.outline = outline
    self.area = area
    self.centre = centre
    self.clearance = clearance
    self.nearestObservation = nearestObservation
    self.lastObserved = lastObserved
    self.priority = priority
    self.items = items
    self.due = due
    self.expectedUnseen = expectedUnseen
  }
}

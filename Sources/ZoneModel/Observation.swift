public import ZoneGeometry

/// Somebody looked, whether or not anything was wrong.
public struct Observation: Sendable, Hashable {
  public var id: String?
  public var inspector: String?
  /// When: the instant of a visit, first to last fix of a track; `nil` when it is not known.
  public var time: ClosedRange<Instant>?
  /// Checklist codes looked at; empty for a general look.
  public var items: [String]
  /// Metres seen around the place.
  public var radius: Double
  public var trace: Trace
  /// Whether the inspector could get in; a failed attempt is never coverage.
  public var access: Access

  public init(
    id: String? = nil, inspector: String? = nil, time: ClosedRange<Instant>? = nil, items: [String] = [],
    radius: Double, trace: Trace, access: Access = .granted
  ) {
    self.id = id
    self.inspector = inspector
    self.time = time
    self.items = items
    self.radius = radius
    self.trace = trace
    self.access = access
  }
}

/// Where the inspector was.
public enum Trace: Sendable, Hashable {
  case visit(LonLat)
  /// A walked track in pieces; `times` holds an instant a vertex in the same shape, or is empty.
  case track([[LonLat]], times: [[Instant]])
}

/// Whether a visit got to see the place.
public enum Access: String, Sendable, Hashable {
  case granted
  /// Tried, could not get in.
  case none

  /// Reads the `access` property of an observation: `none`, `no`, `denied`, 无法进入 and the like mean that
  /// nobody got in; everything else, also nothing at all, means somebody did.
  public init(text: String?) {
    self = text.map { Self.refusals.contains($0.lowercased()) } == true ? .none : .granted
  }

  private static let refusals: Set<String> = [
    "none", "no", "denied", "refused", "closed", "无", "否", "无法进入", "未能进入", "拒绝",
  ]
}

/// A moment: seconds since 1970-01-01T00:00:00Z.
public typealias Instant = Double

/// A half-open stretch of time [from, to); `nil` means unbounded on that side.
public struct TimeWindow: Sendable, Hashable {
  public var from: Instant?
  public var to: Instant?

  public init(from: Instant? = nil, to: Instant? = nil) {
    self.from = from
    self.to = to
  }

  /// The whole record.
  public static let always = TimeWindow()

  /// Whether it bounds anything; where it does not, observations without a time count too.
  public var isBounded: Bool { from != nil || to != nil }

  public func contains(_ instant: Instant) -> Bool {
    (from.map { instant >= $0 } ?? true) && (to.map { instant < $0 } ?? true)
  }
}

/// How long ago a zone was looked at, against its revisit interval.
public enum Freshness: String, Sendable, Hashable, CaseIterable {
  /// Age at most half the interval.
  case fresh
  /// More than half, at most the whole interval.
  case due
  /// More than the interval.
  case overdue
  /// No observation at all.
  case never

  public init(ageDays: Double?, revisitDays: Double) {
    guard let ageDays else {
      self = .never
      return
    }
    self = ageDays <= revisitDays / 2 ? .fresh : ageDays <= revisitDays ? .due : .overdue
  }

  public var title: Phrase {
    switch self {
    case .fresh: Phrase("fresh", zh: "近期已查")
    case .due: Phrase("due", zh: "临近到期")
    case .overdue: Phrase("overdue", zh: "超期未查")
    case .never: Phrase("never", zh: "从未检查")
    }
  }
}

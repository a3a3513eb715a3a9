public import ZoneGeometry

/// A second look (回头看) at something that was closed: did it stay closed?
public struct LookBack: Sendable, Hashable {
  /// Of the case in the ledger, else of the finding.
  public var id: String
  /// Checklist code of what was wrong; `nil`: not stated, so that any look will do.
  public var item: String?
  public var place: LonLat
  public var closed: Instant
  /// `false`: no closing is on record, and `closed` is when it was found.
  public var isClosingKnown: Bool
  /// From when on a look counts as the second one.
  public var due: Instant
  /// 1 to 5; 1 where none is stated.
  public var severity: Double

  public init(
    id: String, item: String? = nil, place: LonLat, closed: Instant, isClosingKnown: Bool = true,
    due: Instant, severity: Double = 1
  ) {
    self.id = id
    self.item = item
    self.place = place
    self.closed = closed
    self.isClosingKnown = isClosingKnown
    self.due = due
    self.severity = severity
  }

  /// Whether a look at these items looked at this one. A look that names none counts for no item, as in coverage
  /// by item.
  public func isCovered(by items: some Sequence<String>) -> Bool {
    item.map { items.contains($0) } ?? true
  }

  /// Severity × age ÷ the days until it is due, as blind spots have weight × age ÷ interval; never below the
  /// severity.
  public func urgency(at moment: Instant) -> Double {
    severity * max(1, due > closed ? (moment - closed) / (due - closed) : 1)
  }
}

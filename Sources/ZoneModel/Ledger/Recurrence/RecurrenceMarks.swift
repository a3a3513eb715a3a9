public import ZoneGeometry

/// A finding as far as recurrence goes: what, where, when.
public struct FindingMark: Sendable, Hashable {
  public var id: String
  public var zone: String?
  /// Own checklist item; only findings of the same item are compared.
  public var item: String
  /// WGS 84; `nil` or not finite: compared by zone only.
  public var place: LonLat?
  public var time: Instant

  public init(id: String, zone: String? = nil, item: String, place: LonLat? = nil, time: Instant) {
    self.id = id
    self.zone = zone
    self.item = item
    self.place = place
    self.time = time
  }
}

/// A closed case as far as recurrence goes.
public struct ClosedMark: Sendable, Hashable {
  public var caseID: String
  public var zone: String?
  public var item: String
  public var place: LonLat?
  public var closed: Instant

  public init(caseID: String, zone: String? = nil, item: String, place: LonLat? = nil, closed: Instant) {
    self.caseID = caseID
    self.zone = zone
    self.item = item
    self.place = place
    self.closed = closed
  }

  /// `nil` unless the case is closed and has an item.
  public init?(_ state: CaseState) {
    guard let closed = state.closedAt, let item = state.report.item else { return nil }
    self.init(
      caseID: state.caseID, zone: state.report.zone, item: item, place: state.report.place, closed: closed)
  }
}

/// Gives each text (an item, a zone) a number, the same for equal texts.
struct TextNumbers {
  private var numbers: [String: Int] = [:]

  mutating func number(of text: String) -> Int {
    if let known = numbers[text] { return known }
    let next = numbers.count
    numbers[text] = next
    return next
  }

  /// The number a text already has.
  func known(_ text: String) -> Int? { numbers[text] }
}

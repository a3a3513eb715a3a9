internal import Foundation
internal import ZoneFormats
public import ZoneModel

/// A condition on what a zone says: `built<2000`, `kind=market`, `compound:built<2000-01-01`.
///
/// Numbers are compared as numbers, dates as dates (a year stands for its first day), everything else only for
/// being the same. A zone that does not state the property does not meet the condition.
public struct AttributeFilter: Sendable, Hashable {
  public enum Comparison: String, Sendable, CaseIterable {
    // the longer ones first, so that `<=` is not read as `<`
    case atMost = "<=", atLeast = ">=", isNot = "!=", below = "<", above = ">", `is` = "="
  }

  /// As the user wrote it.
  public var text: String
  /// The condition concerns zones of this kind alone; others meet it.
  public var kind: ZoneKind?
  public var name: String
  public var comparison: Comparison
  public var value: String

  /// `nil` when the text is no condition.
  public init?(text: String) {
    let plain = text.replacing("≤", with: "<=").replacing("≥", with: ">=").replacing("≠", with: "!=")
      .replacing("＜", with: "<").replacing("＞", with: ">").replacing("＝", with: "=")
    guard let at = plain.firstIndex(where: { "<>!=".contains($0) }),
      let comparison = Comparison.allCases.first(where: { plain[at...].hasPrefix($0.rawValue) })
    else { return nil }
    var name = plain[..<at].blanksTrimmed
    let value = plain[plain.index(at, offsetBy: comparison.rawValue.count)...].blanksTrimmed
    var kind: ZoneKind?
    if let mark = name.firstIndex(where: { ":：".contains($0) }) {
      kind = ZoneKind(name: name[..<mark].blanksTrimmed)
      name = name[name.index(after: mark)...].blanksTrimmed
    }
    guard !name.isEmpty, !value.isEmpty, kind?.rawValue.isEmpty != true else { return nil }
    self.init(text: text, kind: kind, name: name, comparison: comparison, value: value)
  }

  private init(text: String, kind: ZoneKind?, name: String, comparison: Comparison, value: String) {
    self.text = text
    self.kind = kind
    self.name = name
    self.comparison = comparison
    self.value = value
  }

  /// What a condition says of a zone.
  enum Answer {
    case met, notMet
    /// The zone does not state the property, or the two cannot be compared.
    case unknown
  }

  func answer(_ zones: ZoneSet, _ zone: Int, _ time: TimeText) -> Answer {
    if let kind, zones.zones[zone].kind != kind { return .met }
    guard let seen = zones.stated(name, zone) else { return .unknown }
    if comparison == .is || comparison == .isNot {
      let wanted = name == "kind" ? ZoneKind(name: value).rawValue : value
      let isSame =
        seen == wanted || (Double(seen).flatMap { mine in Double(wanted).map { mine == $0 } } ?? false)
      return isSame == (comparison == .is) ? .met : .notMet
    }
    guard let (mine, other) = Self.numbers(seen, value, time) else { return .unknown }
    let isMet =
      switch comparison {
      case .below: mine < other
      case .atMost: mine <= other
      case .above: mine > other
      default: mine >= other
      }
    return isMet ? .met : .notMet
  }

  /// Both as numbers, else both as moments.
  private static func numbers(_ a: String, _ b: String, _ time: TimeText) -> (Double, Double)? {
    let (first, second) = (a.halfWidthDigits, b.halfWidthDigits)
    if let x = Double(first), let y = Double(second) { return x.isFinite && y.isFinite ? (x, y) : nil }
    func moment(_ text: String) -> Instant? {
      let isYear = text.count == 4 && text.allSatisfy(\.isNumber)
      return time.instant(isYear ? "\(text)-01-01" : text)
    }
    guard let x = moment(first), let y = moment(second) else { return nil }
    return (x, y)
  }
}

extension StringProtocol {
  var blanksTrimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }

  /// Full-width digits and signs as ASCII, blanks around them gone.
  fileprivate var halfWidthDigits: String {
    String(
      String.UnicodeScalarView(
        blanksTrimmed.unicodeScalars.map { scalar in
          (0xFF01...0xFF5E).contains(scalar.value)
            ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
        }))
  }
}

extension ZoneSet {
  /// What a zone states under one of our names or a property's own; `nil` when nothing.
  func stated(_ name: String, _ number: Int) -> String? {
    let zone = zones[number]
    switch name {
    case "id": return zone.id
    case "kind": return zone.kind.rawValue
    case "name": return zone.name
    case "parent": return zone.parent
    case "owner": return zone.owner
    case "leader": return zone.leader
    case "area_m2": return PropertyValue.text(of: areas[number].rounded())
    default: return layers[rows[number].layer].properties.text(name, at: rows[number].row)
    }
  }

  /// A number that a zone states under a property's own name.
  func statedNumber(_ name: String, _ number: Int) -> Double? {
    if name == "weight" { return zones[number].weight }
    return layers[rows[number].layer].properties.number(name, at: rows[number].row)
  }
}

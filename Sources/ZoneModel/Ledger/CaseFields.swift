internal import Foundation
internal import ZoneGeometry

/// An event as named texts, in a fixed order: the one form both the chain and the store use.
struct CaseFields {
  private(set) var pairs: [(key: String, value: String)] = []

  mutating func add(_ key: String, _ value: String?) {
    if let value { pairs.append((key, value)) }
  }

  mutating func add(_ key: String, _ instant: Instant?) { add(key, instant.map(Self.milliseconds)) }

  subscript(key: String) -> String? { pairs.first { $0.key == key }?.value }

  func instant(_ key: String) -> Instant? { self[key].flatMap { Int64($0) }.map { Double($0) / 1000 } }

  func number(_ key: String) -> Double? { self[key].flatMap { Double($0) } }

  /// Every value under `key`, in order.
  func all(_ key: String) -> [String] { pairs.filter { $0.key == key }.map(\.value) }

  private static func milliseconds(_ instant: Instant) -> String {
    abs(instant) < 1e13 ? String(Int64((instant * 1000).rounded())) : "\(instant)"
  }
}

extension CaseFields {
  mutating func add(_ prefix: String, _ code: ProblemCode?) {
    guard let code else { return }
    add("\(prefix)_standard", code.standard)
    add("\(prefix)_family", code.family.rawValue)
    add("\(prefix)", code.code)
    add("\(prefix)_name", code.name)
  }

  func code(_ prefix: String) -> ProblemCode? {
    guard let standard = self["\(prefix)_standard"], let code = self[prefix],
      let family = self["\(prefix)_family"].flatMap(CodeFamily.init(rawValue:))
    else { return nil }
    return ProblemCode(standard: standard, family: family, code: code, name: self["\(prefix)_name"] ?? "")
  }

  mutating func add(_ limit: LimitDuration?) {
    guard let limit else { return }
    add("limit_amount", "\(limit.amount)")
    add("limit_unit", limit.unit.rawValue)
  }

  var limit: LimitDuration? {
    guard let amount = number("limit_amount"),
      let unit = self["limit_unit"].flatMap(LimitUnit.init(rawValue:))
    else { return nil }
    return LimitDuration(amount, unit)
  }

  mutating func add(_ place: LonLat?) {
    guard let place else { return }
    add("lon", "\(place.lon)")
    add("lat", "\(place.lat)")
  }

  var place: LonLat? {
    guard let lon = number("lon"), let lat = number("lat") else { return nil }
    return LonLat(lon, lat)
  }
}

public import Foundation

/// Times as people and programs write them, read and written without a locale.
///
/// Understood: RFC 3339 (`2026-08-30T09:05:00+08:00`, `…Z`, fractions of a second, a blank for the `T`);
/// the same without an offset, which then is local time; bare dates (local midnight); the dates of
/// spreadsheets and forms (`2026/8/30 9:05`, `2026.8.30`, `2026年8月30日 9时5分`, `20260830`,
/// `20260830090500`, a spreadsheet's day number such as `46264.378`); seconds or milliseconds since 1970.
/// Full-width digits are read as digits.
public struct TimeText: Sendable {
  public let zone: TimeZone
  private let fixedOffset: Int?

  /// The zone of times that carry no offset, and of times written.
  public init(zone: TimeZone) {
    self.zone = zone
    // mainland China has had one offset since 1991-09-15; asking Foundation for every row costs 1 µs.
    fixedOffset = zone.identifier == "Asia/Shanghai" ? 28_800 : nil
  }

  /// Asia/Shanghai, the zone of every Chinese city.
  public static let shanghai = TimeText(zone: TimeZone(identifier: "Asia/Shanghai") ?? .gmt)

  /// The zone called `identifier` (`Asia/Shanghai`, `UTC`, `+08:00`); `nil` when there is none.
  public init?(zoneNamed identifier: String) {
    if let offset = Self.offset(identifier), let zone = TimeZone(secondsFromGMT: offset) {
      self.init(zone: zone)
    } else if let zone = TimeZone(identifier: identifier) {
      self.init(zone: zone)
    } else {
      return nil
    }
  }

  private static func offset(_ text: String) -> Int? {
    if text.uppercased() == "Z" || text.uppercased() == "UTC" { return 0 }
    guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard digits.count == 4, let number = Int(digits), number % 100 < 60, number <= 1800 else { return nil }
    return (number / 100 * 3600 + number % 100 * 60) * (sign == "-" ? -1 : 1)
  }

  /// The instant `text` names; `nil` when it names none (also impossible dates such as 30 February).
  public func instant(_ text: String) -> Instant? {
    var fields = TimeFields(text)
    return fields.read().flatMap(resolve)
  }

  private func resolve(_ time: TimeFields.Reading) -> Instant? {
    switch time {
    case .seconds(let seconds): seconds
    case .dayNumber(let days): local(seconds: (days - 25_569) * 86_400)
    case .civil(let seconds, .some(let offset)): seconds - Double(offset)
    case .civil(let seconds, nil): local(seconds: seconds)
    }
  }

  /// Local wall-clock seconds to an instant. In a repeated hour the first, in a skipped hour the moment
  /// the same distance past the jump.
  private func local(seconds: Double) -> Instant {
    if let fixedOffset, seconds > 694_224_000 { return seconds - Double(fixedOffset) }
    let guess = seconds - Double(offset(at: seconds - Double(offset(at: seconds))))
    return guess
  }

  /// Seconds east of Greenwich at an instant.
  public func offset(at instant: Instant) -> Int {
    if let fixedOffset, instant > 694_224_000 { return fixedOffset }
    return zone.secondsFromGMT(for: Date(timeIntervalSince1970: instant))
  }

  /// RFC 3339 in this zone, to the second: `2026-08-30T09:05:00+08:00`.
  public func text(_ instant: Instant) -> String {
    let offset = offset(at: instant)
    let (date, clock) = parts(instant)
    if offset == 0 { return "\(date)T\(clock)Z" }
    let minutes = abs(offset) / 60
    return "\(date)T\(clock)\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
  }

  /// For people: `2026-08-30 09:05`.
  public func short(_ instant: Instant) -> String {
    let (date, clock) = parts(instant)
    return "\(date) \(clock.prefix(5))"
  }

  private func parts(_ instant: Instant) -> (date: String, clock: String) {
    // from year 1 to year 9999: what lies beyond is no time of anybody's
    let kept = instant.isNaN ? 0 : min(max(instant, -62_135_596_800), 253_402_214_400)
    let seconds = Int((kept + Double(offset(at: kept))).rounded(.down))
    let day = Int((Double(seconds) / 86_400).rounded(.down))
    let rest = seconds - day * 86_400
    let (year, month, dayOfMonth) = CivilDate.fromDays(day)
    return (
      "\(four(year))-\(two(month))-\(two(dayOfMonth))",
      "\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
    )
  }

  private func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
  private func four(_ n: Int) -> String { String(repeating: "0", count: max(0, 4 - "\(n)".count)) + "\(n)" }
}

/// The Gregorian calendar as day numbers counted from 1970-01-01.
///
/// - Source: Howard Hinnant, "chrono-compatible low-level date algorithms".
package enum CivilDate {
  package static func days(year: Int, month: Int, day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  package static func fromDays(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let z = days + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1
    )
  }

  package static func daysInMonth(_ month: Int, year: Int) -> Int {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}

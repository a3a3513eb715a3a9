/// Takes a time's text apart, left to right.
struct TimeFields {
  enum Reading {
    /// Seconds since 1970, in UTC.
    case seconds(Double)
    /// A spreadsheet's local day number (day 25 569 is 1970-01-01).
    case dayNumber(Double)
    /// Civil seconds since 1970 as read, and the offset in seconds if one was written.
    case civil(Double, offset: Int?)
  }

  private var text: [UInt8]
  private var at = 0

  init(_ source: String) {
    text = Self.plain(source)
  }

  /// ASCII only: full-width forms folded, the Chinese words for the parts turned into separators.
  private static func plain(_ source: String) -> [UInt8] {
    if source.utf8.allSatisfy({ $0 < 128 }) {
      return Array(source.utf8).drop { $0 == 32 }.reversed().drop { $0 == 32 }.reversed()
    }
    var out: [UInt8] = []
    for scalar in source.unicodeScalars {
      switch scalar {
      case "年", "月": out.append(UInt8(ascii: "-"))
      case "日", "号", "\u{3000}", "\u{A0}": out.append(32)
      case "时", "点", "分": out.append(UInt8(ascii: ":"))
      case "秒": break
      case "\u{FF01}"..."\u{FF5E}": out.append(UInt8(scalar.value - 0xFEE0))
      default: out.append(scalar.isASCII ? UInt8(scalar.value) : UInt8(ascii: "?"))
      }
    }
    while out.last == 32 || out.last == UInt8(ascii: ":") { out.removeLast() }
    return Array(out.drop { $0 == 32 })
  }

  mutating func read() -> Reading? {
    if let number = bareNumber() { return number }
    guard let date = date(), let clock = clock() else { return nil }
    guard let offset = offset(), at == text.count else { return nil }
    return .civil(Double(date) * 86_400 + clock, offset: offset.value)
  }

  /// `20260830`, `20260830090500`, day numbers, Unix seconds and milliseconds.
  private func bareNumber() -> Reading? {
    guard !text.isEmpty, text.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }) else { return nil }
    let whole = text.prefix { isDigit($0) }
    guard let value = Double(String(decoding: text, as: UTF8.self)) else { return nil }
    switch (whole.count, whole.count == text.count) {
    case (5, _): return (20_000...80_000).contains(value) ? .dayNumber(value) : nil
    case (8, true): return compact(hasClock: false)
    case (14, true): return compact(hasClock: true)
    case (10, _): return .seconds(value)
    case (13, true): return .seconds(value / 1000)
    default: return nil
    }
  }

  private func compact(hasClock: Bool) -> Reading? {
    func number(_ from: Int, _ count: Int) -> Int {
      text[from..<from + count].reduce(0) { $0 * 10 + Int($1 - 48) }
    }
    guard let day = Self.day(number(0, 4), number(4, 2), number(6, 2)) else { return nil }
    guard hasClock else { return .civil(Double(day) * 86_400, offset: nil) }
    guard number(8, 2) < 24, number(10, 2) < 60, number(12, 2) < 60 else { return nil }
    return .civil(
      Double(day) * 86_400 + Double(number(8, 2) * 3600 + number(10, 2) * 60 + number(12, 2)), offset: nil)
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...CivilDate.daysInMonth(month, year: year)).contains(day)
    else { return nil }
    return CivilDate.days(year: year, month: month, day: day)
  }

  /// Year first, any one of `-`, `/`, `.` between.
  private mutating func date() -> Int? {
    guard let year = digits(4...4), let first = take(anyOf: "-/."), let month = digits(1...2),
      take(anyOf: "-/.") == first, let day = digits(1...2)
    else { return nil }
    return Self.day(year, month, day)
  }

  /// Seconds into the day; 0 when the text ends after the date.
  private mutating func clock() -> Double? {
    let before = at
    while take(anyOf: " ") != nil {}
    if at == before, take(anyOf: "Tt") == nil { return at == text.count ? 0 : nil }
    if at == text.count { return 0 }
    guard let hour = digits(1...2), hour < 25 else { return nil }
    var seconds = Double(hour) * 3600
    if take(anyOf: ":") != nil {
      guard let minute = digits(1...2), minute < 60 else { return nil }
      seconds += Double(minute) * 60
      if take(anyOf: ":") != nil {
        // 60 is a leap second; it is read as the second after.
        guard let second = digits(1...2), second <= 60 else { return nil }
        seconds += Double(second) + fraction()
      }
    }
    return seconds <= 86_400 ? seconds : nil
  }

  private mutating func fraction() -> Double {
    guard at + 1 < text.count, text[at] == UInt8(ascii: ".") || text[at] == UInt8(ascii: ","),
      isDigit(text[at + 1])
    else { return 0 }
    at += 1
    var scale = 0.1
    var value = 0.0
    while at < text.count, isDigit(text[at]) {
      value += Double(text[at] - 48) * scale
      scale /= 10
      at += 1
    }
    return value
  }

  private struct Offset { var value: Int? }

  private mutating func offset() -> Offset? {
    while take(anyOf: " ") != nil {}
    if at == text.count { return Offset(value: nil) }
    if take(anyOf: "Zz") != nil { return Offset(value: 0) }
    guard let sign = take(anyOf: "+-"), let hours = digits(2...2), hours <= 18 else { return nil }
    _ = take(anyOf: ":")
    let minutes = at == text.count ? 0 : digits(2...2)
    guard let minutes, minutes < 60 else { return nil }
    return Offset(value: (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1))
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  private mutating func digits(_ count: ClosedRange<Int>) -> Int? {
    var value = 0
    var taken = 0
    while at < text.count, isDigit(text[at]), taken < count.upperBound {
      value = value * 10 + Int(text[at] - 48)
      at += 1
      taken += 1
    }
    return taken >= count.lowerBound ? value : nil
  }

  private mutating func take(anyOf set: StaticString) -> UInt8? {
    guard at < text.count else { return nil }
    let byte = text[at]
    let found = set.withUTF8Buffer { $0.contains(byte) }
    guard found else { return nil }
    at += 1
    return byte
  }
}

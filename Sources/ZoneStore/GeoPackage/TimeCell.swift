internal import ZoneModel

/// Times and dates as GeoPackage wants them: `2026-08-30T01:05:00.000Z` and `2026-08-30`.
///
/// - Source: OGC 12-128r18 (GeoPackage 1.3), table 1.
enum TimeCell {
  /// How all times of a column are written: RFC 3339 to the second, with one offset.
  struct Form: Equatable {
    /// Seconds east of Greenwich.
    var offset: Int
    /// Written as `Z`.
    var isZulu: Bool
  }

  /// Reads `2026-08-30T09:05:00+08:00`: seconds since 1970 in UTC, and the form; `nil` for everything else.
  static func time(_ bytes: UnsafeBufferPointer<UInt8>) -> (seconds: Int, form: Form)? {
    guard bytes.count == 20 || bytes.count == 25, bytes[10] == UInt8(ascii: "T"), let day = day(bytes),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let hour = two(bytes, 11), hour < 24, let minute = two(bytes, 14), minute < 60,
      let second = two(bytes, 17), second < 60, let form = form(bytes)
    else { return nil }
    return (day * 86_400 + hour * 3600 + minute * 60 + second - form.offset, form)
  }

  private static func form(_ bytes: UnsafeBufferPointer<UInt8>) -> Form? {
    if bytes.count == 20 { return bytes[19] == UInt8(ascii: "Z") ? Form(offset: 0, isZulu: true) : nil }
    guard bytes[19] == UInt8(ascii: "+") || bytes[19] == UInt8(ascii: "-"), bytes[22] == UInt8(ascii: ":"),
      let hours = two(bytes, 20), hours < 24, let minutes = two(bytes, 23), minutes < 60
    else { return nil }
    let offset = hours * 3600 + minutes * 60
    // minus zero says that the offset is not known
    if bytes[19] == UInt8(ascii: "-"), offset == 0 { return nil }
    return Form(offset: bytes[19] == UInt8(ascii: "-") ? -offset : offset, isZulu: false)
  }

  /// Whether the bytes are a date such as `2026-08-30`.
  static func isDate(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { bytes.count == 10 && day(bytes) != nil }

  /// Days since 1970 of the date the bytes begin with.
  private static func day(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), let century = two(bytes, 0),
      let rest = two(bytes, 2), let month = two(bytes, 5), (1...12).contains(month), let day = two(bytes, 8)
    else { return nil }
    let year = century * 100 + rest
    guard day >= 1, day <= CivilDate.daysInMonth(month, year: year) else { return nil }
    return CivilDate.days(year: year, month: month, day: day)
  }

  private static func two(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
    let tens = bytes[at] &- 0x30
    let ones = bytes[at + 1] &- 0x30
    return tens <= 9 && ones <= 9 ? Int(tens) * 10 + Int(ones) : nil
  }

  /// Writes a time in UTC, 24 bytes.
  static func write(_ seconds: Int, into text: inout [UInt8]) {
    writeCivil(seconds, into: &text)
    text.append(contentsOf: ".000Z".utf8)
  }

  /// The text a time had before.
  static func text(_ seconds: Int, as form: Form) -> String {
    var text: [UInt8] = []
    writeCivil(seconds + form.offset, into: &text)
    if form.isZulu {
      text.append(UInt8(ascii: "Z"))
    } else {
      text.append(form.offset < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
      append(abs(form.offset) / 3600, to: &text)
      text.append(UInt8(ascii: ":"))
      append(abs(form.offset) / 60 % 60, to: &text)
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func writeCivil(_ seconds: Int, into text: inout [UInt8]) {
    let day = Int((Double(seconds) / 86_400).rounded(.down))
    let rest = seconds - day * 86_400
    let date = CivilDate.fromDays(day)
    text.removeAll(keepingCapacity: true)
    append(date.year / 100, to: &text)
    append(date.year % 100, to: &text)
    text.append(UInt8(ascii: "-"))
    append(date.month, to: &text)
    text.append(UInt8(ascii: "-"))
    append(date.day, to: &text)
    text.append(UInt8(ascii: "T"))
    append(rest / 3600, to: &text)
    text.append(UInt8(ascii: ":"))
    append(rest / 60 % 60, to: &text)
    text.append(UInt8(ascii: ":"))
    append(rest % 60, to: &text)
  }

  private static func append(_ number: Int, to text: inout [UInt8]) {
    text.append(UInt8(0x30 + number / 10 % 10))
    text.append(UInt8(0x30 + number % 10))
  }
}

/// Coordinates as people write them, read without a locale. This is the slow way, for cells that are no plain
/// numbers.
enum CoordinateText {
  enum Axis {
    case longitude, latitude
  }

  /// A number, and which of the two it says it is.
  struct Value: Equatable {
    var number: Double
    var axis: Axis?
  }

  /// Reads `116.618`, `+116.6`, `１１６．６`, `116.6°E`, `东经116.6`, `116°37'12.5"E`, `116度37分12秒`,
  /// `116:37:12.5`; west and south are negative. `nil` when the text is none of these.
  ///
  /// - Parameter decimalComma: whether a comma may stand for the decimal point.
  static func value(_ text: String, decimalComma: Bool = false) -> Value? {
    var body = plain(text)
    let prefix = takeWord(&body, atEnd: false)
    let suffix = takeWord(&body, atEnd: true)
    if let a = prefix?.axis, let b = suffix?.axis, a != b { return nil }
    guard let number = sexagesimal(decimalComma ? body.replacing(",", with: ".") : body) else { return nil }
    let isNegative = prefix?.isNegative ?? false || suffix?.isNegative ?? false
    return Value(number: isNegative ? -number : number, axis: prefix?.axis ?? suffix?.axis)
  }

  /// Reads two coordinates in one text: `116.6,23.6`, `116.6 23.6`, `（116.6；23.6）`, `北纬23.6 东经116.6`; a
  /// third number, a height, is left out. What says it is a latitude is one; otherwise the order is as told.
  static func pair(
    _ text: String, decimalComma: Bool = false, latitudeFirst: Bool = false
  ) -> (
    first: Double, second: Double
  )? {
    let body = plain(text).trimming { "()[]{}<>【】".contains($0) || $0.isWhitespace }
    guard let parts = parts(body, decimalComma) else { return nil }
    let (a, b) = (parts[0], parts[1])
    if let first = a.axis, first == b.axis { return nil }
    let isSwapped = a.axis == .latitude || b.axis == .longitude
    let isKnown = a.axis != nil || b.axis != nil
    return (isKnown ? isSwapped : latitudeFirst) ? (b.number, a.number) : (a.number, b.number)
  }

  /// Whether the text is what programs and people write where they know nothing.
  static func isNothing(_ text: String) -> Bool {
    let nothings: Set = [
      "", "null", "nil", "none", "na", "n/a", "nan", "#n/a", "\\n", "-", "--", "/", "无", "暂无", "空", "未知",
    ]
    return nothings.contains(plain(text).lowercased())
  }
}

// MARK: - Parts

extension CoordinateText {
  /// Two or three coordinates, parted by a mark or else by blanks.
  private static func parts(_ body: String, _ decimalComma: Bool) -> [Value]? {
    let marks = decimalComma ? ";、|/\n\t" : ",;、|/\n\t"
    let separators: [(Character) -> Bool] = [{ marks.contains($0) }, { $0.isWhitespace }, { $0 == "," }]
    for isSeparator in separators {
      let pieces = body.split(whereSeparator: isSeparator)
      guard (2...3).contains(pieces.count) else { continue }
      let values = pieces.compactMap { value(String($0), decimalComma: decimalComma) }
      if values.count == pieces.count { return values }
    }
    return nil
  }

  /// Half-width, upper case, one mark each for degrees, minutes and seconds.
  private static func plain(_ text: String) -> String {
    var result = ""
    for character in text.halfWidth.trimmed {
      switch character {
      case "度", "º", "˚": result.append("°")
      case "分", "′", "’", "‘", "`", "´": result.append("'")
      case "秒", "″", "”", "“": result.append("\"")
      case "−", "–", "—": result.append("-")
      case "\u{3000}", "\u{A0}": result.append(" ")
      default: result.append(character)
      }
    }
    return result.replacing("''", with: "\"").uppercased()
  }

  private static let words: [(text: String, axis: Axis, isNegative: Bool)] = [
    ("东经", .longitude, false), ("西经", .longitude, true), ("北纬", .latitude, false), ("南纬", .latitude, true),
    ("经°", .longitude, false), ("纬°", .latitude, false), ("LONGITUDE", .longitude, false),
    ("LATITUDE", .latitude, false), ("LONG", .longitude, false), ("LON", .longitude, false),
    ("LNG", .longitude, false), ("LAT", .latitude, false), ("E", .longitude, false), ("W", .longitude, true),
    ("N", .latitude, false), ("S", .latitude, true), ("东", .longitude, false), ("西", .longitude, true),
    ("北", .latitude, false), ("南", .latitude, true),
  ]

  /// Takes a word for a side of the world off one end, with the colon behind it.
  private static func takeWord(_ body: inout String, atEnd: Bool) -> (axis: Axis, isNegative: Bool)? {
    guard let word = words.first(where: { atEnd ? body.hasSuffix($0.text) : body.hasPrefix($0.text) }) else {
      return nil
    }
    body = atEnd ? String(body.dropLast(word.text.count)) : String(body.dropFirst(word.text.count))
    body = body.trimming { ":=".contains($0) || $0.isWhitespace }
    return (word.axis, word.isNegative)
  }

  /// Degrees, with minutes and seconds behind them or without.
  private static func sexagesimal(_ body: String) -> Double? {
    var rest = body[...]
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest = rest.dropFirst() }
    var total = 0.0
    var hasBlanksOnly = false
    for (index, unit) in ["°", "'", "\""].enumerated() {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      guard let number = Double(digits), index == 0 || number < 60 else { return nil }
      total += number / [1, 60, 3600][index]
      rest = rest.dropFirst(digits.count)
      let mark = rest.prefix { $0 == " " || $0 == ":" || String($0) == unit }
      rest = rest.dropFirst(mark.count)
      if rest.isEmpty {
        // two numbers with nothing but a blank between are no degrees and minutes
        return mark.contains(":") || (hasBlanksOnly && index == 1) ? nil : isNegative ? -total : total
      }
      hasBlanksOnly = mark.allSatisfy { $0 == " " }
      // more follows, so this part ends with a mark and has no fraction
      if mark.isEmpty || number != number.rounded() { return nil }
    }
    return nil
  }
}

extension String {
  /// Without the characters at both ends that `isDropped` names.
  fileprivate func trimming(_ isDropped: (Character) -> Bool) -> String {
    guard let first = firstIndex(where: { !isDropped($0) }), let last = lastIndex(where: { !isDropped($0) })
    else { return "" }
    return String(self[first...last])
  }
}

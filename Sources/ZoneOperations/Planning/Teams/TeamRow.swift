internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

/// One record of a file of teams, and where it stands for messages.
struct TeamRow {
  /// What is `null` stays here as `.null`; what is missing is not here.
  let members: [String: PropertyValue]
  let place: Phrase

  subscript(_ names: String...) -> PropertyValue? { names.lazy.compactMap { members[$0] }.first }

  func fault(_ english: String, zh chinese: String, hint: Phrase) -> Problem {
    Problem(.badData, Phrase(english, zh: chinese), at: place, hint: hint)
  }

  func text(_ names: String...) -> String? {
    let value = names.lazy.compactMap { members[$0]?.text }.first
    return value.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A list of texts, or one text with separators between them.
  func list(_ names: String...) -> [String] {
    switch names.lazy.compactMap({ members[$0] }).first {
    case .json(let text)?: JSONList.texts(of: text)
    case let value?: (value.text ?? "").split { ",;，；、 |".contains($0) }.map(String.init)
    case nil: []
    }
  }

  /// `lon` and `lat` apart, as a spreadsheet has them.
  func halves() throws -> LonLat? {
    guard let lon = text("lon"), let lat = text("lat") else { return nil }
    return try position("lon, lat", .text("\(lon), \(lat)"))
  }

  /// `[lon, lat]`, or the same as text.
  func position(_ name: String) throws -> LonLat? { try members[name].flatMap { try position(name, $0) } }

  private func position(_ name: String, _ value: PropertyValue) throws -> LonLat? {
    guard value != .null else { return nil }
    let numbers = Self.words(value).map(Double.init)
    guard numbers.count == 2, let lon = numbers[0], let lat = numbers[1], (-180...180).contains(lon),
      (-90...90).contains(lat)
    else {
      throw fault(
        "\(name) is \(value.text ?? "null"), not [longitude, latitude]",
        zh: "\(name) 为 \(value.text ?? "null")，应为 [经度, 纬度]",
        hint: Phrase(
          "write degrees of WGS 84, longitude first: [116.63, 23.66]",
          zh: "请写 WGS 84 经纬度，经度在前：[116.63, 23.66]"))
    }
    return LonLat(lon, lat)
  }

  /// Pairs of times of day: `["08:00", "17:00"]`, `[["12:00", "13:00"], …]`, `08:00-17:00`.
  func hours(_ name: String) throws -> [ClosedRange<Double>] {
    guard let value = members[name], value != .null else { return [] }
    let times = Self.words(value).map(ClockTime.seconds)
    guard times.count % 2 == 0, times.allSatisfy({ $0 != nil }) else {
      throw fault(
        "\(name) is \(value.text ?? ""), not pairs of times of day",
        zh: "\(name) 为 \(value.text ?? "")，应为成对的时刻", hint: Self.hoursHint)
    }
    return try stride(from: 0, to: times.count, by: 2).map { at in
      let (from, to) = (times[at] ?? 0, times[at + 1] ?? 0)
      guard from < to else {
        throw fault(
          "\(name) ends at \(ClockTime.text(to)), not after it begins at \(ClockTime.text(from))",
          zh: "\(name) 的结束时刻 \(ClockTime.text(to)) 不晚于开始时刻 \(ClockTime.text(from))", hint: Self.hoursHint)
      }
      return from...to
    }
  }

  /// Pairs of times that do not overlap.
  func breaks() throws -> [ClosedRange<Double>] {
    let breaks = try hours("breaks")
    let sorted = breaks.sorted { $0.lowerBound < $1.lowerBound }
    for (one, next) in zip(sorted, sorted.dropFirst()) where next.lowerBound < one.upperBound {
      func text(_ hours: ClosedRange<Double>) -> String {
        "\(ClockTime.text(hours.lowerBound))-\(ClockTime.text(hours.upperBound))"
      }
      throw fault(
        "breaks overlap: \(text(one)) and \(text(next))", zh: "breaks 时段重叠：\(text(one)) 与 \(text(next))",
        hint: Phrase("write breaks apart from one another", zh: "请将休息时段分开填写"))
    }
    return breaks
  }

  /// A shift begins on the day itself; only one of the evening lasts into the next.
  func check(shift: ClosedRange<Double>) throws {
    let (from, to) = (ClockTime.text(shift.lowerBound), ClockTime.text(shift.upperBound))
    guard shift.lowerBound < 24 * 3600 else {
      throw fault(
        "shift begins at \(from), which is on the next day", zh: "shift 的开始时刻 \(from) 已是次日",
        hint: Self.hoursHint)
    }
    guard shift.upperBound <= 24 * 3600 || shift.lowerBound >= 12 * 3600 else {
      throw fault(
        "shift \(from) to \(to) lasts from the morning into the next day",
        zh: "shift \(from) 至 \(to) 从上午跨到次日", hint: Self.hoursHint)
    }
  }

  private static let hoursHint = Phrase(
    "write [\"08:00\", \"17:00\"], in a table 08:00-17:00 as text; past midnight [\"20:00\", \"26:00\"]",
    zh: "请写成 [\"08:00\", \"17:00\"]，表格中写 08:00-17:00（文本格式）；跨零点写作 [\"20:00\", \"26:00\"]")

  /// The parts of a value between brackets, quotation marks, commas and dashes.
  private static func words(_ value: PropertyValue) -> [String] {
    // a dash separates times but begins a negative longitude
    let text = ["–", "—", "－", "~", "～", "至"].reduce(value.text ?? "") { $0.replacing($1, with: " ") }
      .replacing("：", with: ":")
    return text.split { "[]\",;，； ".contains($0) }.filter { $0 != "-" }.flatMap { word -> [String] in
      // with nothing before it a dash is a minus sign, which no time of day has
      guard word.contains(":"), !word.hasPrefix("-") else { return [String(word)] }
      return word.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    }
  }
}

internal import Foundation

/// The days that are not as their weekday says, and which years' announcements were compared with the source.
///
/// Days are counted from 1970-01-01 in local time.
public struct CalendarTable: Sendable, Hashable {
  public var head: DataHead
  /// Days off on top of weekends, with what they are called.
  public var holidays: [Int: String]
  /// Saturdays, Sundays and holidays that are worked (调休), with what they make up for.
  public var workdays: [Int: String]
  public var years: [Int: YearNote]

  /// What is known of a year's announcement.
  public struct YearNote: Sendable, Hashable {
    public var isVerified: Bool
    public var source: String

    public init(isVerified: Bool, source: String) {
      self.isVerified = isVerified
      self.source = source
    }
  }

  public init(
    head: DataHead = DataHead(), holidays: [Int: String] = [:], workdays: [Int: String] = [:],
    years: [Int: YearNote] = [:]
  ) {
    self.head = head
    self.holidays = holidays
    self.workdays = workdays
    self.years = years
  }
}

extension CalendarTable {
  /// The calendar inside the program: mainland China, 2022 to 2027; 2027 had not been announced.
  public static let shipped = ShippedData.table(PackageResources.working_calendar_csv) {
    bytes, file throws(Problem) in try reading(bytes, file: file)
  }

  /// Reads a calendar file: columns `kind` (`year`, `holiday`, `work`), `from`, `to` (empty: one day), `name`,
  /// `verified`, `source`. A row that cannot be used is rejected and costs nothing else.
  ///
  /// - Throws: `Problem(.badData)` when the bytes are not UTF-8, or `kind` or `from` is not a column.
  public static func reading(
    _ bytes: [UInt8], file: String
  ) throws(Problem) -> (table: CalendarTable, rejections: [Rejection]) {
    let data = try DataTable(bytes, file: file, words: words, required: ["kind", "from"])
    var table = CalendarTable(head: data.head)
    var rejections: [Rejection] = []
    for row in data.rows {
      guard let reason = table.take(row) else { continue }
      rejections.append(row.rejection(in: file, id: row["from"], reason: reason))
    }
    return (table, rejections)
  }

  private static let words = [
    "kind": "kind", "类型": "kind", "from": "from", "起": "from", "日期": "from", "to": "to", "止": "to",
    "name": "name", "名称": "name", "verified": "verified", "已核实": "verified", "source": "source",
    "来源": "source",
  ]

  /// Why the row cannot be used; `nil` when it was taken.
  private mutating func take(_ row: DataTable.Row) -> Phrase? {
    switch row["kind"] {
    case "year", "年":
      guard let year = row["from"].flatMap({ Int($0) }), (1950...2200).contains(year) else {
        return Phrase("from is not a year", zh: "“起”不是年份")
      }
      years[year] = YearNote(isVerified: isConfirmed(row["verified"]), source: row["source"] ?? "")
    case "holiday", "放假": return take(row, into: \.holidays)
    case "work", "上班": return take(row, into: \.workdays)
    default: return Phrase("kind is none of year, holiday, work", zh: "“类型”须为 年、放假 或 上班")
    }
    return nil
  }

  private mutating func take(_ row: DataTable.Row, into days: WritableKeyPath<Self, [Int: String]>) -> Phrase?
  {
    guard let first = Self.day(row["from"]), let last = row["to"] == nil ? first : Self.day(row["to"]) else {
      return Phrase("from or to is not a date", zh: "“起”或“止”不是日期")
    }
    guard first <= last, last - first < 60 else {
      return Phrase("to is before from, or more than 60 days later", zh: "“止”早于“起”或相距超过 60 天")
    }
    let other: KeyPath<Self, [Int: String]> = days == \.holidays ? \.workdays : \.holidays
    if let day = (first...last).first(where: { self[keyPath: other][$0] != nil }) {
      return Phrase("\(DayText.text(day)) stands as both free and worked", zh: "\(DayText.text(day)) 既放假又上班")
    }
    for day in first...last { self[keyPath: days][day] = row["name"] ?? "" }
    return nil
  }

  private static func day(_ text: String?) -> Int? { text.flatMap(DayText.day) }
}

/// Dates without a clock, as day numbers from 1970-01-01.
enum DayText {
  /// The day a text names (`2026-02-15`, `2026/2/15`, `2026年2月15日`); `nil` when it names none.
  static func day(_ text: String) -> Int? {
    TimeText(zone: .gmt).instant(text).map { Int(($0 / 86_400).rounded(.down)) }
  }

  /// `2026-02-15`.
  static func text(_ day: Int) -> String {
    String(TimeText(zone: .gmt).text(Double(day) * 86_400).prefix(10))
  }
}

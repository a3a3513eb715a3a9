/// Takes the rows of a checklist one by one, whatever file they stand in, and says of a row why it is none.
public struct ChecklistReader: Sendable {
  /// Those taken so far.
  public private(set) var items: [ChecklistItem] = []
  private let columns: [String: Int]
  /// Where each code stands: a line, or a record where the file has no lines.
  private var places: [String: Int] = [:]

  /// Days; a longer interval is a slip of the hand, and 1e300 days from now is no date.
  public static let longestInterval = 36_500.0
  /// Weights and points beyond are slips too, and their sums no number.
  static let greatest = 1e6

  /// For rows that know their columns.
  init() { columns = [:] }

  /// - Parameter columns: the names in the file's head.
  public init(columns: [String]) {
    self.columns = DataTable.columns(columns, Self.words, Self.codeWords)
  }

  /// Which of these columns holds the codes: a column of codes goes before one of running numbers.
  public static func codeColumn(among columns: [String]) -> String? {
    codeWords.lazy.compactMap { word in columns.first { $0.lowercased() == word } }.first
  }

  static let codeWords = ["code", "代码", "项目代码", "item", "编号", "id"]

  /// Takes a row, its cells in the order of the columns.
  ///
  /// - Returns: why it cannot be used and what would do; `nil` when it was taken.
  public mutating func fault(
    taking cells: [String?], line: Int
  ) -> (reason: Phrase, hint: Phrase?)? {
    let trimmed = cells.map { $0?.trimmed ?? "" }
    return fault(taking: DataTable.Row(line: line, record: line, cells: trimmed, columns: columns))
  }

  /// Forgets the row taken last.
  public mutating func giveBack() { items.popLast().map { _ = places.removeValue(forKey: $0.code) } }

  mutating func fault(taking row: DataTable.Row) -> (reason: Phrase, hint: Phrase?)? {
    do throws(RowFault) {
      let item = try ChecklistItem(row)
      if let earlier = places[item.code] { throw Self.repeated(item.code, earlier) }
      places[item.code] = row.line
      items.append(item)
      return nil
    } catch {
      return (error.reason, error.hint)
    }
  }

  private static func repeated(_ code: String, _ earlier: Int) -> RowFault {
    RowFault(
      "the code \(code) stands in line \(earlier) already", zh: "代码 \(code) 重复，已见于第 \(earlier) 行",
      hint: Phrase(
        "keep one row for each code; one row may name several kinds: market compound",
        zh: "每个代码只保留一行；一行可写多个类型，如：农贸市场、小区"))
  }

  static let words = [
    "code": "code", "id": "code", "item": "code", "代码": "code", "项目代码": "code", "编号": "code",
    "standard": "standard", "标准": "standard", "name": "name", "名称": "name", "项目名称": "name",
    "name_en": "name_en", "英文名称": "name_en", "kinds": "kinds", "kind": "kinds", "适用类型": "kinds",
    "区域类型": "kinds", "parent": "parent", "上级": "parent", "points": "points", "分值": "points",
    "interval_days": "interval_days", "复查间隔": "interval_days", "间隔天数": "interval_days",
    "weight": "weight", "权重": "weight", "verified": "verified", "已核实": "verified", "source": "source",
    "来源": "source", "note": "note", "备注": "note",
  ]
}

extension ChecklistItem {
  fileprivate init(_ row: DataTable.Row) throws(RowFault) {
    guard let code = row["code"] else {
      throw RowFault(
        "the code is empty", zh: "代码为空",
        hint: Phrase("give each item a code of its own", zh: "请为每个项目填写唯一的代码"))
    }
    let chinese = row["name"] ?? row["name_en"] ?? code
    self.init(
      code: code, standard: row["standard"] ?? "",
      name: Phrase(row["name_en"] ?? chinese, zh: chinese), kinds: Kinds(row["kinds"] ?? ""),
      parent: row["parent"], points: try row.number("points", atLeast: 0, atMost: ChecklistReader.greatest),
      intervalDays: try row.number("interval_days", above: 0, atMost: ChecklistReader.longestInterval),
      weight: try row.number("weight", above: 0, atMost: ChecklistReader.greatest) ?? 1,
      isVerified: isConfirmed(row["verified"]), source: row["source"] ?? "", note: row["note"] ?? "")
  }
}

extension ChecklistItem.Kinds {
  /// Words with blanks or list marks between them.
  fileprivate init(_ text: String) {
    let words = text.split { " ,，、;；|/　".contains($0) }.map(String.init)
    let isAll = words.contains { ["*", "all", "全部", "所有"].contains($0.lowercased()) }
    self = isAll ? .all : .only(words.map { ZoneKind(name: $0) })
  }
}

extension Checklist {
  /// The list inside the program; its head says what is not there.
  public static let shipped = ShippedData.table(PackageResources.checklist_csv) {
    bytes, file throws(Problem) in try reading(bytes, file: file)
  }

  /// Reads a checklist: columns `code`, `standard`, `name`, `name_en`, `kinds` (words with blanks between; `*`
  /// for every kind), `parent`, `points`, `interval_days`, `weight`, `verified`, `source`, `note`, or their
  /// Chinese words. A code that stands twice, or a row that cannot be read, is rejected and costs nothing else.
  ///
  /// - Throws: `Problem(.badData)` when the bytes are not UTF-8, or `code` or `kinds` is no column.
  public static func reading(
    _ bytes: [UInt8], file: String
  ) throws(Problem) -> (table: Checklist, rejections: [Rejection]) {
    let data = try DataTable(bytes, file: file, words: words, required: ["code", "kinds"])
    var items: [ChecklistItem] = []
    var codes: Set<String> = []
    var rejections: [Rejection] = []
    for row in data.rows {
      do throws(RowFault) {
        let item = try ChecklistItem(row)
        guard codes.insert(item.code).inserted else {
          throw RowFault("the code stands twice", zh: "代码重复")
        }
        items.append(item)
      } catch {
        rejections.append(row.rejection(in: file, id: row["code"], reason: error.reason))
      }
    }
    return (Checklist(head: data.head, items: items), rejections)
  }

  /// Whether one of these columns says which kinds of zone an item applies to.
  public static func namesKinds(_ columns: [String]) -> Bool {
    columns.contains { words[$0.lowercased()] == "kinds" }
  }

  private static let words = [
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
    guard let code = row["code"] else { throw RowFault("the code is empty", zh: "代码为空") }
    let chinese = row["name"] ?? row["name_en"] ?? code
    self.init(
      code: code, standard: row["standard"] ?? "",
      name: Phrase(row["name_en"] ?? chinese, zh: chinese), kinds: Kinds(row["kinds"] ?? ""),
      parent: row["parent"], points: try row.number("points", atLeast: 0),
      intervalDays: try row.number("interval_days", above: 0),
      weight: try row.number("weight", above: 0) ?? 1, isVerified: isConfirmed(row["verified"]),
      source: row["source"] ?? "", note: row["note"] ?? "")
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

extension DataTable.Row {
  /// The number in a cell, `nil` when it is empty.
  func number(_ column: String, atLeast least: Double) throws(RowFault) -> Double? {
    try number(column) { $0 >= least }
  }

  /// The number in a cell, `nil` when it is empty.
  func number(_ column: String, above limit: Double) throws(RowFault) -> Double? {
    try number(column) { $0 > limit }
  }

  private func number(_ column: String, where fits: (Double) -> Bool) throws(RowFault) -> Double? {
    guard let text = self[column] else { return nil }
    guard let number = Double(text), number.isFinite, fits(number) else {
      throw RowFault("\(column): \(text) is no number that can be used", zh: "\(column)：“\(text)”不是可用的数值")
    }
    return number
  }
}

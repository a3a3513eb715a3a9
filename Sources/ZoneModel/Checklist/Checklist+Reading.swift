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
    let data = try DataTable(
      bytes, file: file, words: ChecklistReader.words, preferred: ChecklistReader.codeWords,
      required: ["code", "kinds"])
    var reader = ChecklistReader()
    let rejections = data.rows.compactMap { row in
      reader.fault(taking: row).map {
        row.rejection(in: file, id: row["code"], reason: $0.reason, hint: $0.hint)
      }
    }
    return (Checklist(head: data.head, items: reader.items), rejections)
  }

  /// Whether one of these columns says which kinds of zone an item applies to.
  public static func namesKinds(_ columns: [String]) -> Bool {
    columns.contains { ChecklistReader.words[$0.lowercased()] == "kinds" }
  }
}

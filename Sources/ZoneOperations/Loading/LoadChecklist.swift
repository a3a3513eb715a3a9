public import ZoneModel
internal import ZoneStore

/// Reads a checklist (CSV in UTF-8 or GB18030).
///
/// - Throws: `Problem` when it cannot be read at all, or holds no row that can be used.
public func readChecklist(_ path: String, reporter: Reporter = .silent) throws -> Checklist {
  let (table, rejections) = try Checklist.reading(tableBytes(path, reporter), file: path)
  try tell(rejections, of: path, isEmpty: table.items.isEmpty, reporter)
  table.lookalikeNotices(in: path).forEach(reporter.notice)
  return table
}

/// Reads how problems appear and are found (CSV in UTF-8 or GB18030).
///
/// - Throws: `Problem` when it cannot be read at all, or holds no row that can be used.
public func readDetection(_ path: String, reporter: Reporter = .silent) throws -> DetectionParameters {
  let (table, rejections) = try DetectionParameters.reading(tableBytes(path, reporter), file: path)
  try tell(rejections, of: path, isEmpty: table.rows.isEmpty, reporter)
  return table
}

/// The checklist that was imported into a project; `nil` when none was, or none that says which kinds of zone
/// its items apply to, which is told.
///
/// - Throws: `Problem` when the project cannot be read, or no row can be used.
public func projectChecklist(_ path: String, reporter: Reporter = .silent) throws -> Checklist? {
  let records = try ProjectFile(reading: path).checklistRecords()
  guard !records.isEmpty else { return nil }
  var seen: Set<String> = []
  let names = records.flatMap { $0.properties.keys.sorted() }.filter { seen.insert($0).inserted }
  func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }
  let lines = records.map { record in
    ([record.id] + names.map { record.properties[$0] ?? "" }).map(quoted).joined(separator: ",")
  }
  let table = ([(["code"] + names).map(quoted).joined(separator: ",")] + lines).joined(separator: "\n")
  guard Checklist.namesKinds(names) else {
    reporter.notice(
      Notice(
        Phrase(
          "the project's checklist does not say which kinds of zone its items apply to; the built-in one counts",
          zh: "项目文件中的检查项目表没有“适用类型”列，改用内置表"),
        at: Phrase(path, zh: path),
        hint: Phrase(
          "import it again with a column kinds, or name one: --checklist FILE",
          zh: "请补充“适用类型”列后重新导入，或用 --checklist 指定")))
    return nil
  }
  let (checklist, rejections) = try Checklist.reading(Array(table.utf8), file: path)
  try tell(rejections, of: path, isEmpty: checklist.items.isEmpty, reporter)
  checklist.lookalikeNotices(in: path).forEach(reporter.notice)
  return checklist
}

extension Checklist {
  /// Tells of codes that differ in leading zeros only.
  func lookalikeNotices(in file: String) -> [Notice] {
    let groups = lookalikes
    guard let first = groups.first else { return [] }
    let some = groups.prefix(5).map { $0.joined(separator: " / ") }
    let rest = groups.count > 5 ? " …" : ""
    return [
      Notice(
        Phrase(
          "\(groups.count == 1 ? "one code stands" : "\(groups.count) codes stand") in several spellings: "
            + some.joined(separator: ", ") + rest + "; each counts as an item of its own",
          zh: "有 \(groups.count) 个代码存在多种写法：" + some.joined(separator: "，") + rest + "；各按单独项目计"),
        at: Phrase(file, zh: file),
        hint: Phrase(
          "a spreadsheet takes leading zeros off: keep one spelling, \(first.max { $0.count < $1.count } ?? "")",
          zh: "电子表格会去掉前导零，请只保留一种写法，如 \(first.max { $0.count < $1.count } ?? "")"))
    ]
  }
}

/// A table that ships with the program or that a user puts in its place: UTF-8 CSV with a head.
///
/// Lines that begin with `#` before the header row are the head (`# version: …`); the first other line names
/// the columns, in English or Chinese; empty lines are passed over. Excel keeps this form, also with its byte
/// order mark and with commas after the head's lines.
struct DataTable {
  let head: DataHead
  let rows: [Row]

  /// One record and where it stands.
  struct Row {
    /// Counted from 1 within the file.
    let line: Int
    /// Counted from 1 among the records after the header.
    let record: Int
    private let cells: [String]
    private let columns: [String: Int]

    /// - Parameter columns: the cell each of our names stands in.
    init(line: Int, record: Int, cells: [String], columns: [String: Int]) {
      self.line = line
      self.record = record
      self.cells = cells
      self.columns = columns
    }

    /// The cell under `column`, without blanks around it; `nil` when it is empty or the column is missing.
    subscript(column: String) -> String? {
      guard let at = columns[column], at < cells.count, !cells[at].isEmpty else { return nil }
      return cells[at]
    }

    /// The record as a person would recognise it.
    var content: String { cells.joined(separator: ",") }
  }

  /// Reads `bytes`; `words` maps each accepted head word (lower case) to the column's own name, and `required`
  /// lists the columns without which the file means nothing. Of several words for one column the one that
  /// comes first in `preferred` counts, else the first in the file.
  ///
  /// - Throws: `Problem(.badData)` when the bytes are not UTF-8 or a required column is missing.
  init(
    _ bytes: [UInt8], file: String, words: [String: String], preferred: [String] = [], required: [String]
  ) throws(Problem) {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Self.notUTF8(file) }
    var records = CSVTextRecords(text).records
    let first = records.firstIndex { !$0.cells[0].hasPrefix("#") } ?? records.endIndex
    head = DataHead(lines: records[..<first].map { $0.cells.joined(separator: ", ") })
    guard first < records.endIndex else { throw Self.missing(required, file) }
    let header = records[first]
    records.removeSubrange(...first)
    let columns = Self.columns(header.cells, words, preferred)
    let absent = required.filter { columns[$0] == nil }
    guard absent.isEmpty else { throw Self.missing(absent, file) }
    rows = records.enumerated().map { number, record in
      Row(line: record.line, record: number + 1, cells: record.cells, columns: columns)
    }
  }

  /// The column each of our names stands in; see `init` for several of one name.
  static func columns(
    _ header: [String], _ words: [String: String], _ preferred: [String] = []
  ) -> [String: Int] {
    func rank(_ column: Int) -> Int {
      preferred.firstIndex(of: header[column].lowercased()) ?? preferred.count
    }
    var columns: [String: Int] = [:]
    for (at, word) in header.enumerated() {
      guard let name = words[word.lowercased()] else { continue }
      if let known = columns[name], rank(known) <= rank(at) { continue }
      columns[name] = at
    }
    return columns
  }

  private static func notUTF8(_ file: String) -> Problem {
    Problem(
      .badData, Phrase("the file is not UTF-8", zh: "文件不是 UTF-8 编码"), at: Phrase(file, zh: file),
      hint: Phrase("save it as CSV UTF-8", zh: "请另存为“CSV UTF-8”"))
  }

  private static func missing(_ columns: [String], _ file: String) -> Problem {
    let names = columns.joined(separator: ", ")
    return Problem(
      .badData, Phrase("no column \(names)", zh: "缺少列 \(names)"), at: Phrase(file, zh: file),
      hint: Phrase(
        "the first line that does not begin with # must name the columns", zh: "首个不以 # 开头的行须为列名"))
  }
}

internal import CXlsxwriter
internal import Foundation
public import ZoneModel

/// Writes tables as a workbook of Excel: a sheet a table, its head in bold, frozen and with filters.
///
/// - Source: ISO/IEC 29500 through libxlsxwriter.
public enum XLSXWriter {
  /// Rows of a sheet, the head's included.
  public static let mostRows = 1 << 20
  private static let mostCharacters = 32_767

  /// Writes a workbook at a path that is not there yet.
  ///
  /// - Parameters:
  ///   - offset: seconds that times of the tables are ahead of UTC.
  ///   - made: stands in the file as the time of its making, so that the same tables give the same bytes.
  /// - Throws: `Problem(.usage)` for more rows than a sheet holds, `.inputOutput` when the file cannot be
  ///   written; what was written of it stays for the caller to remove.
  public static func write(_ tables: [SheetTable], to path: String, offset: Double, made: Instant) throws {
    for table in tables where table.rows.count >= mostRows {
      throw Problem(
        .usage,
        Phrase(
          "\(table.rows.count) rows do not fit a sheet of Excel", zh: "\(table.rows.count) 行超出 Excel 工作表上限"),
        at: Phrase(table.name, zh: table.name),
        hint: Phrase("write CSV, or choose fewer rows", zh: "请输出为 CSV，或缩小范围"))
    }
    let book = try Workbook(path, made: made)
    for table in tables { try book.add(table, offset: offset) }
    try book.close()
  }

  /// A workbook being written. Lives in one task.
  private final class Workbook {
    private let path: String
    private var book: UnsafeMutablePointer<lxw_workbook>?
    private let bold: UnsafeMutablePointer<lxw_format>
    private let formats: [Style: UnsafeMutablePointer<lxw_format>]
    private var names: Set<String> = []

    private enum Style: String, CaseIterable {
      /// Text, so that a code typed over stays a code.
      case text = "@"
      case share = "0.00%"
      case time = "yyyy-mm-dd hh:mm"
      case day = "yyyy-mm-dd"
    }

    init(_ path: String, made: Instant) throws {
      self.path = path
      guard let book = workbook_new(path), let bold = workbook_add_format(book) else {
        throw Workbook.failure(LXW_ERROR_CREATING_XLSX_FILE, path)
      }
      format_set_bold(bold)
      format_set_text_wrap(bold)
      var properties = lxw_doc_properties()
      properties.created = time_t(made)
      workbook_set_properties(book, &properties)
      var formats: [Style: UnsafeMutablePointer<lxw_format>] = [:]
      for style in Style.allCases {
        guard let format = workbook_add_format(book) else {
          throw Self.failure(LXW_ERROR_MEMORY_MALLOC_FAILED, path)
        }
        format_set_num_format(format, style.rawValue)
        formats[style] = format
      }
      self.book = book
      self.bold = bold
      self.formats = formats
    }

    deinit {
      // frees what it holds; it has been closed unless something failed
      if let book { _ = workbook_close(book) }
    }

    func close() throws {
      defer { book = nil }
      try check(workbook_close(book))
    }

    func add(_ table: SheetTable, offset: Double) throws {
      guard let sheet = workbook_add_worksheet(book, unused(table.name)) else {
        throw Self.failure(LXW_ERROR_MEMORY_MALLOC_FAILED, path)
      }
      for (k, column) in table.columns.enumerated() {
        try check(worksheet_set_column(sheet, lxw_col_t(k), lxw_col_t(k), column.width, nil))
        try write(.text(column.title), at: 0, k, sheet, offset, bold)
      }
      for (r, row) in table.rows.enumerated() {
        for (k, cell) in row.enumerated() { try write(cell, at: r + 1, k, sheet, offset) }
      }
      worksheet_freeze_panes(sheet, 1, 0)
      if !table.columns.isEmpty {
        try check(
          worksheet_autofilter(sheet, 0, 0, lxw_row_t(table.rows.count), lxw_col_t(table.columns.count - 1)))
      }
    }

    private func write(
      _ cell: SheetTable.Cell, at row: Int, _ column: Int, _ sheet: UnsafeMutablePointer<lxw_worksheet>,
      _ offset: Double, _ format: UnsafeMutablePointer<lxw_format>? = nil
    ) throws {
      let (r, c) = (lxw_row_t(row), lxw_col_t(column))
      switch cell {
      case .empty: break
      case .text(let text):
        try check(worksheet_write_string(sheet, r, c, Self.fitting(text), format ?? formats[.text]))
      case .integer(let value): try check(worksheet_write_number(sheet, r, c, Double(value), format))
      case .number(let value):
        if value.isFinite { try check(worksheet_write_number(sheet, r, c, value, format)) }
      case .share(let value):
        guard value.isFinite else { break }
        // as everywhere: 100 % means all of it
        let shown = (value * 10_000).rounded(.down) / 10_000
        try check(worksheet_write_number(sheet, r, c, shown, formats[.share]))
      case .time(let instant): try date(instant + offset, r, c, sheet, .time)
      case .day(let instant): try date(instant + offset, r, c, sheet, .day)
      }
    }

    /// Days since the last day of 1899, with Excel's 29 February 1900.
    private func date(
      _ local: Double, _ r: lxw_row_t, _ c: lxw_col_t, _ sheet: UnsafeMutablePointer<lxw_worksheet>,
      _ style: Style
    ) throws {
      let days = local / 86_400 + 25_569
      guard days.isFinite, days >= 61, days < 2_958_466 else { return }
      try check(
        worksheet_write_number(sheet, r, c, style == .day ? days.rounded(.down) : days, formats[style]))
    }

    /// A cell ends at so many UTF-16 units; characters that XML cannot hold are left out.
    private static func fitting(_ text: String) -> String {
      let legal =
        text.unicodeScalars.contains { $0.value < 0x20 && !"\t\n\r".unicodeScalars.contains($0) }
        ? String(
          String.UnicodeScalarView(
            text.unicodeScalars.filter { $0.value >= 0x20 || "\t\n\r".unicodeScalars.contains($0) }))
        : text
      guard legal.utf16.count > mostCharacters else { return legal }
      var cut = String(legal.prefix(mostCharacters - 1))
      while cut.utf16.count > mostCharacters - 1 { cut.removeLast() }
      return cut + "…"
    }

    /// A name a sheet can have: up to 31 characters without `[ ] : * ? / \`, not taken by another.
    private func unused(_ name: String) -> String {
      let plain = String(name.map { "[]:*?/\\'".contains($0) ? "-" : $0 }.prefix(28))
      var candidate = plain.isEmpty ? "Sheet" : plain
      var number = 2
      while !names.insert(candidate.lowercased()).inserted {
        candidate = "\(plain)-\(number)"
        number += 1
      }
      return candidate
    }

    private func check(_ code: lxw_error) throws {
      if code != LXW_NO_ERROR { throw Self.failure(code, path) }
    }

    private static func failure(_ code: lxw_error, _ path: String) -> Problem {
      let why = lxw_strerror(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
      return Problem(
        .inputOutput, Phrase("the workbook cannot be written: \(why)", zh: "无法写入工作簿：\(why)"),
        at: Phrase(path, zh: path),
        hint: Phrase(
          "see whether the folder can be written and the disk has room", zh: "请检查目录是否可写、磁盘是否有空间"))
    }
  }
}

import Foundation
import TestSupport
import Testing
import ZoneFormats
import ZoneModel

@Suite struct `Workbooks written` {
  private let table = SheetTable(
    name: "台账: 2026/09", columns: [SheetTable.Column("编号"), SheetTable.Column("时间"), SheetTable.Column("数")],
    rows: [
      [.text("007"), .time(1_790_000_000), .integer(3)],
      [.text("=1+1"), .day(1_790_000_000), .number(2.5)],
      [.text("a\u{1}b<&"), .empty, .share(0.99999)],
      [.text(String(repeating: "长", count: 40_000)), .number(.nan), .number(-1)],
    ])

  private func folder() throws -> String {
    let path = NSTemporaryDirectory() + "zonesweep-xlsx-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  /// A part of a workbook, inflated.
  private func part(_ name: String, of path: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      "import sys,zipfile;sys.stdout.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())", path,
      name,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  @Test func `codes stay text, formulas stay text, times are dates`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/a.xlsx"
    try XLSXWriter.write([table], to: path, offset: 28_800, made: 1_790_000_000)
    let sheet = try part("xl/worksheets/sheet1.xml", of: path)
    let texts = try part("xl/sharedStrings.xml", of: path)
    #expect(
      texts.contains("<t>007</t>") && texts.contains("<t>=1+1</t>") && texts.contains("<t>ab&lt;&amp;</t>"))
    #expect(!sheet.contains("<f>"))
    // 2026-09-21 22:13:20 in Shanghai
    #expect(sheet.contains("<v>46286.9259259259"))
    #expect(sheet.contains("<v>46286</v>"))
    #expect(sheet.contains("<v>0.9999</v>"), "rounded down: not all of it")
    #expect(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter ref=\"A1:C5\"/>"))
    #expect(try part("xl/workbook.xml", of: path).contains("台账- 2026-09"))
  }

  @Test func `the same tables give the same bytes`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["a", "b"] {
      try XLSXWriter.write([table, table], to: "\(folder)/\(name).xlsx", offset: 0, made: 1_790_000_000)
    }
    let a = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/a.xlsx"))
    let b = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/b.xlsx"))
    #expect(a == b && a.count > 1000)
  }

  @Test func `a folder that is not there is an error with the path`() throws {
    let error = #expect(throws: Problem.self) {
      try XLSXWriter.write([table], to: "/nowhere/a.xlsx", offset: 0, made: 0)
    }
    #expect(error?.kind == .inputOutput && error?.place?.english == "/nowhere/a.xlsx")
  }

  @Test func `more rows than a sheet holds are refused before anything is written`() {
    let rows = [[SheetTable.Cell]](repeating: [], count: XLSXWriter.mostRows)
    #expect(throws: Problem.self) {
      try XLSXWriter.write(
        [SheetTable(name: "x", columns: [], rows: rows)], to: "/nowhere/a.xlsx", offset: 0, made: 0)
    }
  }
}

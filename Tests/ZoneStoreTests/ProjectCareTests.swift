import Foundation
import GRDB
import TestSupport
import Testing
import ZoneGeometry
import ZoneModel

@testable import ZoneStore

@Suite struct `Care of project files` {
  let folder: Folder
  let path: String

  /// A project with 3,000 findings, closed.
  init() throws {
    folder = try Folder()
    path = folder.path("city.gpkg")
    let project = try ProjectFile.create(path)
    let source = ProjectSource(role: .findings, name: "f.csv")
    _ = try project.importRecords(of: source, at: "2026-09-01T00:00:00Z") { records in
      for n in 0..<3_000 {
        let record = ImportedRecord(
          key: "F\(n)", record: n + 1, identifier: nil, facts: [nil, nil, nil, nil])
        try Array("{\"id\":\"F\(n)\",\"note\":\"一个比较长的说明，占据页面的空间\"}".utf8).withUnsafeBufferPointer {
          _ = try records.add(record, .point(LonLat(116.5 + Double(n) / 10_000, 23.5)), properties: $0)
        }
      }
      return (["id", "note"], .wgs84)
    }
    try project.pool.close()
  }

  @Test func `a backup made while others read and write is whole and plain`() throws {
    let project = try ProjectFile(opening: path)
    var steps = 0
    try project.backUp(to: folder.path("copy.gpkg")) { _, _ in steps += 1 }
    #expect(steps > 0)
    #expect(try query(folder.path("copy.gpkg"), "SELECT count(*) FROM findings") == [["3000"]])
    #expect(try query(folder.path("copy.gpkg"), "PRAGMA journal_mode") == [["delete"]])
    #expect(problem { try project.backUp(to: path) }?.kind == .usage)
    #expect(problem { try project.backUp(to: folder.path("none/copy.gpkg")) }?.kind == .cannotCreate)
    #expect(try ProjectCheck.run(folder.path("copy.gpkg")).isSound)
  }

  @Test func `a sound file is called sound`() throws {
    let check = try ProjectCheck.run(path)
    #expect(check.isSound, "\(check.damage)")
    #expect(check.rows.first { $0.table == "findings" }?.readable == 3_000)
  }

  @Test func `damage is found, and what lies before and behind it is saved`() throws {
    // a page of the table's rows in the middle of the file
    let pages = try query(
      path, "SELECT pageno FROM dbstat WHERE name = 'findings' AND pagetype = 'leaf' ORDER BY path"
    )
    .compactMap { Int($0[0]) }
    guard pages.count > 20 else {
      print("skipped: this SQLite cannot tell the pages of a table")
      return
    }
    var bytes = try folder.bytes("city.gpkg")
    let start = (pages[pages.count / 2] - 1) * 4_096
    for at in start..<start + 4_096 { bytes[at] = 0xA5 }
    try bytes.write(to: URL(fileURLWithPath: path))
    let check = try ProjectCheck.run(path)
    #expect(!check.isSound)
    let saved = try ProjectCheck.salvage(path, into: folder.path("saved.gpkg"))
    let findings = saved.first { $0.table == "findings" }
    #expect(findings?.isWhole == false)
    #expect((findings?.rows ?? 0) > 2_900 && (findings?.rows ?? 0) < 3_000, "\(saved)")
    let after = try ProjectCheck.run(folder.path("saved.gpkg"))
    #expect(after.isSound, "\(after.damage)")
    #expect(try folder.bytes("city.gpkg") == bytes)
    // both ends
    let ends = try query(folder.path("saved.gpkg"), "SELECT min(fid), max(fid) FROM findings")
    #expect(ends == [["1", "3000"]])
  }

  @Test func `what is no database is refused`() throws {
    try folder.write("other.gpkg", "hello")
    #expect(problem { try ProjectCheck.run(folder.path("other.gpkg")) }?.kind == .badData)
    #expect(
      problem { try ProjectCheck.salvage(folder.path("other.gpkg"), into: folder.path("x.gpkg")) }?.kind
        == .badData)
    #expect(folder.names.contains("x.gpkg") == false)
  }
}

@Suite struct `Databases where nothing can be written` {
  @Test func `what stands alone is read without leaving anything beside it`() throws {
    let folder = try Folder()
    let path = folder.path("a?b#c%.gpkg")
    try ProjectFile.create(path).pool.close()
    #expect(UnwritableDatabase.standsAlone(path))
    let names = folder.names
    let database = try UnwritableDatabase.open(path)
    #expect(try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM findings") } == 0)
    #expect(throws: (any Error).self) { try database.write { try $0.execute(sql: "DELETE FROM findings") } }
    #expect(folder.names == names)
  }

  @Test func `what stands in the log is part of a copy`() throws {
    let folder = try Folder()
    let path = folder.path("city.gpkg")
    let project = try ProjectFile.create(path)
    try project.write { try $0.execute("INSERT INTO zonesweep_settings VALUES ('late', 'yes')") }
    #expect(UnwritableDatabase.hasLog(path) && !UnwritableDatabase.standsAlone(path))
    let copy = try DatabaseCopy(of: path)
    #expect(
      try query(copy.path, "SELECT value FROM zonesweep_settings WHERE name = 'late'") == [["yes"]])
    copy.remove()
    #expect(!FileManager.default.fileExists(atPath: copy.path))
    try project.pool.close()
    #expect(throws: SQLiteFault.self) { try DatabaseCopy(of: path) }
  }
}

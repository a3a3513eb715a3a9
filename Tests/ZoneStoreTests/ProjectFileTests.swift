import Foundation
import GRDB
import GRDBSQLite
import TestSupport
import Testing
import ZoneFormats
import ZoneGeometry
import ZoneModel

@testable import ZoneStore

@Suite struct `Project files` {
  let folder: Folder
  let path: String

  init() throws {
    folder = try Folder()
    path = folder.path("city.gpkg")
  }

  /// Imports points called `F0`, `F1`, … with a note each.
  @discardableResult
  private func take(
    _ count: Int, note: String = "a", into project: ProjectFile, from file: String = "f.csv"
  ) throws -> ImportTally {
    try project.importRecords(of: ProjectSource(role: .findings, name: file), at: "2026-09-01T00:00:00Z") {
      records in
      for n in 0..<count {
        let record = ImportedRecord(
          key: "F\(n)", record: n + 1, identifier: nil, facts: [nil, nil, nil, nil])
        let place = Geometry.point(LonLat(116.5 + Double(n % 100) / 1000, 23.5 + Double(n / 100) / 1000))
        try Array("{\"id\":\"F\(n)\",\"note\":\"\(note)\"}".utf8).withUnsafeBufferPointer {
          _ = try records.add(record, place, properties: $0)
        }
      }
      return (["id", "note"], .wgs84)
    }
  }

  @Test func `a new file is a GeoPackage that GDAL reads without a word`() throws {
    let project = try ProjectFile.create(path)
    try take(3, into: project)
    guard let said = try say("ogrinfo", ["-ro", "-al", "-so", path]) else { return }
    #expect(said.code == 0)
    let complaints = said.text.split(separator: "\n").filter { $0.contains("arning") || $0.contains("ERROR") }
    #expect(complaints.isEmpty)
    #expect(said.text.contains("Layer name: findings"))
  }

  @Test func `a file of that name is never overwritten`() throws {
    try folder.write("city.gpkg", "precious")
    #expect(problem { try ProjectFile.create(path) }?.kind == .cannotCreate)
    #expect(try folder.bytes("city.gpkg") == Data("precious".utf8))
    #expect(problem { try ProjectFile(opening: path) }?.kind == .badData)
    #expect(problem { try ProjectFile(opening: folder.path("none.gpkg")) }?.kind == .inputMissing)
  }

  @Test func `no output overwrites a project`() throws {
    try take(3, into: ProjectFile.create(path))
    let found = problem { try GeoPackageWriter(path) }
    #expect(found?.kind == .usage)
    #expect(try query(path, "SELECT count(*) FROM findings") == [["3"]])
    #expect(folder.names.allSatisfy { $0.hasPrefix("city.gpkg") }, "\(folder.names)")
  }

  @Test func `what is acknowledged is on the disk: the writer synchronises fully`() throws {
    let project = try ProjectFile.create(path)
    let level = try project.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
    #expect(level == 2)
    let mode = try project.pool.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
    #expect(mode == "wal")
  }

  @Test func `a file of a newer program is refused and not touched`() throws {
    _ = try ProjectFile.create(path)
    _ = try query(path, "INSERT INTO grdb_migrations VALUES ('9 later')")
    let before = try folder.bytes("city.gpkg")
    let found = problem { try ProjectFile(opening: path) }
    #expect(found?.kind == .badData)
    #expect(found?.what.english == "a newer version of ZoneSweep made this project file")
    #expect(try folder.bytes("city.gpkg") == before)
  }

  @Test(arguments: [10, 12_000])
  func `importing twice changes nothing, and a changed record keeps what it said`(count: Int) throws {
    let project = try ProjectFile.create(path)
    #expect(try take(count, into: project).added == count)
    let again = try take(count, into: project)
    #expect(again.unchanged == count && again.isNothingNew)
    #expect(try project.status().imports.count == 1)
    let changed = try take(count, note: "b", into: project)
    #expect(changed.changed == count && changed.added == 0)
    #expect(
      try query(path, "SELECT count(*) FROM zonesweep_changes WHERE before LIKE '%\"a\"%'") == [["\(count)"]])
    #expect(
      try query(path, "SELECT count(*), count(DISTINCT key) FROM findings") == [["\(count)", "\(count)"]])
    #expect(try query(path, "SELECT rtreecheck('rtree_findings_geom')") == [["ok"]])
    #expect(try query(path, "SELECT count(*) FROM rtree_findings_geom") == [["\(count)"]])
    #expect(try query(path, "PRAGMA foreign_key_check").isEmpty)
  }

  @Test func `a row more by hand keeps the index in step`() throws {
    let project = try ProjectFile.create(path)
    try take(20, into: project)
    try project.pool.write { try $0.execute(sql: "DELETE FROM findings WHERE fid = 1") }
    try project.pool.write { try $0.execute(sql: "UPDATE findings SET status = 'done' WHERE fid = 2") }
    #expect(try query(path, "SELECT count(*) FROM rtree_findings_geom") == [["19"]])
  }

  @Test func `a failed import leaves the file as it was`() throws {
    struct Stop: Error {}
    let project = try ProjectFile.create(path)
    try take(10, into: project)
    #expect(throws: Stop.self) {
      try project.importRecords(of: ProjectSource(role: .findings, name: "g.csv"), at: "2026-09-01T00:00:00Z")
      { records in
        let record = ImportedRecord(key: "X", record: 1, identifier: nil, facts: [nil, nil, nil, nil])
        try Array("{}".utf8).withUnsafeBufferPointer {
          _ = try records.add(record, .point(LonLat(1, 1)), properties: $0)
        }
        throw Stop()
      }
    }
    #expect(try project.status().counts[.findings] == 10)
    #expect(try project.sources(.findings).map(\.name) == ["f.csv"])
    let triggers = try query(
      path, "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'rtree%'")
    #expect(triggers == [["18"]])
  }

  @Test func `records come out as they went in`() throws {
    let project = try ProjectFile.create(path)
    try take(250, into: project)
    let source = try project.sources(.findings)[0]
    let stream = try ProjectFile.records(of: source, in: path, partSize: 1_000)
    #expect(stream.names == ["id", "note"])
    var ids: [String?] = []
    var places = 0
    while let part = try stream.next() {
      ids += (0..<part.count).map { part.properties.text("id", at: $0) }
      places += part.geometries.points?.count ?? 0
      #expect(part.name == "f.csv" && part.declaredDatum == .wgs84)
    }
    #expect(ids == (0..<250).map { "F\($0)" })
    #expect(places == 250)
  }

  @Test func `who finds the file held waits, and then says so`() throws {
    let project = try ProjectFile.create(path)
    let other = try SQLiteConnection(path, .draft)
    try other.execute("BEGIN IMMEDIATE")
    let began = Date()
    let found = problem { try take(1, into: project) }
    #expect(found?.kind == .busy)
    #expect(-began.timeIntervalSinceNow > 4.5)
    try other.execute("ROLLBACK")
    #expect(try take(1, into: project).added == 1)
  }
}

@Suite struct `Personal data` {
  @Test func `columns are known by their usual names`() {
    for name in ["投诉人", "联系电话", "手机号", "Phone", " 电话 ", "complainant", "email"] {
      #expect(PersonalData.isPersonal(name), "\(name)")
    }
    for name in ["编号", "检查员", "问题名称", "owner", "name", "责任单位"] {
      #expect(!PersonalData.isPersonal(name), "\(name)")
    }
  }

  @Test(arguments: [
    ("13812345678", "联系电话", "138****5678"), ("张三", "投诉人", "张*"), ("欧阳小明", "投诉人", "欧*"),
    ("1234", "电话", "****"), ("a@b.cn", "email", "a***"), ("", "电话", ""),
  ])
  func `most of it is hidden`(value: String, column: String, shown: String) {
    #expect(PersonalData.masked(value, of: column) == shown)
  }
}

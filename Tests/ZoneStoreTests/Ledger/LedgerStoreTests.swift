import Foundation
import GRDB
import Testing
import ZoneModel

@testable import ZoneStore

@Suite struct `The ledger's store` {
  private let start = 1_790_000_000.0

  private func store() throws -> (LedgerStore, DatabaseQueue) {
    let queue = try DatabaseQueue()
    try queue.write { try LedgerSchema.create(in: $0) }
    return (LedgerStore(queue), queue)
  }

  private func entries(_ id: String) -> [LedgerStore.Entry] {
    [
      .init(id, .report(CaseReport(finding: id, zone: "445102010", item: "10", text: "暴露垃圾"))),
      .init(id, .file(CaseFiling(limit: LimitDuration(4, .workHour)))),
      .init(id, .dispatch(CaseAssignment(unit: "太平街道", person: "示例甲", leader: "示例乙"))),
    ]
  }

  @Test func `what was recorded is read back as it was`() throws {
    let (ledger, _) = try store()
    let made = try ledger.record(entries("f-1"), at: start, by: "创卫办")
    try ledger.record(
      [.init("f-1", .handle(CaseHandling(measures: "清理", evidence: ["a.jpg"])), happened: start + 10)],
      at: start + 3600, by: "示例甲")
    let read = try #require(try ledger.ledgerCase("f-1"))
    #expect(made.map(\.state.stage) == [.dispatched])
    #expect(read.state.stage == .handled && read.state.handledAt == start + 10)
    #expect(read.events.count == 4 && Array(read.events.prefix(3)) == made[0].events)
    #expect(try ledger.ledgerCase("f-2") == nil)
    #expect(try ledger.cases() == [read])
  }

  @Test func `a refusal records nothing of what came with it`() throws {
    let (ledger, _) = try store()
    try ledger.record(entries("f-1"), at: start, by: "创卫办")
    #expect(throws: CaseRefusal.self) {
      try ledger.record(
        entries("f-2") + [.init("f-1", .verify(revisit: nil))], at: start + 1, by: "创卫办")
    }
    #expect(try ledger.ledgerCase("f-2") == nil)
    #expect(try ledger.head().count == 3)
    #expect(try ledger.firstBreak() == nil)
  }

  @Test func `many cases come back by id, and the chain holds over all`() throws {
    let (ledger, _) = try store()
    try ledger.record((0..<500).reversed().flatMap { entries("f-\($0)") }, at: start, by: "创卫办")
    let cases = try ledger.cases()
    #expect(cases.count == 500 && cases.allSatisfy { $0.state.stage == .dispatched })
    #expect(cases.map(\.state.caseID) == cases.map(\.state.caseID).sorted())
    let head = try ledger.head()
    #expect(head.count == 1500 && head.head.count == 64)
    #expect(try ledger.firstBreak(reaching: head.head) == nil)
  }

  @Test func `the file refuses to change or remove an event`() throws {
    let (ledger, queue) = try store()
    try ledger.record(entries("f-1"), at: start, by: "创卫办")
    for change in ["UPDATE zonesweep_events SET actor = 'x'", "DELETE FROM zonesweep_events"] {
      #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: change) } }
    }
  }

  /// Ways to tamper with the second of three events behind the triggers' back.
  @Test(arguments: [
    "UPDATE zonesweep_events SET actor = 'x' WHERE position = 2",
    "UPDATE zonesweep_events SET body = CAST(replace(CAST(body AS TEXT), '4', '5') AS BLOB) WHERE position = 2",
    "UPDATE zonesweep_events SET link = x'00' WHERE position = 2",
    "UPDATE zonesweep_events SET body = 'no event' WHERE position = 2",
    "UPDATE zonesweep_events SET sequence = NULL WHERE position = 2",
    "DELETE FROM zonesweep_events WHERE position = 2",
  ])
  func `tampering is found at its place`(sql: String) throws {
    let (ledger, queue) = try store()
    try ledger.record(entries("f-1"), at: start, by: "创卫办")
    try queue.write { db in
      for change in ["update", "delete"] { try db.execute(sql: "DROP TRIGGER zonesweep_events_no_\(change)") }
      try db.execute(sql: "PRAGMA ignore_check_constraints = 1")
      if sql.contains("NULL") {
        try db.execute(
          sql: """
            ALTER TABLE zonesweep_events RENAME TO old; CREATE TABLE zonesweep_events AS SELECT * FROM old;
            """)
      }
      try db.execute(sql: sql)
    }
    let found = try #require(try ledger.firstBreak())
    #expect(found.position == 2 || (sql.hasPrefix("DELETE") && found.position == 3))
    #expect(throws: Problem.self) { try ledger.cases() }
  }

  @Test func `a ledger whose end was cut off does not reach a head kept elsewhere`() throws {
    let (ledger, queue) = try store()
    try ledger.record(entries("f-1"), at: start, by: "创卫办")
    let kept = try ledger.head().head
    try ledger.record([.init("f-1", .start)], at: start + 5, by: "示例甲")
    #expect(try ledger.firstBreak(reaching: kept) == nil)
    try queue.write { db in
      try db.execute(
        sql: "DROP TRIGGER zonesweep_events_no_delete; DELETE FROM zonesweep_events WHERE position > 2")
    }
    #expect(try ledger.firstBreak() == nil)
    #expect(try ledger.firstBreak(reaching: kept)?.position == 3)
  }

  @Test func `a project made before there was a ledger gets one, and a backup keeps it`() throws {
    let folder = NSTemporaryDirectory() + "zonesweep-ledger-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/old.gpkg"
    _ = try ProjectFile.create("\(folder)/new.gpkg")
    do {
      var configuration = Configuration()
      configuration.prepareDatabase { GeometryFunctions.add(to: $0) }
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try ProjectMigrations.migrator.migrate(queue, upTo: "1 city")
      #expect(try queue.read { try !$0.tableExists("zonesweep_events") })
    }
    let project = try ProjectFile(opening: path)
    try project.ledger.record(entries("f-1"), at: start, by: "创卫办")
    #expect(try project.ledger.cases().count == 1)
    #expect(try project.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == 2)
    try project.backUp(to: "\(folder)/copy.gpkg")
    let copy = try ProjectFile(opening: "\(folder)/copy.gpkg")
    #expect(try copy.ledger.head() == project.ledger.head())
    let check = try ProjectCheck.run(path)
    #expect(check.isSound, "\(check.damage)")
    #expect(check.ledger?.count == 3)
    let other = String(repeating: "0", count: 64)
    #expect(try !ProjectCheck.run(path, reaching: other).isSound)
  }

  @Test func `salvage takes the ledger along`() throws {
    let folder = NSTemporaryDirectory() + "zonesweep-ledger-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let project = try ProjectFile.create("\(folder)/a.gpkg")
    try project.ledger.record(entries("f-1"), at: start, by: "创卫办")
    _ = try ProjectCheck.salvage("\(folder)/a.gpkg", into: "\(folder)/b.gpkg")
    let saved = try ProjectFile(opening: "\(folder)/b.gpkg")
    #expect(try saved.ledger.head() == project.ledger.head())
    #expect(try saved.ledger.firstBreak() == nil)
  }

  @Test func `two programs add to one chain`() async throws {
    let folder = NSTemporaryDirectory() + "zonesweep-ledger-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/a.gpkg"
    _ = try ProjectFile.create(path)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let project = try ProjectFile(opening: path)
          for k in 0..<10 {
            try project.ledger.record(
              [.init("w\(writer)-\(k)", .report(CaseReport(item: "10")))], at: 1_790_000_000, by: "创卫办")
          }
        }
      }
      try await group.waitForAll()
    }
    let ledger = try ProjectFile(opening: path).ledger
    #expect(try ledger.head().count == 40)
    #expect(try ledger.firstBreak() == nil)
  }
}

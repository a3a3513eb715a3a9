import Foundation
import Testing
import ZoneFormats
import ZoneGeometry
import ZoneModel
import ZoneOperations
import ZoneStore

@Suite struct `Relapses and the next look` {
  private let begin = ItemWorld.moment(1)
  private func day(_ day: Int) -> Instant { ItemWorld.moment(day) }

  /// Nobody verifies what they handled.
  private func name(_ action: CaseAction) -> String { action.name == .verify ? "核查员" : "创卫办" }

  /// A case of item a in zone Z, closed on day 5.
  private func project(_ world: ItemWorld, more: [(LedgerStore.Entry, Int)] = []) throws -> String {
    let path = world.files.folder.appendingPathComponent("city-\(UUID().uuidString).gpkg").path
    let ledger = try ProjectFile.create(path).ledger
    func record(_ action: CaseAction, _ day: Int, _ reason: String? = nil) throws {
      try ledger.record([.init("c-1", action, reason: reason)], at: self.day(day), by: name(action))
    }
    try record(
      .report(CaseReport(finding: "f", zone: "Z", item: "a", place: world.site.lonLat(100, 100))), 2)
    try record(.file(CaseFiling()), 2)
    try record(.dispatch(CaseAssignment(unit: "街道")), 2)
    try record(.handle(CaseHandling()), 4)
    try record(.verify(revisit: nil), 5)
    for (entry, day) in more { try ledger.record([entry], at: self.day(day), by: name(entry.action)) }
    return path
  }

  private func world() throws -> ItemWorld {
    var world = try ItemWorld()
    try world.zone("Z", "compound", x: 0)
    try world.visit(50, 150, day: 3, ["a", "c"])
    world.options.asOf = day(10)
    return world
  }

  private func cell(_ world: ItemWorld, _ item: String, _ project: String?) throws -> ItemCell {
    try #require(try world.items(project: project).cell("Z", item))
  }

  @Test func `a closed case that held leaves the interval whole`() throws {
    let world = try world()
    let cell = try cell(world, "a", project(world))
    #expect(cell.relapses == 0 && cell.intervalDays == 10 && cell.freshness == .due)
  }

  @Test func `found again in the zone after closing halves it, for that item only`() throws {
    var world = try world()
    try world.finding(150, 20, day: 8, item: "a")
    let path = try project(world)
    let a = try cell(world, "a", path)
    #expect(a.relapses == 1 && a.intervalDays == 5)
    // the finding was a look too, but not one that found it in order
    #expect(a.lastLooked == day(8) && a.freshness == .fresh)
    #expect(try cell(world, "c", path).intervalDays == 10)
    #expect(try cell(world, "a", nil).intervalDays == 10)
    world.options.asOf = day(14)
    #expect(try cell(world, "a", path).freshness == .overdue)
    #expect(try cell(world, "a", nil).freshness == .due)
  }

  @Test func `a complaint shows a relapse as well, and before it nothing was known of it`() throws {
    var world = try world()
    try world.finding(150, 20, day: 8, item: "a", source: "complaint")
    let path = try project(world)
    #expect(try cell(world, "a", path).intervalDays == 5)
    world.options.asOf = day(7)
    #expect(try cell(world, "a", path).intervalDays == 10)
  }

  @Test func `a look that finds it in order gives the whole interval back`() throws {
    var world = try world()
    try world.finding(150, 20, day: 7, item: "a")
    try world.visit(60, 60, day: 9, ["a"])
    #expect(try cell(world, "a", project(world)).intervalDays == 10)
    // unless it was found at that very visit
    try world.finding(60, 60, day: 9, item: "a")
    #expect(try cell(world, "a", project(world)).intervalDays == 5)
  }

  @Test func `a case opened again is one relapse, with the finding that opened it`() throws {
    var world = try world()
    try world.finding(150, 20, day: 6, item: "a")
    let reopened = LedgerStore.Entry("c-1", .reopen(relapse: "f2"), reason: "反弹")
    let path = try project(world, more: [(reopened, 8)])
    #expect(try cell(world, "a", path).relapses == 1)
    let twice = try project(
      world,
      more: [
        (reopened, 6), (.init("c-1", .dispatch(CaseAssignment(unit: "街道"))), 6),
        (.init("c-1", .handle(CaseHandling())), 7), (.init("c-1", .verify(revisit: nil)), 8), (reopened, 9),
      ])
    let cell = try cell(world, "a", twice)
    #expect(cell.relapses == 2 && cell.intervalDays == 2.5)
  }
}

import Foundation
import TestSupport
import Testing
import ZoneFormats
import ZoneGeometry
import ZoneModel

@testable import ZoneOperations

/// Thursday 2026-11-26, 09:00 in Shanghai.
private let thursday = 1_795_654_800.0
private let hour = 3600.0

/// A case that was filed and dispatched on Thursday at nine.
private func made(
  _ id: String, limit: LimitDuration? = LimitDuration(4, .workHour), unit: String = "太平街道",
  item: String = "10",
  at place: LonLat? = LonLat(116.64, 23.66), _ steps: [(Double, CaseAction)] = []
) throws -> LedgerCase {
  let report = CaseReport(finding: id, zone: "445102010", item: item, place: place, text: "=1+1")
  var one = try LedgerCase(
    opening: CaseEvent(caseID: id, sequence: 1, time: thursday, actor: "创卫办", action: .report(report)))
  let actions: [(Double, CaseAction)] =
    [
      (0, .file(CaseFiling(code: ProblemCode(standard: "GB/T 47678.5-2026", code: "06010"), limit: limit))),
      (0, .dispatch(CaseAssignment(unit: unit, leader: "示例领导"))),
    ] + steps
  for (hours, action) in actions {
    try one.append(
      one.next(action, at: thursday + hours * hour, by: action.name == .verify ? "核查员" : "示例甲", reason: "因故"))
  }
  return one
}

private func list(_ cases: [LedgerCase], at hours: Double, _ filter: CaseFilter = CaseFilter()) -> CaseList {
  CaseList(cases, asOf: thursday + hours * hour, calendar: WorkingCalendar(), filter: filter)
}

@Suite struct `Lists of cases` {
  @Test func `the most urgent case comes first and one without a limit last`() throws {
    let cases = try [
      made("c", limit: nil), made("b", limit: LimitDuration(2, .workDay)), made("a"),
    ]
    #expect(list(cases, at: 1).rows.map(\.state.caseID) == ["a", "b", "c"])
  }

  @Test func `four working hours from nine end at three, lunch left out`() throws {
    let rows = list([try made("a")], at: 1).rows
    #expect(rows[0].deadline?.due == thursday + 6 * hour)
    #expect(rows[0].deadline?.remaining == 3 * hour)
    #expect(!rows[0].isOverdue)
  }

  @Test func `what is late is found, unless it was handled or nothing is left to do`() throws {
    var late = CaseFilter()
    late.isOverdue = true
    let cases = try [
      made("late"),
      made("handled", [(2, .handle(CaseHandling(measures: "清理")))]),
      made("handled late", [(7, .handle(CaseHandling()))]),
      made("closed late", [(7, .handle(CaseHandling())), (8, .verify(revisit: nil))]),
    ]
    #expect(list(cases, at: 9, late).rows.map(\.state.caseID) == ["handled late", "late"])
    #expect(list(cases, at: 9).overdue == 2)
  }

  @Test func `a list shows what was known at its moment and nothing that came later`() throws {
    let cases = [try made("a", [(2, .handle(CaseHandling())), (3, .verify(revisit: nil))])]
    #expect(list(cases, at: -1).rows.isEmpty)
    #expect(list(cases, at: 1).rows[0].state.stage == .dispatched)
    #expect(list(cases, at: 2.5).rows[0].state.stage == .handled)
    #expect(list(cases, at: 4).rows[0].state.stage == .closed)
  }

  @Test func `filters leave what they name`() throws {
    let cases = try [made("a"), made("b", unit: "城管局", item: "11"), made("c", [(1, .hold)])]
    func ids(_ change: (inout CaseFilter) -> Void) -> [String] {
      var filter = CaseFilter()
      change(&filter)
      return list(cases, at: 2, filter).rows.map(\.state.caseID).sorted()
    }
    #expect(ids { $0.unit = "城管" } == ["b"])
    #expect(ids { $0.item = "10" } == ["a", "c"])
    #expect(ids { $0.zone = "4451" } == ["a", "b", "c"])
    #expect(ids { $0.zone = "4452" } == [])
    #expect(ids { $0.stages = [.filed] } == [])
    #expect(ids { $0.dueWithin = 4 * hour }.count == 2, "the clock of c stands still, its due time moves on")
  }

  @Test func `a due time in a year without confirmed holidays carries a warning`() throws {
    let cases = [try made("a", limit: LimitDuration(60, .workDay))]
    #expect(list(cases, at: 1).warnings.count == 1)
    #expect(list([try made("b")], at: 1).warnings.isEmpty)
  }

  @Test func `as a layer a case without a place has none, and formulas stay text`() throws {
    let layer = try list([made("a"), made("b", at: nil)], at: 1).outputLayer(OutputOptions())
    #expect(layer.geometry(0) != nil && layer.geometry(1) == nil)
    let problem = try #require(layer.columns.first { $0.name == "problem" })
    #expect(problem.value(0) == .text("=1+1"))
    let due = try #require(layer.columns.first { $0.name == "due" })
    #expect(due.value(0) == .text("2026-11-26T15:00:00+08:00"))
  }
}

@Suite struct `Tables on a terminal` {
  @Test func `a table cannot move the cursor, break its lines or turn the writing round`() {
    let table = SummaryTable(
      key: "t", title: Phrase("t", zh: "t"), columns: [SummaryTable.Column("a", Phrase("a", zh: "a"))],
      rows: [[.text("x\u{1b}[2J\ny\u{202E}z")]])
    #expect(table.text(in: .english).hasSuffix("x\u{FFFD}[2J\u{FFFD}y\u{FFFD}z"))
    #expect(table.json.contains("\\n"), "programs get what is there")
  }
}

@Suite struct `Recurrences of cases` {
  @Test func `a new case near a closed one of the same item is a relapse, an open one a duplicate`() throws {
    let closed = try made("old", [(1, .handle(CaseHandling())), (2, .verify(revisit: nil))])
    let near = LonLat(116.6401, 23.66)
    var later = try made("new", at: near)
    later = try LedgerCase(
      later.events.map { event in
        var event = event
        event.time += 24 * hour
        return event
      })
    let found = recurrences(among: [closed, later])
    #expect(found.relapses.map(\.earlier) == ["old"] && found.relapses.map(\.later) == ["new"])
    #expect(found.duplicates.map(\.later) == ["new"])
    let metres = try #require(found.relapses.first?.metres)
    #expect(abs(metres - 10.2) < 0.2)
    #expect(recurrences(among: [closed, try made("far", item: "11", at: near)]).isEmpty)
  }

  @Test func `a short table tells how many pairs it leaves out`() throws {
    let cases = try (0..<8).map { try made("c\($0)") }
    let found = recurrences(among: cases)
    let tables = found.summary(most: 2)
    #expect(tables.count == 1 && tables[0].rows.count == 2)
    #expect(tables[0].notes.first?.english.contains("\(found.duplicates.count - 2) more") == true)
  }
}

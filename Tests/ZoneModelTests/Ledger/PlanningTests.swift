import TestSupport
import Testing
import ZoneModel

@Suite struct `Backward plan` {
  let calendar = WorkingCalendar()

  private func plan(_ cases: [LedgerCase], now: String = "2026-11-25 12:00", by: String) -> BackwardPlan {
    BackwardPlan(cases.map(\.state), assessment: at(by), now: at(now), calendar: calendar)
  }

  @Test func `latest starts by hand, ordered, and the impossible named`() throws {
    let cases = [
      try Sample.ledgerCase((Sample.filing("1天"), nil), id: "day"),
      try Sample.ledgerCase((Sample.filing("4小时"), nil), id: "hours"),
      try Sample.ledgerCase((Sample.filing("15天"), nil), id: "fortnight"),
      try Sample.ledgerCase((Sample.filing("1紧急工作日"), nil), id: "urgent"),
      try Sample.ledgerCase(id: "unjudged"),
      try Sample.ledgerCase((.void, "重复"), id: "void"),
    ]
    // the assessment begins on Monday the 30th at 10:00: two working hours into it
    let plan = plan(cases, by: "2026-11-30 10:00")
    #expect(plan.entries.map(\.caseID) == ["fortnight", "day", "hours", "urgent"])
    #expect(plan.entries[1].latestStart == at("2026-11-27 10:00"))
    #expect(plan.entries[2].latestStart == at("2026-11-27 16:00"))
    #expect(plan.entries[3].latestStart == at("2026-11-29 10:00"))
    #expect(plan.entries[1].dispatchBy == at("2026-11-27 10:00"))
    // from 12:00 on the 25th: 4 + 8 + 2 hours
    #expect(plan.entries[1].slack == 14 * 3600)
    #expect(plan.impossible.map(\.caseID) == ["fortnight"])
    #expect(plan.withoutLimit == ["unjudged"])
  }

  @Test func `what is in work needs what is left of its limit, what is handled only its verification`() throws
  {
    let working = try Sample.ledgerCase(
      (Sample.filing("1天"), nil), (.dispatch(Sample.unit), nil), (.start, nil), id: "working")
    let handled = try Sample.ledgerCase(
      (Sample.filing("1天"), nil), (.dispatch(Sample.unit), nil), (.handle(CaseHandling()), nil), id: "handled"
    )
    // dispatched at 10:00: two hours of eight are gone at noon
    let plan = BackwardPlan(
      [working.state, handled.state], assessment: at("2026-11-26 18:00"), now: at("2026-11-25 12:00"),
      calendar: calendar, verification: LimitDuration("4小时"))
    #expect(plan.entries.map(\.needed) == [6 * 3600, 0])
    #expect(plan.entries.map(\.latestStart) == [at("2026-11-25 16:00"), at("2026-11-26 14:00")])
    #expect(plan.entries.allSatisfy { $0.isPossible && $0.dispatchBy == nil })
  }

  @Test func `an assessment that is past cannot be met`() throws {
    let plan = plan(
      [
        try Sample.ledgerCase((Sample.filing("4小时"), nil)),
        try Sample.ledgerCase(
          (Sample.filing("4小时"), nil), (.dispatch(Sample.unit), nil), (.handle(CaseHandling()), nil)),
      ], now: "2026-11-26 12:30", by: "2026-11-26 12:00")
    #expect(plan.impossible.count == 2)
  }

  @Test func `a plan into a year that was not announced carries a warning`() throws {
    let plan = plan([try Sample.ledgerCase((Sample.filing("4小时"), nil))], by: "2027-01-08 10:00")
    #expect(plan.entries.first?.warning != nil)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `beginning at the latest start is in time, a minute of work later is not`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for text in ["4小时", "2天", "2紧急工作时", "3自然日"] {
      let limit = try #require(LimitDuration(text))
      let end = at("2026-02-01") + Double(Int.random(in: 0..<8_000_000, using: &random))
      let clock = LimitClock(calendar, for: limit)
      let seconds = limit.seconds(in: .office)
      let latest = clock.latestStart(of: seconds, by: end)
      #expect(clock.end(of: seconds, from: latest) <= end, "seed \(seed)")
      let later = clock.end(of: 60, from: latest)
      #expect(clock.end(of: seconds, from: later) > end, "seed \(seed)")
    }
  }
}

@Suite struct `Duties for zones` {
  let book = DutyBook([
    Duty(.zone("Z1"), .unit, "示例环卫所", during: TimeWindow(to: at("2026-07-01"))),
    Duty(.zone("Z1"), .unit, "示例城管局", during: TimeWindow(from: at("2026-07-01"))),
    Duty(.zone("Z1"), .leader, "李四"), Duty(.zone("Z2"), .leader, "李 四"), Duty(.zone("Z2"), .leader, "钱七"),
    Duty(.finding("F1"), .person, "张三"), Duty(.zone("Z1"), .person, "孙八"),
    Duty(.zone("Z1"), .assisting, "甲"), Duty(.zone("Z1"), .assisting, "乙"),
    Duty(.zone("Z1"), .assisting, "甲"),
  ])

  @Test func `a duty that ended belongs to whoever held it then`() {
    #expect(book.holders(of: .unit, zone: "Z1", asOf: at("2026-06-30 23:59:59")) == ["示例环卫所"])
    #expect(book.holders(of: .unit, zone: "Z1", asOf: at("2026-07-01")) == ["示例城管局"])
  }

  @Test func `a leader has several zones and a zone several leaders`() {
    #expect(book.zones(of: "李四", asOf: at("2026-08-01")) == ["Z1", "Z2"])
    #expect(book.zones(of: " 李四", as: .unit, asOf: at("2026-08-01")).isEmpty)
    #expect(book.holders(of: .leader, zone: "Z2", asOf: at("2026-08-01")) == ["李 四", "钱七"])
  }

  @Test func `what is said of a finding goes before what is said of its zone`() {
    #expect(book.holders(of: .person, finding: "F1", in: "Z1", asOf: at("2026-08-01")) == ["张三"])
    #expect(book.holders(of: .person, finding: "F2", in: "Z1", asOf: at("2026-08-01")) == ["孙八"])
    let made = book.assignment(finding: "F1", in: "Z1", asOf: at("2026-08-01"))
    #expect(made == CaseAssignment(unit: "示例城管局", assisting: "甲、乙", person: "张三", leader: "李四"))
    #expect(book.assignment(finding: "F1", in: nil, asOf: at("2026-08-01")) == nil)
  }

  @Test func `zones nobody answers for are named`() {
    #expect(book.unheld(.unit, among: ["Z1", "Z2", "Z3"], asOf: at("2026-08-01")) == ["Z2", "Z3"])
  }
}

import TestSupport
import Testing
import ZoneGeometry
import ZoneModel

@Suite struct `Life cycle of a case` {
  let calendar = WorkingCalendar()

  @Test func `a case goes from report to closing`() throws {
    var made = try Sample.ledgerCase(
      (Sample.filing("4小时"), nil), (.dispatch(Sample.unit), nil), (.start, nil),
      (.handle(CaseHandling(measures: "清理")), nil))
    #expect(made.state.stage == .handled)
    try made.append(made.next(.verify(revisit: at("2026-12-10")), at: at("2026-11-25 17:00"), by: "赵六"))
    #expect(made.state.stage == .closed)
    #expect(made.state.verifier == "赵六")
    #expect(made.state.revisit == at("2026-12-10"))
    #expect(made.events.map(\.sequence) == [1, 2, 3, 4, 5, 6])
  }

  @Test(arguments: ["王五", " 王　五 ", "张三", "示例环卫所", "赵六、王五"])
  func `nobody verifies what he handled or answers for`(name: String) throws {
    var made = try Sample.ledgerCase(
      (Sample.filing(nil), nil), (.dispatch(Sample.unit), nil), (.handle(CaseHandling()), nil))
    let refused = refusal { () throws(CaseRefusal) in
      try made.append(made.next(.verify(revisit: nil), at: at("2026-11-26 08:00"), by: name))
    }
    #expect(refused?.cause == .verifiedByHandler(name))
    #expect(refused?.what.chinese.contains("须由他人核查") == true)
    #expect(made.state.stage == .handled)
  }

  @Test func `a refusal says what state the case is in and what is possible`() throws {
    let made = try Sample.ledgerCase((Sample.filing(nil), nil))
    let refused = refusal { () throws(CaseRefusal) in
      var copy = made
      try copy.append(made.next(.verify(revisit: nil), at: at("2026-11-26 08:00"), by: "赵六"))
    }
    #expect(refused?.what.english == "cannot verify a case that is filed: the stage does not allow it")
    #expect(refused?.hint.english == "possible now: void, dispatch, hold, supervise, note")
    #expect(refused?.what.chinese == "案件已立案，不能核查结案：当前阶段不允许")
    #expect(refused?.problem.kind == .badData)
  }

  @Test(arguments: [CaseAction.void, .hold])
  func `some actions need a reason`(action: CaseAction) throws {
    let made = try Sample.ledgerCase((Sample.filing(nil), nil))
    for reason in [nil, "", " \u{3000}"] {
      let refused = refusal { () throws(CaseRefusal) in
        var copy = made
        try copy.append(made.next(action, at: at("2026-11-26 08:00"), by: "赵六", reason: reason))
      }
      #expect(refused?.cause == .reasonMissing)
    }
  }

  @Test func `a return gives the case back for another dispatch, and rework keeps the unit`() throws {
    let returned = try Sample.ledgerCase(
      (Sample.filing("4小时"), nil), (.dispatch(Sample.unit), nil), (.sendBack, "非本单位职责"))
    #expect(returned.state.stage == .filed)
    #expect(returned.state.assignment == nil)
    #expect(returned.state.returns == 1)
    #expect(returned.state.deadline(at: at("2026-12-01"), calendar: calendar) == nil)
    let reworked = try Sample.ledgerCase(
      (Sample.filing("4小时"), nil), (.dispatch(Sample.unit), nil), (.handle(CaseHandling()), nil),
      (.rework, "未清理干净"))
    #expect(reworked.state.stage == .inWork)
    #expect(reworked.state.assignment == Sample.unit)
    #expect(reworked.state.reworks == 1)
    #expect(reworked.state.dispatchedAt == at("2026-11-25 10:00"), "the clock goes on")
  }

  @Test func `on hold nothing goes on but the record`() throws {
    let made = try Sample.ledgerCase((Sample.filing(nil), nil), (.dispatch(Sample.unit), nil), (.hold, "施工"))
    #expect(made.state.isOnHold)
    #expect(made.state.possibleActions == [.resume, .supervise, .note])
    let refused = refusal { () throws(CaseRefusal) in
      var copy = made
      try copy.append(made.next(.handle(CaseHandling()), at: at("2026-11-26 08:00"), by: "王五"))
    }
    #expect(refused?.cause == .onHold)
  }

  @Test func `a closed case is reopened for another dispatch, a void one for another judgement`() throws {
    var made = try Sample.ledgerCase(
      (Sample.filing("4小时"), nil), (.dispatch(Sample.unit), nil), (.handle(CaseHandling()), nil))
    try made.append(made.next(.verify(revisit: nil), at: at("2026-11-25 17:00"), by: "赵六"))
    try made.append(made.next(.reopen(relapse: "F7"), at: at("2026-12-25 17:00"), by: "赵六", reason: "反弹"))
    #expect(made.state.stage == .filed)
    #expect(made.state.relapses == ["F7"])
    #expect(made.state.closedAt == nil)
    let other = CaseAssignment(unit: "示例乙", person: "钱七")
    try made.append(made.next(.dispatch(other), at: at("2026-12-26 08:00"), by: "赵六"))
    try made.append(made.next(.handle(CaseHandling()), at: at("2026-12-26 09:00"), by: "钱七"))
    try made.append(made.next(.verify(revisit: nil), at: at("2026-12-26 10:00"), by: "王五"))
    #expect(made.state.verifier == "王五", "who handled it last year may verify what others did")

    let void = try Sample.ledgerCase((.void, "不符合立案条件"), (.reopen(relapse: nil), "复核"))
    #expect(void.state.stage == .reported)
    #expect(void.state.reopenings == 1)
  }

  @Test func `another unit begins anew, another person goes on`() throws {
    let moved = try Sample.ledgerCase(
      (Sample.filing(nil), nil), (.dispatch(Sample.unit), nil), (.start, nil),
      (.reassign(CaseAssignment(unit: "示例乙")), nil))
    #expect(moved.state.stage == .dispatched)
    let same = try Sample.ledgerCase(
      (Sample.filing(nil), nil), (.dispatch(Sample.unit), nil), (.start, nil),
      (.reassign(CaseAssignment(unit: "示例环卫所", person: "钱七")), nil))
    #expect(same.state.stage == .inWork)
    #expect(same.state.assignment?.person == "钱七")
  }
}

@Suite struct `Clock of a case` {
  let calendar = WorkingCalendar()

  @Test func `recording never runs backwards, a late record may tell of the past`() throws {
    var made = try Sample.ledgerCase(
      (Sample.filing("4小时"), nil), (.dispatch(Sample.unit), nil), (.note("催办"), nil))
    let back = refusal { () throws(CaseRefusal) in
      try made.append(made.next(.start, at: at("2026-11-25 10:30"), by: "王五"))
    }
    #expect(back?.cause == .clockRunsBack(last: at("2026-11-25 11:00")))
    let late = made.next(
      .handle(CaseHandling()), at: at("2026-11-27 09:00"), happened: at("2026-11-25 10:45"), by: "王五")
    try made.append(late)
    #expect(made.state.handledAt == at("2026-11-25 10:45"))
    #expect(made.state.lateRecords == 1)
    #expect(made.state.deadline(at: at("2026-12-01"), calendar: calendar)?.isOverdue == false)
    #expect(made.state(asOf: at("2026-11-26"))?.stage == .dispatched, "nobody knew it then")
  }

  @Test(arguments: ["2026-11-25 09:59", "2026-11-27 09:01"])
  func `a late record may not lie before the last step or in the future`(happened: String) throws {
    let made = try Sample.ledgerCase((Sample.filing(nil), nil), (.dispatch(Sample.unit), nil))
    let refused = refusal { () throws(CaseRefusal) in
      var copy = made
      try copy.append(made.next(.start, at: at("2026-11-27 09:00"), happened: at(happened), by: "王五"))
    }
    #expect(refused?.cause == .lateRecord(earliest: at("2026-11-25 10:00")))
  }

  @Test func `what is no time is refused and can still be encoded`() throws {
    let made = try Sample.ledgerCase()
    for time in [Double.nan, .infinity, 1e300, -1e12] {
      let event = made.next(.note("x"), at: time, by: "王五")
      let refused = refusal { () throws(CaseRefusal) in
        var copy = made
        try copy.append(event)
      }
      #expect(refused?.cause == .notATime)
      #expect(!event.canonicalBytes.isEmpty)
    }
  }

  @Test func `due four working hours after dispatch, pauses left out`() throws {
    // dispatched at 10:00, held from 11:00 to 15:00, so four hours are 10–11, 15–18 of the same day
    var made = try Sample.ledgerCase(
      (Sample.filing("4小时"), nil), (.dispatch(Sample.unit), nil), (.hold, "施工"))
    let held = made.state.deadline(at: at("2026-11-25 16:00"), calendar: calendar)
    #expect(held?.isStopped == true)
    #expect(held?.remaining == 10_800)
    try made.append(made.next(.resume, at: at("2026-11-25 15:00"), by: "王五"))
    let deadline = made.state.deadline(at: at("2026-11-25 16:30"), calendar: calendar)
    #expect(deadline?.due == at("2026-11-25 18:00"))
    #expect(deadline?.remaining == 5400)
    #expect(deadline?.isOverdue == false)
    #expect(deadline?.warning == nil)
    #expect(made.state.deadline(at: at("2026-11-25 18:00:01"), calendar: calendar)?.isOverdue == true)
    #expect(made.state.deadline(at: at("2026-11-26 09:00"), calendar: calendar)?.remaining == -3600)
  }

  @Test func `an extension replaces the deadline and later pauses move it on`() throws {
    var made = try Sample.ledgerCase((Sample.filing("1紧急工作日"), nil), (.dispatch(Sample.unit), nil))
    try made.append(
      made.next(.extend(to: at("2026-11-28 10:00")), at: at("2026-11-25 11:00"), by: "王五", reason: "待料"))
    #expect(made.state.deadline(at: at("2026-11-26"), calendar: calendar)?.due == at("2026-11-28 10:00"))
    try made.append(made.next(.hold, at: at("2026-11-26 00:00"), by: "王五", reason: "暴雨"))
    try made.append(made.next(.resume, at: at("2026-11-27 00:00"), by: "王五"))
    #expect(made.state.deadline(at: at("2026-11-27"), calendar: calendar)?.due == at("2026-11-29 10:00"))
    let earlier = refusal { () throws(CaseRefusal) in
      try made.append(
        made.next(.extend(to: at("2026-11-28 09:00")), at: at("2026-11-27 11:00"), by: "王五", reason: "x"))
    }
    #expect(earlier?.cause == .deadlineNotLater(than: at("2026-11-28 10:00")))
  }

  @Test func `a date given with the dispatch goes before the limit and needs none`() throws {
    var to = Sample.unit
    to.due = at("2026-11-30 18:00")
    for limit in ["4小时", nil] {
      let made = try Sample.ledgerCase((Sample.filing(limit), nil), (.dispatch(to), nil))
      #expect(made.state.deadline(at: at("2026-11-26"), calendar: calendar)?.due == at("2026-11-30 18:00"))
      var reassigned = made
      try reassigned.append(
        made.next(.reassign(CaseAssignment(unit: "示例乙")), at: at("2026-11-26 08:00"), by: "王五"))
      #expect(reassigned.state.assignment?.due == to.due, "the date stays")
    }
    to.due = at("2026-11-25 10:00")
    let refused = refusal { () throws(CaseRefusal) in
      _ = try Sample.ledgerCase((Sample.filing(nil), nil), (.dispatch(to), nil))
    }
    #expect(refused?.cause == .deadlineNotLater(than: at("2026-11-25 10:00")))
    let none = try Sample.ledgerCase((Sample.filing(nil), nil), (.dispatch(Sample.unit), nil))
    #expect(none.state.deadline(at: at("2026-11-26"), calendar: calendar) == nil)
  }

  @Test func `a due time in a year that was not announced carries a warning`() throws {
    var made = try LedgerCase(
      opening: CaseEvent(
        caseID: "A", sequence: 1, time: at("2026-12-30 08:00"), actor: "王五", action: .report(CaseReport())))
    try made.append(made.next(Sample.filing("5天"), at: at("2026-12-30 08:00"), by: "王五"))
    try made.append(made.next(.dispatch(Sample.unit), at: at("2026-12-30 08:00"), by: "王五"))
    let deadline = made.state.deadline(at: at("2026-12-30 09:00"), calendar: calendar)
    #expect(deadline?.due == at("2027-01-06 18:00"))
    #expect(deadline?.warning?.what.english.contains("2027") == true)
    try made.append(
      made.next(.extend(to: at("2027-03-01 12:00")), at: at("2026-12-30 09:00"), by: "王五", reason: "待料"))
    let given = made.state.deadline(at: at("2026-12-30 09:00"), calendar: calendar)
    #expect(given?.due == at("2027-03-01 12:00"))
    #expect(given?.warning == nil, "a date given by hand does not change with the holidays")
  }
}

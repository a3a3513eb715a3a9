import TestSupport
import Testing
import ZoneModel

@Suite struct `Indicators of a month` {
  @Test func `the Tianmen month comes out as printed`() {
    // opened 996, due 972, closed 911, on time 737
    var counts = LedgerCounts()
    counts.filed = 996
    counts.due = 972
    counts.dueClosed = 911
    counts.dueClosedOnTime = 737
    #expect(Indicator(.closing, counts).percent == "93.72 %")
    #expect(Indicator(.closingOnTime, counts).percent == "75.82 %")
    #expect(Indicator(.closing, counts).denominator == 972)
  }

  @Test func `nothing due is a dash, and nearly all is not all`() {
    for kind in IndicatorKind.allCases {
      #expect(Indicator(kind, LedgerCounts()).percent == "—")
      #expect(Indicator(kind, LedgerCounts()).value == nil)
    }
    #expect(Indicator(.closing, 99_999, of: 100_000).percent == "99.99 %")
    #expect(Indicator(.closing, 7, of: 7).percent == "100.00 %")
    #expect(Indicator(.closing, 1, of: 20_000).percent == "0.00 %")
    #expect(Indicator(.rework, 3, of: 2).percent == "150.00 %")
    #expect(Indicator(.dispatchAccuracy, -1, of: 3).percent == "-33.34 %")
  }

  @Test func `every label has its own formula or says that it shares one`() {
    var counts = LedgerCounts()
    var number = 1000
    counts.missed = 7
    counts.publicReportsConfirmed = 11
    for field in [
      \LedgerCounts.reported, \.reportedAndFiled, \.filed, \.filedOnTime, \.filedWithLimit, \.filedAndVoid,
      \.filedAndOnHold,
      \.dueForCheck, \.checkedOnTime, \.dueForVerification,
      \.verifiedOnTime, \.dueForDispatch, \.dispatchedOnTime, \.dueForHandling, \.dueHandled,
      \.dueHandledOnTime, \.due, \.dueClosed, \.dueClosedOnTime, \.handlings, \.reworks, \.received,
      \.returns,
      \.closed, \.relapsed,
    ] {
      number += 17
      counts[keyPath: field] = number
    }
    let values = IndicatorKind.allCases.map { Indicator($0, counts).value }
    // filing and valid reporting are one formula under the two names in use
    #expect(Set(values).count == IndicatorKind.allCases.count - 1)
    let definitions = IndicatorKind.allCases.flatMap { [$0.definition.english, $0.definition.chinese] }
    #expect(Set(definitions).count == definitions.count)
    #expect(IndicatorKind.rework.definition.chinese.contains("公式为本程序所定"))
  }

  @Test(arguments: [
    (100.0, Grade.a), (90, .a), (89.999, .b), (75, .b), (74.999, .c), (60, .c), (59.999, .d), (40, .d),
    (39.999, .e), (0, .e), (-5, .e),
  ])
  func `every score has one grade`(score: Double, grade: Grade) {
    #expect(Grade(score: score) == grade)
  }

  @Test func `posts are weighted to a hundred, and a missing part gives no score`() {
    for post in Post.allCases {
      #expect(post.weights.map(\.percent).reduce(0, +) == 100)
      let full = Dictionary(uniqueKeysWithValues: post.weights.map { ($0.part, 100.0) })
      #expect(post.score(full) == 100)
      for part in full.keys {
        var less = full
        less[part] = nil
        #expect(post.score(less) == nil)
      }
    }
    let parts: [PostPart: Double] = [.volume: 75, .rate(.dispatchOnTime): 90, .rate(.dispatchAccuracy): 80]
    #expect(Post.dispatcher.score(parts) == 83)
  }

  @Test(arguments: [
    (2001, 100.0), (2000, 90), (1201, 90), (1200, 75), (501, 75), (500, 60), (301, 60), (300, 40), (101, 40),
    (100, 0),
  ])
  func `volume bands meet without a hole`(cases: Int, points: Double) {
    #expect(Post.volumeScore(cases) == points)
  }
}

@Suite struct `Tally of a ledger` {
  let november = at("2026-11-01")..<at("2026-12-01")

  private func closed(_ id: String, at time: String, late: Bool = false) throws -> LedgerCase {
    var made = try Sample.ledgerCase(
      (Sample.filing("1天"), nil), (.dispatch(Sample.unit), nil), id: id)
    let handled = late ? at("2026-11-27 08:00") : at("2026-11-25 15:00")
    try made.append(made.next(.handle(CaseHandling()), at: handled, by: "王五"))
    try made.append(made.next(.verify(revisit: nil), at: at(time), by: "赵六"))
    return made
  }

  @Test func `a small month by hand`() throws {
    let cases = [
      try closed("A", at: "2026-11-25 16:00"),
      try closed("B", at: "2026-11-28 16:00", late: true),
      try closed("C", at: "2026-12-02 16:00"),
      try Sample.ledgerCase((Sample.filing("4小时"), nil), (.dispatch(Sample.unit), nil), id: "D"),
      try Sample.ledgerCase((Sample.filing("4小时"), nil), (.void, "重复"), id: "E"),
      try Sample.ledgerCase(
        (Sample.filing("4小时"), nil), (.dispatch(Sample.unit), nil), (.hold, "施工"), id: "F"),
      try Sample.ledgerCase(id: "G"),
    ]
    let counts = LedgerTally(window: november).counts(cases)
    #expect((counts.reported, counts.reportedAndFiled, counts.filed, counts.filedAndVoid) == (7, 6, 6, 1))
    #expect(counts.filedAndOnHold == 1)
    for kind in [IndicatorKind.missing, .publicReporting, .filingOnTime, .checkOnTime, .dispatchOnTime] {
      #expect(Indicator(kind, counts).percent == "—", "\(kind) was not counted")
    }
    #expect((counts.dueForHandling, counts.dueHandled, counts.dueHandledOnTime) == (4, 3, 2))
    #expect((counts.due, counts.dueClosed, counts.dueClosedOnTime) == (4, 2, 1))
    #expect((counts.handlings, counts.closed, counts.relapsed) == (3, 2, 0))
    let past = LedgerTally(window: november).counts(cases, asOf: at("2026-11-25 12:00"))
    #expect(past.handlings == 0 && past.dueForHandling == 4)
  }

  @Test func `a closed case that came back counts once as relapsed`() throws {
    var one = try closed("A", at: "2026-11-25 16:00")
    try one.append(one.next(.note("x"), at: at("2026-11-26 08:00"), by: "赵六"))
    try one.append(one.next(.reopen(relapse: "F1"), at: at("2026-12-26 08:00"), by: "赵六", reason: "反弹"))
    let counts = LedgerTally(window: november).counts([one])
    #expect((counts.closed, counts.relapsed) == (1, 1))
    #expect(LedgerTally(window: november).counts([one], asOf: at("2026-12-01")).relapsed == 0)
  }

  @Test func `steps with a limit are counted against it`() throws {
    let limits = StepLimits(
      filing: LimitDuration("1小时"), dispatch: LimitDuration("1小时"), verification: LimitDuration("1天"))
    let tally = LedgerTally(window: november, limits: limits)
    let counts = tally.counts([
      try closed("A", at: "2026-11-26 16:00"),
      try Sample.ledgerCase((.note("等"), nil), (Sample.filing("4小时"), nil), (.note("等"), nil), id: "B"),
      try Sample.ledgerCase((Sample.filing("4小时"), nil), (.hold, "待定"), id: "held"),
    ])
    #expect((counts.filed, counts.filedOnTime) == (3, 2))
    #expect((counts.dueForDispatch, counts.dispatchedOnTime) == (2, 1))
    // handled 15:00 on the 25th, so to be verified by 15:00 on the 26th
    #expect((counts.dueForVerification, counts.verifiedOnTime) == (1, 0))
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `among cases no share exceeds one, whatever happened`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let limits = StepLimits(
      filing: LimitDuration("2天"), dispatch: LimitDuration("1天"), verification: LimitDuration("1天"))
    let cases = try (0..<30).map { number -> LedgerCase in
      var made = try Sample.ledgerCase(id: "C\(number)")
      for _ in 0..<40 {
        let event = Sample.randomEvent(after: made, using: &random)
        _ = refusal { () throws(CaseRefusal) in try made.append(event) }
      }
      return made
    }
    let counts = LedgerTally(window: at("2026-11-01")..<at("2027-01-15"), limits: limits).counts(cases)
    #expect(counts.handlings > 0 && counts.dueForHandling > 0, "seed \(seed)")
    for kind in IndicatorKind.allCases where ![.rework, .returning, .dispatchAccuracy].contains(kind) {
      let indicator = Indicator(kind, counts)
      #expect(
        indicator.numerator >= 0 && indicator.numerator <= indicator.denominator, "\(kind), seed \(seed)")
    }
  }
}

import TestSupport
import Testing
import ZoneModel

/// An instant in Shanghai, as people write it.
func at(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) -> Instant {
  guard let instant = TimeText.shanghai.instant(text) else {
    Issue.record("no time: \(text)", sourceLocation: sourceLocation)
    return 0
  }
  return instant
}

@Suite struct `Working calendar` {
  let calendar = WorkingCalendar()

  func day(_ text: String) -> Int { calendar.localDay(at(text)) }

  @Test(arguments: [
    ("2026-02-14", true), ("2026-02-15", false), ("2026-02-23", false), ("2026-02-24", true),
    ("2026-02-28", true), ("2026-03-01", false), ("2026-10-10", true), ("2025-01-27", true),
    ("2025-01-26", true), ("2024-02-09", true), ("2023-01-02", false), ("2022-12-31", false),
    ("2022-10-09", true), ("2024-05-11", true), ("2026-09-25", false), ("2026-01-04", true),
  ])
  func `days stand as the State Council announced them`(date: String, worked: Bool) {
    #expect(calendar.isWorkingDay(day(date)) == worked)
  }

  @Test(arguments: [(2022, 7, 11), (2023, 7, 11), (2024, 8, 11), (2025, 5, 13), (2026, 6, 13)])
  func `a year's make-up days and days off give the statutory number of free weekdays`(
    year: Int, madeUp: Int, statutory: Int
  ) {
    // A holiday that falls on a weekend is made good on a weekday, so the year's days off come out as the
    // regulation counts them: 11 days until 2024, 13 since.
    let days = (day("\(year)-01-01")...day("\(year)-12-31"))
    let worked = days.filter(calendar.isWorkingDay).count
    let weekdays = days.filter { WorkingCalendar(CalendarTable()).isWorkingDay($0) }.count
    #expect(weekdays - worked == statutory)
    #expect(days.filter { calendar.table.workdays[$0] != nil }.count == madeUp)
  }

  @Test func `only the year that was not announced is unverified`() {
    for year in 2022...2026 { #expect(calendar.isVerified(at("\(year)-06-15"))) }
    #expect(!calendar.isVerified(at("2027-01-01")))
    #expect(!calendar.isVerified(at("2028-06-15")))
    #expect(calendar.isVerified(at("2026-12-31 23:59:59")))
    #expect(calendar.table.head.version == "2026-11-25")
  }

  @Test(arguments: [
    // the day before Spring Festival is a Saturday that is worked
    ("2026-02-14 17:00", 4.0, "2026-02-24 11:00"),
    ("2026-11-25 11:00", 4, "2026-11-25 17:00"),
    ("2026-11-25 11:00", 1, "2026-11-25 12:00"),
    ("2026-11-25 12:30", 1, "2026-11-25 15:00"),
    ("2026-11-27 18:00", 8, "2026-11-30 18:00"),
    ("2026-11-28 03:00", 8, "2026-11-30 18:00"),
    ("2026-11-25 08:00", 16, "2026-11-26 18:00"),
    ("2026-09-30 09:30", 16, "2026-10-09 09:30"),
    ("2026-11-25 20:00", 0, "2026-11-25 20:00"),
  ])
  func `a due time by hand`(start: String, hours: Double, due: String) {
    #expect(calendar.end(of: hours * 3600, from: at(start)) == at(due))
  }

  @Test func `latest start mirrors the due time`() {
    #expect(calendar.latestStart(of: 4 * 3600, by: at("2026-11-25 18:00")) == at("2026-11-25 14:00"))
    #expect(calendar.latestStart(of: 8 * 3600, by: at("2026-11-30 08:00")) == at("2026-11-27 08:00"))
    #expect(calendar.latestStart(of: 1, by: at("2026-11-29 12:00")) == at("2026-11-27 17:59:59"))
  }

  @Test func `another offset and other hours are other clocks`() {
    let utc = WorkingCalendar(hours: WorkingHours([32_400..<61_200]), offset: 0)
    #expect(utc.end(of: 3600, from: at("2026-11-25 17:00")) == at("2026-11-25 18:00"))
    #expect(utc.end(of: 3600, from: at("2026-11-26 01:00")) == at("2026-11-26 18:00"))
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `working time agrees with counting minute by minute`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let first = day("2021-12-20")
    for _ in 0..<40 {
      let start =
        calendar.midnight(first + Int.random(in: 0..<2300, using: &random))
        + Double(Int.random(in: 0..<1440, using: &random) * 60)
      let minutes = Int.random(in: 0..<30_000, using: &random)
      var worked = 0
      for minute in 0..<minutes where isWorked(start + Double(minute * 60)) { worked += 1 }
      let end = start + Double(minutes * 60)
      #expect(calendar.workingTime(from: start, to: end) == Double(worked * 60), "seed \(seed)")
      #expect(calendar.workingTime(from: end, to: start) == -Double(worked * 60))
      let due = calendar.end(of: Double(worked * 60), from: start)
      #expect(due <= end && calendar.workingTime(from: due, to: end) == 0)
      #expect(worked == 0 || isWorked(due - 60), "the last minute before the due time was worked")
      let latest = calendar.latestStart(of: Double(worked * 60), by: end)
      #expect(latest >= start && calendar.workingTime(from: start, to: latest) == 0)
      #expect(worked == 0 || isWorked(latest), "the first minute after the latest start is worked")
    }
  }

  /// Looks a minute up in the announcements, not in the calendar's sums.
  private func isWorked(_ instant: Instant) -> Bool {
    let day = calendar.localDay(instant)
    let weekday = ((day + 3) % 7 + 7) % 7
    let free = calendar.table.holidays[day] != nil
    guard calendar.table.workdays[day] != nil || (weekday < 5 && !free) else { return false }
    let minute = Int(instant - calendar.midnight(day)) / 60
    return (480..<720).contains(minute) || (840..<1080).contains(minute)
  }
}

@Suite struct `Limit clock` {
  let calendar = WorkingCalendar()

  @Test func `time on hold does not count, whatever the order and overlap of the pauses`() {
    let clock = LimitClock(calendar, countsWorkingTime: true)
    let pauses = [
      at("2026-11-25 15:00")..<at("2026-11-25 17:00"), at("2026-11-25 09:00")..<at("2026-11-25 10:00"),
      at("2026-11-25 16:00")..<at("2026-11-26 09:00"),
    ]
    #expect(clock.end(of: 4 * 3600, from: at("2026-11-25 08:00"), pauses: pauses) == at("2026-11-25 15:00"))
    #expect(clock.end(of: 5 * 3600, from: at("2026-11-25 08:00"), pauses: pauses) == at("2026-11-26 10:00"))
    #expect(
      clock.time(from: at("2026-11-25 08:00"), to: at("2026-11-26 10:00"), pauses: pauses) == 5 * 3600)
  }

  @Test func `a pause within a pause counts once, and does not end it`() {
    let clock = LimitClock(calendar, countsWorkingTime: false)
    let pauses = [
      at("2026-11-25 09:00")..<at("2026-11-25 12:00"), at("2026-11-25 10:00")..<at("2026-11-25 11:00"),
    ]
    #expect(clock.time(from: at("2026-11-25 08:00"), to: at("2026-11-25 13:00"), pauses: pauses) == 7200)
    #expect(clock.end(of: 7200, from: at("2026-11-25 08:00"), pauses: pauses) == at("2026-11-25 13:00"))
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `the clock agrees with asking of every minute whether it runs`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let start = at("2026-04-28 08:00")
    let pauses = (0..<5).map { _ -> Range<Instant> in
      let from = start + Double(Int.random(in: -600..<9000, using: &random) * 60)
      return from..<from + Double(Int.random(in: 1..<3000, using: &random) * 60)
    }
    let minutes = (0..<9000).map { start + Double($0 * 60) }
    let running = minutes.filter { minute in !pauses.contains { $0.contains(minute) } }
    for working in [true, false] {
      let counted = working ? running.filter { calendar.workingTime(from: $0, to: $0 + 60) == 60 } : running
      let clock = LimitClock(calendar, countsWorkingTime: working)
      let time = clock.time(from: start, to: start + 540_000, pauses: pauses)
      #expect(time == Double(counted.count * 60), "seed \(seed)")
    }
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `by the due time the clock has run exactly as long as was given`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for working in [true, false] {
      let clock = LimitClock(calendar, countsWorkingTime: working)
      let start = at("2026-02-01") + Double.random(in: 0..<3e6, using: &random).rounded()
      let pauses = (0..<Int.random(in: 0..<6, using: &random)).map { _ -> Range<Instant> in
        let from = start + Double.random(in: -1e5..<2e6, using: &random).rounded()
        return from..<from + Double.random(in: 1..<3e5, using: &random).rounded()
      }
      let seconds = Double.random(in: 1..<6e5, using: &random).rounded()
      let due = clock.end(of: seconds, from: start, pauses: pauses)
      #expect(clock.time(from: start, to: due, pauses: pauses) == seconds, "seed \(seed)")
      #expect(clock.time(from: start, to: due - 1, pauses: pauses) < seconds, "seed \(seed)")
    }
  }
}

@Suite struct `Limit duration` {
  @Test(arguments: [
    ("4小时", 4.0, LimitUnit.workHour), ("２天", 2, .workDay), ("2工作日", 2, .workDay),
    ("2紧急工作时", 2, .urgentHour), ("1紧急工作日", 1, .naturalDay), ("4 working hours", 4, .workHour),
    ("2 days", 2, .workDay), ("1 Working Day", 1, .workDay), (" 1.5 天 ", 1.5, .workDay),
    ("24 consecutive hours", 24, .urgentHour), ("3个工作日", 3, .workDay), ("7自然日", 7, .naturalDay),
  ])
  func `every text form has one clock`(text: String, amount: Double, unit: LimitUnit) {
    #expect(LimitDuration(text) == LimitDuration(amount, unit))
  }

  @Test(arguments: ["", "4", "小时", "0天", "-1天", "立即", "4小时内", "2 fortnights", "1e9天", "nan天"])
  func `anything else is no duration`(text: String) {
    #expect(LimitDuration(text) == nil)
  }

  @Test func `a title reads back as the same duration in both languages`() {
    for unit in LimitUnit.allCases {
      for amount in [0.5, 1, 2, 15] {
        let duration = LimitDuration(amount, unit)
        #expect(duration.flatMap { LimitDuration($0.title.chinese) } == duration)
        #expect(duration.flatMap { LimitDuration($0.title.english) } == duration)
      }
    }
  }

  @Test func `a working day is eight working hours`() {
    #expect(LimitDuration(1, .workDay)?.seconds(in: .office) == 28_800)
    #expect(LimitDuration(1, .naturalDay)?.seconds(in: .office) == 86_400)
  }
}

import TestSupport
import Testing
import ZoneModel

@Suite struct `Working time` {
  /// 12:00 to 13:00 and 15:00 to 15:30.
  private let time = WorkingTime(breaks: [15 * 3600...15.5 * 3600, 12 * 3600...13 * 3600])

  @Test func `stands still during breaks`() {
    #expect(time.worked(at: 11 * 3600) == 11 * 3600)
    #expect(time.worked(at: 12.5 * 3600) == 12 * 3600)
    #expect(time.worked(at: 14 * 3600) == 13 * 3600)
    #expect(time.worked(at: 17 * 3600) == 15.5 * 3600)
  }

  @Test func `what ends as a break begins ends before it, what begins then begins after it`() {
    #expect(time.earliest(12 * 3600) == 12 * 3600)
    #expect(time.latest(12 * 3600) == 13 * 3600)
    #expect(time.earliest(14 * 3600) == 15 * 3600)
    #expect(time.latest(14 * 3600) == 15.5 * 3600)
  }

  @Test func `the clock and back is the same outside breaks`() {
    var random = SeededRandom(seed: 4)
    for _ in 0..<500 {
      let clock = Double.random(in: 0...86_400, using: &random)
      let worked = time.worked(at: clock)
      #expect(time.earliest(worked) <= clock + 1e-6 && clock <= time.latest(worked) + 1e-6)
      if !time.breaks.contains(where: { $0.contains(clock) }) {
        #expect(abs(time.latest(worked) - clock) < 1e-6)
      }
    }
  }

  @Test func `breaks that touch or overlap are one, and empty ones none`() {
    let merged = WorkingTime(breaks: [10...20, 20...30, 25...28, 40...40])
    #expect(merged.breaks == [10...30])
    #expect(merged.isIdle(during: 12...29) && !merged.isIdle(during: 12...30))
  }
}

@Suite struct `Times of day` {
  @Test(arguments: [
    ("8:00", 28_800.0), ("08:30", 30_600), ("26:00", 93_600), ("00:00:05", 5), ("48:00", 172_800),
  ])
  func `are read`(text: String, seconds: Double) { #expect(ClockTime.seconds(text) == seconds) }

  @Test(arguments: [
    "", "8", "8:60", "49:00", "48:01", "-1:00", "8:00pm", "８:00", "08:00:61", "8:0:0:0", "+8:00",
  ])
  func `what is no time is none`(text: String) { #expect(ClockTime.seconds(text) == nil) }

  @Test func `are cut to the minute`() {
    #expect(ClockTime.text(28_859) == "08:00" && ClockTime.text(93_600) == "26:00")
  }
}

/// A moment of the sample's ninety days, 2026-06-03 to 2026-08-31, in local time (UTC+08:00).
struct Moment: Comparable {
  static let days = 90
  /// Before this day everything is more than 38 days old at the end.
  static let longAgo = 52

  /// Seconds since local midnight of the first day.
  let seconds: Int

  init(seconds: Int) { self.seconds = seconds }

  init(day: Int, hour: Int, minute: Int, second: Int = 0) {
    seconds = day * 86_400 + hour * 3_600 + minute * 60 + second
  }

  static func < (a: Moment, b: Moment) -> Bool { a.seconds < b.seconds }

  func adding(_ more: Int) -> Moment { Moment(seconds: seconds + more) }

  var day: Int { seconds / 86_400 }

  /// More moments near the end than at the beginning; in working hours, a few in the evening.
  static func draw(_ seed: inout Seed, before day: Int = Moment.days) -> Moment {
    let share = seed.share()
    let chosen = min(day - 1, max(0, Int(Double(day) * (1 - share * share))))
    let hour = seed.chance(0.08) ? seed.integer(19...20) : seed.integer(8...17)
    return Moment(day: chosen, hour: hour, minute: seed.integer(0...59), second: seed.integer(0...59))
  }

  /// `2026-08-30T09:05:00+08:00`.
  var rfc3339: String { date + "T" + clock + "+08:00" }

  /// The same moment in UTC, as GPS receivers write it: `2026-08-30T01:05:00Z`.
  var utc: String {
    let shifted = adding(-8 * 3_600 + 86_400)
    return Moment.date(dayOfYear: shifted.day - 1) + "T" + shifted.clock + "Z"
  }

  /// As a spreadsheet in a Chinese office writes it: `2026/8/30 9:05`.
  var spreadsheet: String {
    let (month, dayOfMonth) = Moment.month(day)
    return "2026/\(month)/\(dayOfMonth) \(seconds % 86_400 / 3_600):\(padded(seconds % 3_600 / 60, 2))"
  }

  /// `2026-08-30 09:05:00`, without an offset.
  var local: String { date + " " + clock }

  var date: String { Moment.date(dayOfYear: day) }

  private var clock: String {
    padded(seconds % 86_400 / 3_600, 2) + ":" + padded(seconds % 3_600 / 60, 2) + ":"
      + padded(seconds % 60, 2)
  }

  private static func date(dayOfYear day: Int) -> String {
    let (month, dayOfMonth) = month(day)
    return "2026-" + padded(month, 2) + "-" + padded(dayOfMonth, 2)
  }

  /// Month and day of month; day 0 is 3 June, −1 is 2 June.
  private static func month(_ day: Int) -> (Int, Int) {
    let fromJune = day + 3
    if fromJune <= 30 { return (6, fromJune) }
    return fromJune <= 61 ? (7, fromJune - 30) : (8, fromJune - 61)
  }
}

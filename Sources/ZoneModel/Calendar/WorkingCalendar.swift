/// Counts working time: which days are worked, at which hours, and how the sum of it grows.
///
/// Local time has one offset all year (mainland China: UTC+8, no summer time). Any year can be asked for;
/// outside the table's years only weekends are known, and ``isVerified(_:)`` says so.
public struct WorkingCalendar: Sendable {
  public let table: CalendarTable
  public let hours: WorkingHours
  /// Seconds east of Greenwich.
  public let offset: Int

  /// Days that are not as their weekday says, in order, and how many more (or fewer) working days than
  /// weekdays there are up to and including each.
  private let exceptions: [Int]
  private let surplus: [Int]

  public init(
    _ table: CalendarTable = .shipped, hours: WorkingHours = .office, offset: Int = 28_800
  ) {
    self.table = table
    self.hours = hours
    self.offset = offset
    let days = Set(table.holidays.keys).union(table.workdays.keys)
    let changes = days.compactMap { day -> (Int, Int)? in
      let worked = table.workdays[day] != nil
      return worked == Self.isWeekday(day) ? nil : (day, worked ? 1 : -1)
    }.sorted { $0.0 < $1.0 }
    exceptions = changes.map(\.0)
    var sum = 0
    surplus = changes.map {
      sum += $0.1
      return sum
    }
  }

  /// Whether the local day, counted from 1970-01-01, is worked.
  public func isWorkingDay(_ day: Int) -> Bool {
    if table.workdays[day] != nil { return true }
    return table.holidays[day] == nil && Self.isWeekday(day)
  }

  /// Whether the announcement for the instant's local year was compared with its source.
  public func isVerified(_ instant: Instant) -> Bool {
    table.years[year(of: instant)]?.isVerified == true
  }

  /// The local calendar year.
  public func year(of instant: Instant) -> Int { CivilDate.fromDays(localDay(instant)).year }

  /// The local day, counted from 1970-01-01.
  public func localDay(_ instant: Instant) -> Int {
    Int(((instant + Double(offset)) / 86_400).rounded(.down))
  }

  /// The instant of local midnight at the beginning of a day.
  public func midnight(_ day: Int) -> Instant { Double(day) * 86_400 - Double(offset) }

  /// 1970-01-01 was a Thursday.
  private static func isWeekday(_ day: Int) -> Bool { floorMod(day + 3, 7) < 5 }
}

extension WorkingCalendar {
  /// Seconds worked between two instants; negative when `end` is before `start`.
  ///
  /// - Complexity: O(log *n*) in the calendar's exceptions.
  public func workingTime(from start: Instant, to end: Instant) -> Double {
    worked(before: end) - worked(before: start)
  }

  /// The first instant by which `seconds` have been worked since `start`: at the end of a shift rather than at
  /// the beginning of the next. No time at all ends where it starts, at whatever hour.
  ///
  /// - Complexity: O(log² *n*).
  public func end(of seconds: Double, from start: Instant) -> Instant {
    guard seconds > 0 else { return start }
    let total = worked(before: start) + seconds
    let perDay = Double(hours.perDay)
    let whole = Int((total / perDay).rounded(.up)) - 1
    return midnight(workingDay(numbered: whole)) + hours.firstMoment(after: total - Double(whole) * perDay)
  }

  /// The last instant from which `seconds` can still be worked by `end`.
  ///
  /// - Complexity: O(log² *n*).
  public func latestStart(of seconds: Double, by end: Instant) -> Instant {
    guard seconds > 0 else { return end }
    let total = worked(before: end) - seconds
    let perDay = Double(hours.perDay)
    let whole = Int((total / perDay).rounded(.down))
    return midnight(workingDay(numbered: whole)) + hours.lastMoment(after: total - Double(whole) * perDay)
  }

  /// Seconds worked since a fixed moment long ago.
  private func worked(before instant: Instant) -> Double {
    let day = localDay(instant)
    let whole = Double(workingDays(before: day) * hours.perDay)
    return isWorkingDay(day) ? whole + hours.worked(before: instant - midnight(day)) : whole
  }

  /// Working days before `day`, less those before 1970-01-01.
  private func workingDays(before day: Int) -> Int {
    let monday = day + 3
    let weekdays = floorDiv(monday, 7) * 5 + min(floorMod(monday, 7), 5) - 3
    let at = exceptions.partitioningIndex { $0 >= day }
    return weekdays + (at == 0 ? 0 : surplus[at - 1])
  }

  /// The working day that has `number` of them before it.
  private func workingDay(numbered number: Int) -> Int {
    var low = floorDiv(number, 5) * 7 - 7 - 2 * exceptions.count
    var high = floorDiv(number, 5) * 7 + 14 + 2 * exceptions.count
    while low < high {
      let middle = low + floorDiv(high - low, 2)
      if workingDays(before: middle + 1) > number { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

func floorDiv(_ a: Int, _ b: Int) -> Int { (a >= 0 ? a : a - b + 1) / b }
func floorMod(_ a: Int, _ b: Int) -> Int { a - floorDiv(a, b) * b }

extension Array {
  /// The first index whose element satisfies `belongs`, where all that do come after all that do not.
  func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if belongs(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

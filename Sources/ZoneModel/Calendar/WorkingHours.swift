/// The hours worked on a working day, in seconds after local midnight.
public struct WorkingHours: Sendable, Hashable {
  /// In order, without overlap, each within the day.
  public let shifts: [Range<Int>]

  /// Precondition: `shifts` are not empty, in order, apart, and within 0 to 86,400.
  public init(_ shifts: [Range<Int>]) {
    precondition(
      !shifts.isEmpty && shifts.allSatisfy { !$0.isEmpty && $0.lowerBound >= 0 && $0.upperBound <= 86_400 })
    precondition(zip(shifts, shifts.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
    self.shifts = shifts
    perDay = shifts.reduce(0) { $0 + $1.count }
  }

  /// 08:00–12:00 and 14:00–18:00: eight hours.
  public static let office = WorkingHours([28_800..<43_200, 50_400..<64_800])

  /// Seconds worked a day.
  public let perDay: Int

  /// Seconds worked from midnight to `second` of a working day.
  func worked(before second: Double) -> Double {
    shifts.reduce(0) { $0 + min(max(second - Double($1.lowerBound), 0), Double($1.count)) }
  }

  /// The first second of the day by which `seconds` have been worked: the end of a shift, not the beginning
  /// of the next.
  ///
  /// Precondition: 0 < seconds ≤ `perDay`.
  func firstMoment(after seconds: Double) -> Double {
    var rest = seconds
    for shift in shifts {
      if rest <= Double(shift.count) { return Double(shift.lowerBound) + rest }
      rest -= Double(shift.count)
    }
    preconditionFailure("more than a day's work")
  }

  /// The last second of the day with only `seconds` worked before it: the beginning of a shift, not the end
  /// of the one before.
  ///
  /// Precondition: 0 ≤ seconds < `perDay`.
  func lastMoment(after seconds: Double) -> Double {
    var rest = seconds
    for shift in shifts {
      if rest < Double(shift.count) { return Double(shift.lowerBound) + rest }
      rest -= Double(shift.count)
    }
    preconditionFailure("a whole day's work")
  }
}

/// Three months of a year, as offices report them.
public struct Quarter: Sendable, Hashable, CustomStringConvertible {
  public var year: Int
  /// 1 to 4.
  public var number: Int

  /// `nil` unless the number is 1 to 4 and the year 1 to 9998.
  public init?(year: Int, number: Int) {
    guard (1...4).contains(number), (1...9998).contains(year) else { return nil }
    self.year = year
    self.number = number
  }

  /// Reads `2026Q3`, `2026-Q3`, `2026年第3季度`, `2026年三季度`; `nil` for anything else.
  public init?(text: String) {
    let digits = text.map { Self.digits[$0] ?? $0 }
    let numbers = digits.split { !$0.isASCII || !$0.isNumber }.map { Int(String($0)) }
    guard numbers.count == 2, let year = numbers[0], let number = numbers[1], year > 999,
      text.contains(where: { "Qq季".contains($0) })
    else { return nil }
    self.init(year: year, number: number)
  }

  private static let digits: [Character: Character] = ["一": "1", "二": "2", "三": "3", "四": "4"]

  /// The quarter a moment lies in, by the clocks of a zone of time; `nil` for a moment outside the years 1 to 9998.
  public init?(containing instant: Instant, in time: TimeText) {
    guard abs(instant) < 2e11 else { return nil }
    let days = ((instant + Double(time.offset(at: instant))) / 86_400).rounded(.down)
    let (year, month, _) = CivilDate.fromDays(Int(days))
    self.init(year: year, number: (month - 1) / 3 + 1)
  }

  /// From its first midnight to that of the next quarter.
  public func window(in time: TimeText) -> TimeWindow {
    TimeWindow(from: time.instant("\(firstDay)"), to: time.instant("\(next.firstDay)"))
  }

  public var previous: Quarter { moved(by: -1) }
  private var next: Quarter { moved(by: 1) }

  private func moved(by quarters: Int) -> Quarter {
    var moved = self
    let count = year * 4 + number - 1 + quarters
    moved.year = count / 4
    moved.number = count % 4 + 1
    return moved
  }

  private var firstDay: String {
    let digits = String(year)
    let month = number * 3 - 2
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + (month < 10 ? "-0" : "-")
      + "\(month)-01"
  }

  /// `2026Q3`
  public var description: String { "\(year)Q\(number)" }
}

/// A time of day in seconds after midnight, as people write it.
public enum ClockTime {
  /// The latest hour that can be written: a night shift that begins on the day may last into the next.
  public static let lastHour = 48

  /// Reads `8:00`, `08:30`, `08:30:15`, `26:00` (two in the morning of the next day); `nil` for anything else.
  public static func seconds(_ text: String) -> Double? {
    let parts = text.trimmed.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hour = number(parts[0], 0...lastHour),
      let minute = number(parts[1], 0...59), let second = parts.count == 3 ? number(parts[2], 0...59) : 0
    else { return nil }
    let seconds = Double(hour * 3600 + minute * 60 + second)
    return seconds <= Double(lastHour * 3600) ? seconds : nil
  }

  private static func number(_ text: Substring, _ range: ClosedRange<Int>) -> Int? {
    guard (1...2).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }),
      let number = Int(text), range.contains(number)
    else { return nil }
    return number
  }

  /// `08:05`; after midnight `25:10`. Cut to the minute.
  public static func text(_ seconds: Double) -> String {
    let minutes = Int((seconds / 60).rounded(.down))
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return "\(two(minutes / 60)):\(two(minutes % 60))"
  }
}

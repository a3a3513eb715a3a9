/// How long something may take, as limits tables state it: an amount and the clock it is counted on.
///
/// Texts and their clocks follow the table whose rules we could read: plain `4小时` and `2天` count working time,
/// only 紧急 runs through nights and holidays.
///
/// | text | unit |
/// | --- | --- |
/// | `4小时`, `4工作时`, `4工作小时`, `4 hours`, `4 working hours` | `workHour` |
/// | `2天`, `2日`, `2工作日`, `2个工作日`, `2 days`, `2 working days` | `workDay`, 8 working hours each |
/// | `2紧急工作时`, `2紧急小时`, `2 urgent hours`, `2 consecutive hours` | `urgentHour` |
/// | `1紧急工作日`, `1自然日`, `1 urgent day`, `1 calendar day` | `naturalDay`, 24 hours each |
public struct LimitDuration: Sendable, Hashable {
  /// More than 0.
  public let amount: Double
  public let unit: LimitUnit

  /// `nil` unless the amount is a finite number above 0 and at most 10,000.
  public init?(_ amount: Double, _ unit: LimitUnit) {
    guard amount > 0, amount <= 10_000 else { return nil }
    self.amount = amount
    self.unit = unit
  }

  /// Reads one of the texts above, with full-width digits and blanks anywhere; `nil` for anything else, also
  /// for a number alone.
  public init?(_ text: String) {
    let plain = text.foldedForComparison
    let digits = plain.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let amount = Double(digits), let unit = LimitUnit(word: String(plain.dropFirst(digits.count)))
    else {
      return nil
    }
    self.init(amount, unit)
  }

  /// Seconds on its clock; a working day counts as long as the calendar's hours.
  public func seconds(in hours: WorkingHours) -> Double {
    switch unit {
    case .urgentHour, .workHour: amount * 3600
    case .naturalDay: amount * 86_400
    case .workDay: amount * Double(hours.perDay)
    }
  }

  /// `4 working hours`, `4工作时`; ``init(_:)`` reads both back as the same duration.
  public var title: Phrase {
    let number = amount == amount.rounded() ? String(Int(amount)) : String(amount)
    let plural = amount == 1 ? "" : "s"
    return switch unit {
    case .urgentHour: Phrase("\(number) consecutive hour\(plural)", zh: "\(number)紧急工作时")
    case .naturalDay: Phrase("\(number) calendar day\(plural)", zh: "\(number)自然日")
    case .workHour: Phrase("\(number) working hour\(plural)", zh: "\(number)工作时")
    case .workDay: Phrase("\(number) working day\(plural)", zh: "\(number)工作日")
    }
  }
}

/// What a limit is counted in.
public enum LimitUnit: String, Sendable, Hashable, CaseIterable {
  /// Hours that run on through nights and holidays.
  case urgentHour = "urgent_hour"
  /// 24 hours that run on through nights and holidays.
  case naturalDay = "natural_day"
  /// Hours of working time.
  case workHour = "work_hour"
  /// A day's working hours.
  case workDay = "work_day"

  /// Whether it counts working time only.
  public var countsWorkingTime: Bool { self == .workHour || self == .workDay }

  init?(word: String) {
    let known = Self.words[word] ?? Self.words[word.hasSuffix("s") ? String(word.dropLast()) : word]
    guard let known else { return nil }
    self = known
  }

  private static let words: [String: LimitUnit] = [
    "小时": .workHour, "个小时": .workHour, "工作时": .workHour, "工作小时": .workHour, "个工作小时": .workHour,
    "hour": .workHour, "workinghour": .workHour, "workhour": .workHour,
    "天": .workDay, "日": .workDay, "工作日": .workDay, "个工作日": .workDay, "day": .workDay,
    "workingday": .workDay, "workday": .workDay,
    "紧急工作时": .urgentHour, "紧急工作小时": .urgentHour, "紧急小时": .urgentHour, "urgenthour": .urgentHour,
    "urgentworkinghour": .urgentHour, "consecutivehour": .urgentHour,
    "紧急工作日": .naturalDay, "紧急日": .naturalDay, "自然日": .naturalDay, "个自然日": .naturalDay,
    "urgentday": .naturalDay, "urgentworkingday": .naturalDay, "calendarday": .naturalDay,
    "naturalday": .naturalDay,
  ]
}

/// How a post (岗位) is scored: a weighted sum of parts, each out of 100.
///
/// - Source: weights as carried in public code of city management. Two parts of the clerk's score are weighted
///   there without a name; they are for the office to fill.
public enum Post: String, Sendable, Hashable, CaseIterable {
  /// 监督员.
  case collector
  /// 受理员.
  case clerk
  /// 值班长.
  case shiftLeader = "shift_leader"
  /// 派遣员.
  case dispatcher

  public var title: Phrase {
    switch self {
    case .collector: Phrase("collector", zh: "监督员")
    case .clerk: Phrase("clerk", zh: "受理员")
    case .shiftLeader: Phrase("shift leader", zh: "值班长")
    case .dispatcher: Phrase("dispatcher", zh: "派遣员")
    }
  }

  /// The parts with their weights in percent; they add up to 100.
  public var weights: [(part: PostPart, percent: Double)] {
    switch self {
    case .collector:
      [
        (.rate(.validReporting), 40), (.missedScore, 20), (.rate(.checkOnTime), 20),
        (.rate(.verificationOnTime), 20),
      ]
    case .clerk: [(.volume, 25), (.unnamed(40), 40), (.unnamed(35), 35)]
    case .shiftLeader:
      [(.rate(.filingOnTime), 25), (.rate(.filingAccuracy), 40), (.rate(.closingOnTime), 35)]
    case .dispatcher: [(.volume, 20), (.rate(.dispatchOnTime), 40), (.rate(.dispatchAccuracy), 40)]
    }
  }

  /// The weighted sum; `nil` when a part is missing, since a score without it would be another score.
  public func score(_ parts: [PostPart: Double]) -> Double? {
    var sum = 0.0
    for (part, percent) in weights {
      guard let value = parts[part] else { return nil }
      sum += value * percent
    }
    return sum / 100
  }

  /// The parts that follow from indicators and the number of cases; those without a value, and those that the
  /// source does not define, are left out.
  public func parts(_ counts: LedgerCounts, volume: Int) -> [PostPart: Double] {
    var parts: [PostPart: Double] = [:]
    for (part, _) in weights {
      switch part {
      case .rate(let kind): parts[part] = Indicator(kind, counts).value.map { $0 * 100 }
      case .volume: parts[part] = Self.volumeScore(volume)
      case .missedScore, .unnamed: break
      }
    }
    return parts
  }

  /// Points for the number of cases: 2001 and more 100, 1201 90, 501 75, 301 60, 101 40, else 0.
  public static func volumeScore(_ cases: Int) -> Double {
    switch cases {
    case 2001...: 100
    case 1201...: 90
    case 501...: 75
    case 301...: 60
    case 101...: 40
    default: 0
    }
  }
}

/// One part of a post's score.
public enum PostPart: Sendable, Hashable {
  /// An indicator in percent.
  case rate(IndicatorKind)
  /// A score for missed problems: how the rate becomes one is not stated in the source.
  case missedScore
  /// Points for the number of cases.
  case volume
  /// A part the source weighs (in percent) and does not name.
  case unnamed(Int)
}

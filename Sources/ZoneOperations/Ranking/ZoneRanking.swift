public import ZoneAnalysis
public import ZoneModel

/// The red and black list of a round, with every figure it rests on.
public struct ZoneRanking: Sendable {
  public var zones: ZoneSet
  public var options: RankOptions
  public var window: TimeWindow
  /// Its name, where the round is a quarter.
  public var quarter: Quarter?
  /// What the places are compared with.
  public var previous: PreviousRound?
  public var classes: [RankedClass] = []
  /// Class by class: by place, then zones without a place by id.
  public var rows: [RankRow] = []
  /// All classes together, then each class; by lost points.
  public var losses: [ItemLoss] = []
  /// Zones whose kind is in no class.
  public var unclassed = 0
  /// Findings of the round, and those of them that lie in no zone of any class.
  public var roundFindings = 0
  public var unplacedFindings = 0
  public var rejections: [Rejection] = []
  let records: RankRecords

  /// The newest time in the data, which stands in a workbook as the time of its making; 1970 without any.
  public var newest: Instant { records.newest ?? 0 }
}

/// One class of a ranking.
public struct RankedClass: Sendable {
  public var `class`: RankClass
  public var zones: Int
  /// Zones with a place.
  public var ranked: Int
  public var bayes: EmpiricalBayes
}

/// Whether a zone has a place, and why not.
public enum RankStatus: String, Sendable, CaseIterable {
  case ranked
  /// Fewer inspections than asked for.
  case notEnoughEvidence = "not_enough_evidence"

  public var title: Phrase {
    self == .ranked ? Phrase("ranked", zh: "参与排名") : Phrase("not enough evidence", zh: "检查不足，不排名")
  }
}

/// The list a zone stands on.
public enum RankList: String, Sendable, CaseIterable {
  case red, black

  public var title: Phrase {
    self == .red ? Phrase("red (best)", zh: "红榜（最优）") : Phrase("black (worst)", zh: "黑榜（最差）")
  }
}

/// What becomes of the title of a zone on the red list.
public enum RankTitle: String, Sendable, CaseIterable {
  case awarded, kept, revoked
  /// Its place is on the red list, but something serious was found.
  case withheld

  public var title: Phrase {
    switch self {
    case .awarded: Phrase("awarded", zh: "新授予")
    case .kept: Phrase("kept", zh: "保持")
    case .revoked: Phrase("revoked", zh: "撤销")
    case .withheld: Phrase("withheld", zh: "暂不授予")
    }
  }
}

/// One zone of a ranking.
public struct RankRow: Sendable {
  public var zone: Int
  /// Index into the ranking's classes.
  public var classNumber: Int
  public var findings = 0
  public var complaints = 0
  public var inspections = 0
  public var itemsChecked = 0
  public var itemsFailed = 0
  /// 100 × (1 − points of failed checks ÷ points of all checks); `nil` without checks.
  public var score: Double?
  /// Numerator of the rate.
  public var events = 0
  /// Its denominator.
  public var exposure = 0.0
  public var rate: EmpiricalBayes.Shrunk?
  public var severity = 0.0
  /// Events expected at the mean of the class; `nil` without exposure.
  public var expected: Double?
  public var warning: FunnelLimits?
  public var alarm: FunnelLimits?
  public var funnel: FunnelPlace?
  public var status = RankStatus.notEnoughEvidence
  /// 1 is the best.
  public var place: Int?
  public var decidedBy: PlaceRule?
  public var list: RankList?
  /// From 1; on the black list 1 is the worst.
  public var listPlace: Int?
  public var previousPlace: Int?
  public var title: RankTitle?
  public var reason: Phrase?
  /// The worst serious finding, where there is one: number among the findings.
  var serious: Int?

  /// Places won since the round before; negative: lost.
  public var movement: Int? { place.flatMap { now in previousPlace.map { $0 - now } } }
}

/// What is known of the round before.
public struct PreviousRound: Sendable {
  public enum Source: Sendable, Hashable {
    case file(String)
    case window(TimeWindow)
  }

  public var source: Source
  var places: [String: Int] = [:]
  var red: Set<String> = []
}

internal import ZoneAnalysis
internal import ZoneModel

extension PlaceRule {
  var title: Phrase {
    switch self {
    case .shrunk: Phrase("shrunk rate", zh: "收缩后问题率")
    case .rate: Phrase("rate", zh: "问题率")
    case .severity: Phrase("severity", zh: "严重程度")
    case .evidence: Phrase("inspections", zh: "检查次数")
    case .id: Phrase("tie, by id", zh: "并列，按编号")
    }
  }
}

extension FunnelPlace {
  var title: Phrase {
    switch self {
    case .farBelow: Phrase("below 99.8 %", zh: "低于 99.8% 界限")
    case .below: Phrase("below 95 %", zh: "低于 95% 界限")
    case .within: Phrase("within chance", zh: "在偶然波动内")
    case .above: Phrase("above 95 %", zh: "高于 95% 界限")
    case .farAbove: Phrase("above 99.8 %", zh: "高于 99.8% 界限")
    }
  }
}

extension RankExposure {
  /// The rate's unit.
  var title: Phrase {
    switch self {
    case .inspection: Phrase("per inspection", zh: "每次检查")
    case .observation: Phrase("per observation", zh: "每条检查记录")
    case .area: Phrase("per hectare", zh: "每公顷")
    case .item: Phrase("per item checked", zh: "每检查条目")
    }
  }
}

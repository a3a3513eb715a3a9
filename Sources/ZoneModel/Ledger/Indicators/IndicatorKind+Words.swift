extension IndicatorKind {
  public var title: Phrase { words.title }

  /// Numerator ÷ denominator in words.
  public var definition: Phrase {
    let (_, english, chinese) = words
    return isInferred
      ? Phrase("\(english) (our formula)", zh: "\(chinese)（公式为本程序所定）") : Phrase(english, zh: chinese)
  }

  private var words: (title: Phrase, english: String, chinese: String) {
    switch self {
    case .validReporting:
      (Phrase("valid reports", zh: "有效上报率"), "reports filed ÷ reports made", "审核立案的上报数 ÷ 上报数")
    case .missing:
      (Phrase("missed problems", zh: "漏报率"), "problems not reported though due ÷ cases filed", "漏报数 ÷ 立案数")
    case .checkOnTime:
      (
        Phrase("checked on time before filing", zh: "立案前按时核实率"), "checks on time ÷ checks due before filing",
        "立案前按时核实数 ÷ 应核实数"
      )
    case .verificationOnTime:
      (
        Phrase("verified on time after handling", zh: "处置后按时核查率"),
        "verifications on time ÷ verifications due after handling", "处置后按时核查数 ÷ 应核查数"
      )
    case .publicReporting:
      (
        Phrase("reports by the public", zh: "监督举报率"),
        "reports by the public confirmed ÷ cases filed and not on hold",
        "监督举报核实数 ÷ 立案数（扣除挂账）"
      )
    case .filing: (Phrase("filed", zh: "立案率"), "reports filed ÷ reports made", "立案数 ÷ 上报数")
    case .filingOnTime: (Phrase("filed on time", zh: "按时立案率"), "filed on time ÷ filed", "按时立案数 ÷ 立案数")
    case .filingAccuracy:
      (Phrase("filed rightly", zh: "准确立案率"), "(filed − void later) ÷ filed", "（立案数 − 作废数）÷ 立案数")
    case .dispatchOnTime:
      (Phrase("dispatched on time", zh: "按时派遣率"), "dispatched on time ÷ due for dispatch", "按时派遣数 ÷ 应派遣数")
    case .dispatchAccuracy:
      (
        Phrase("dispatched rightly", zh: "准确派遣率"), "(due for dispatch − reworks) ÷ due for dispatch",
        "（应派遣数 − 返工数）÷ 应派遣数"
      )
    case .handling: (Phrase("handled", zh: "处置率"), "handled ÷ due for handling", "处置数 ÷ 应处置数")
    case .handlingOnTime:
      (Phrase("handled on time", zh: "按期处置率"), "handled on time ÷ due for handling", "按期处置数 ÷ 应处置数")
    case .closing: (Phrase("closed", zh: "结案率"), "closed ÷ due for closing", "结案数 ÷ 应结案数")
    case .closingOnTime:
      (Phrase("closed on time", zh: "按期结案率"), "closed on time ÷ due for closing", "按期结案数 ÷ 应结案数")
    case .rework: (Phrase("reworked", zh: "返工率"), "reworks ÷ handlings", "返工数 ÷ 处置数")
    case .returning: (Phrase("returned", zh: "回退率"), "returns ÷ cases received", "回退数 ÷ 接收数")
    case .relapse:
      (Phrase("relapsed", zh: "反弹率"), "closed cases that came back ÷ closed cases", "反弹案件数 ÷ 已结案数")
    }
  }
}

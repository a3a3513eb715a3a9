internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneModel

extension ArrivalFit.Verdict {
  var title: Phrase {
    switch self {
    case .fitted: Phrase("fitted", zh: "已拟合")
    case .tooFewLooks:
      Phrase(
        "too few repeat looks (\(ArrivalFit.leastLooks) needed)", zh: "复查次数不足（至少 \(ArrivalFit.leastLooks) 次）")
    case .tooFewFound:
      Phrase(
        "too few findings (\(ArrivalFit.leastFound) needed)", zh: "发现问题数不足（至少 \(ArrivalFit.leastFound) 个）")
    case .sweepUnknown:
      Phrase("rates fitted; the looks are too alike to tell the sweep", zh: "已拟合出现率；各次检查力度相近，无法估计有效宽度")
    }
  }
}

extension Calibration {
  public var summary: [SummaryTable] { [kinds, rates, pairs] + [three].compactMap(\.self) }

  private static func plusMinus(_ estimate: ArrivalFit.Estimate?, _ assumed: Double?) -> SummaryTable.Cell {
    guard let estimate else {
      guard let assumed else { return .text(nil) }
      let text = PropertyText.number(assumed)
      return SummaryTable.Cell(Phrase("\(text) assumed", zh: "\(text)（假定）"), .null)
    }
    let text =
      "\(String(value: estimate.value, digits: 3)) ± \(String(value: estimate.standardError, digits: 2))"
    return SummaryTable.Cell(Phrase(text, zh: text), .number(estimate.value))
  }

  private static func error(_ estimate: ArrivalFit.Estimate?) -> SummaryTable.Cell {
    let text = estimate.map { String(value: $0.standardError, digits: 3) }
    return SummaryTable.Cell(Phrase(text ?? "—", zh: text ?? "—"), .maybe(estimate?.standardError))
  }

  private var kinds: SummaryTable {
    SummaryTable(
      key: "sweeps", title: Phrase("What repeat looks say", zh: "由复查记录推算"),
      columns: [
        SummaryTable.Column("kind", Phrase("kind", zh: "类型")),
        SummaryTable.Column("series", Phrase("zones × items", zh: "区域×项目"), isNumber: true),
        SummaryTable.Column("looks", Phrase("repeat looks", zh: "复查次数"), isNumber: true),
        SummaryTable.Column("found", Phrase("found", zh: "发现"), isNumber: true),
        SummaryTable.Column("sweep", Phrase("sweep ± s.e.", zh: "有效宽度比 ± 标准误"), isNumber: true),
        SummaryTable.Column("sweep_error", Phrase("s.e.", zh: "标准误"), isNumber: true),
        SummaryTable.Column("verdict", Phrase("verdict", zh: "结论")),
      ],
      rows: fits.map { fit in
        [
          .kind(fit.kind), .count(fit.series), .count(fit.fit.looks), .count(fit.fit.found),
          Self.plusMinus(fit.fit.sweep, fit.assumed.sweep), Self.error(fit.fit.sweep),
          SummaryTable.Cell(fit.fit.verdict.title, .text("\(fit.fit.verdict)")),
        ]
      },
      notes: [
        Phrase(
          "maximum likelihood: problems appear at random at a constant rate, each is found with 1 − e^(−sweep × effort ÷ area) at a look, and what is found is put right; found = findings within 12 h of a visit that names the item",
          zh: "最大似然：问题以恒定速率随机出现，每次查看以 1 − e^(−有效宽度比 × 力度 ÷ 面积) 的概率发现，发现即整改；发现数为写明该项目的到访前后 12 小时内的问题"),
        Phrase(
          "\(grouped(untied)) of \(grouped(findings)) inspectors' findings were made at no visit that names their item, and are not in it: the rates are too low by what was found there",
          zh: "\(grouped(findings)) 个检查发现中有 \(grouped(untied)) 个找不到写明该项目的到访记录，未计入，出现率因此偏低"),
      ])
  }

  private var rates: SummaryTable {
    let rows = fits.flatMap { fit in
      fit.fit.rates.sorted { $0.key < $1.key }.map { item, rate -> [SummaryTable.Cell] in
        let entry = survey.options.checklist.items[item]
        return [
          .kind(fit.kind), .text(entry.code), SummaryTable.Cell(entry.name, .text(entry.name.chinese)),
          .count(rate.found), Self.plusMinus(rate, nil), Self.error(rate),
        ]
      }
    }
    return SummaryTable(
      key: "arrivals", title: Phrase("New problems a day in one zone", zh: "每个区域每天新出现的问题"),
      columns: [
        SummaryTable.Column("kind", Phrase("kind", zh: "类型")),
        SummaryTable.Column("item", Phrase("item", zh: "项目")),
        SummaryTable.Column("name", Phrase("name", zh: "名称")),
        SummaryTable.Column("found", Phrase("found", zh: "发现"), isNumber: true),
        SummaryTable.Column("per_day", Phrase("a day ± s.e.", zh: "每天 ± 标准误"), isNumber: true),
        SummaryTable.Column("error", Phrase("s.e.", zh: "标准误"), isNumber: true),
      ], rows: rows,
      notes: [
        Phrase(
          "rates that rest on fewer than \(Self.leastFound) findings are not written to the file",
          zh: "依据不足 \(Self.leastFound) 个发现的出现率不写入参数文件")
      ])
  }

  private static func estimate(_ estimate: SourceOverlap.Estimate?) -> SummaryTable.Cell {
    guard let estimate else { return .text(nil) }
    var text = grouped(Int(estimate.number.rounded()))
    if let error = estimate.standardError { text += " ± \(grouped(Int(error.rounded())))" }
    return SummaryTable.Cell(Phrase(text, zh: text), .number(rounded(estimate.number, to: 100)))
  }

  private static let matching = Phrase(
    "two findings of one item within \(Int(SourceComparison.metres)) m and \(Int(SourceComparison.days)) days are taken for one problem",
    zh: "同一项目、相距 \(Int(SourceComparison.metres)) 米以内且相隔 \(Int(SourceComparison.days)) 天以内的问题视为同一问题")

  private var pairs: SummaryTable {
    SummaryTable(
      key: "two_sources",
      title: Phrase("How many problems, by two sources (Chapman)", zh: "由两个来源估计问题总数（Chapman）"),
      columns: [
        SummaryTable.Column("first", Phrase("source", zh: "来源一")),
        SummaryTable.Column("second", Phrase("and", zh: "来源二")),
        SummaryTable.Column("n1", Phrase("found", zh: "发现一"), isNumber: true),
        SummaryTable.Column("n2", Phrase("found", zh: "发现二"), isNumber: true),
        SummaryTable.Column("both", Phrase("both", zh: "共同"), isNumber: true),
        SummaryTable.Column("estimate", Phrase("estimate ± s.e.", zh: "估计 ± 标准误"), isNumber: true),
      ],
      rows: sources.pairs.map { pair in
        [
          .text(pair.first), .text(pair.second), .count(pair.counts.first), .count(pair.counts.second),
          .count(pair.counts.both), Self.estimate(pair.estimate),
        ]
      },
      notes: [
        Phrase(
          "assumes that the two sources are independent, that nothing appeared or was put right between them, that every problem is as easily found, and that matches are right; with few in both it means little",
          zh: "假定：两个来源相互独立，期间无新增或消除，各问题同样容易被发现，匹配正确；共同发现很少时意义不大"),
        Self.matching,
      ])
  }

  private var three: SummaryTable? {
    sources.three.map { three in
      SummaryTable(
        key: "three_sources", title: Phrase("How many problems, by three sources", zh: "由三个来源估计问题总数"),
        columns: [
          SummaryTable.Column("sources", Phrase("sources", zh: "来源")),
          SummaryTable.Column("distinct", Phrase("found together", zh: "合计发现"), isNumber: true),
          SummaryTable.Column("estimate", Phrase("independent ± s.e.", zh: "独立假定 ± 标准误"), isNumber: true),
          SummaryTable.Column("at_least", Phrase("at least (Chao)", zh: "至少（Chao）"), isNumber: true),
        ],
        rows: [
          [
            .text(three.sources.joined(separator: ", ")), .count(three.distinct),
            Self.estimate(three.independent), Self.estimate(SourceOverlap.Estimate(number: three.atLeast)),
          ]
        ],
        notes: [
          Phrase(
            "the first assumes three independent sources (Darroch 1958), the second only a closed stock of problems and gives a lower bound that also holds when some are harder to find (Chao 1987)",
            zh: "前者假定三个来源相互独立（Darroch 1958）；后者只假定问题总体不变，给出下限，问题难易不同时亦成立（Chao 1987）")
        ])
    }
  }
}

public import ZoneAnalysis
internal import ZoneFormats
internal import ZoneModel

extension SiteDraw {
  /// What was drawn from what, the groups of an assessment, the files, and the rule for each lot.
  public var summary: [SummaryTable] {
    [strataTable] + (options.preset == nil ? [] : [groupTable]) + [inputTable]
      + (options.rule.map { [$0.table(lot: nil), lotTable($0)] } ?? [])
  }

  private var strataTable: SummaryTable {
    SummaryTable(
      key: "strata", title: Phrase("What was drawn", zh: "抽取情况"),
      columns: [
        SummaryTable.Column("stratum", Phrase("stratum", zh: "分层")),
        SummaryTable.Column("zones", Phrase("zones", zh: "区域数"), isNumber: true),
        SummaryTable.Column("not_where", Phrase("not --where", zh: "不符条件"), isNumber: true),
        SummaryTable.Column("excluded", Phrase("excluded", zh: "排除"), isNumber: true),
        SummaryTable.Column("no_size", Phrase("no size", zh: "无规模"), isNumber: true),
        SummaryTable.Column("must", Phrase("must visit", zh: "必检"), isNumber: true),
        SummaryTable.Column("frame", Phrase("frame N", zh: "抽样框 N"), isNumber: true),
        SummaryTable.Column("asked", Phrase("asked", zh: "应抽"), isNumber: true),
        SummaryTable.Column("sites", Phrase("drawn n", zh: "实抽 n"), isNumber: true),
        SummaryTable.Column("reserves", Phrase("reserves", zh: "备选"), isNumber: true),
        SummaryTable.Column("neighbours", Phrase("neighbours", zh: "对照"), isNumber: true),
      ],
      rows: strata.indices.map { number in
        let stratum = strata[number]
        let beside = sites.count { $0.stratum == number && $0.role == .neighbour }
        return [SummaryTable.Cell(stratum.title, .text(stratum.name))]
          + [
            stratum.zones, stratum.filtered, stratum.excluded, stratum.sizeless, stratum.must, stratum.frame,
            stratum.asked, stratum.sites, stratum.reserves, beside,
          ].map { .count($0) }
      },
      notes: notes)
  }

  private var notes: [Phrase] {
    [
      Phrase(
        "seed \(options.seed), algorithm \(SpatialDraw.version): the same zones, options and seed draw the same sites",
        zh: "种子 \(options.seed)，算法 \(SpatialDraw.version)：区域、选项和种子相同，抽取结果即相同"),
      Phrase(
        "N = zones − not --where − excluded − no size − must visit; must-visit zones stand beside the random sample",
        zh: "N = 区域数 − 不符条件 − 排除 − 无规模 − 必检；必检区域不属于随机样本"),
      options.chances == .equal
        ? Phrase("each zone of a stratum is as likely as any other: n ÷ N", zh: "同层各区域机会均等：n ÷ N")
        : Phrase(
          "zones are drawn in proportion to \(options.chances.word); each site states its probability",
          zh: "按\(options.chances.chinese)的大小成比例抽取，入样概率逐点列明"),
    ]
  }

  private var groupTable: SummaryTable {
    let size = options.preset?.size ?? .medium
    let all = strata.flatMap(\.groups)
    let asked = all.reduce(0) { $0 + $1.asked }
    let found = all.reduce(0) { $0 + $1.sites }
    return SummaryTable(
      key: "groups",
      title: Phrase(
        "Mock assessment for a city of \(size.title.english): \(found) of \(asked) sites",
        zh: "模拟评估（\(size.title.chinese)）：\(asked) 个点位中抽出 \(found) 个"),
      columns: [
        SummaryTable.Column("group", Phrase("group", zh: "分组")),
        SummaryTable.Column("asked", Phrase("asked", zh: "应抽"), isNumber: true),
        SummaryTable.Column("sites", Phrase("drawn", zh: "实抽"), isNumber: true),
        SummaryTable.Column("missing", Phrase("missing", zh: "缺"), isNumber: true),
        SummaryTable.Column("verified", Phrase("number verified", zh: "数量已核实")),
      ],
      rows: all.map { group in
        [
          SummaryTable.Cell(Phrase("\(group.id) \(group.name)", zh: group.name), .text(group.id)),
          .count(group.asked), .count(group.sites), .count(group.asked - group.sites),
          SummaryTable.Cell(
            Phrase(group.isVerified ? "yes" : "no", zh: group.isVerified ? "是" : "否"), .bool(group.isVerified)
          ),
        ]
      },
      notes: [
        Phrase(
          "numbers come from a copy of the table that was not compared with the official one; which kinds serve a group is this program's choice (ledger table assessment)",
          zh: "数量据转载表格，未与正式文件核对；各组对应的区域类型为本程序所拟（见 ledger table assessment）"),
        Phrase(
          "a group's sites do not hold those of the groups within it; where the city has fewer zones than asked, all are taken and the rest is missing",
          zh: "各组数量不含其下级分组；区域不足时全部列入，其余计为缺"),
      ]
        + (options.preset?.isSizeGiven == false
          ? [
            Phrase(
              "the city's size was not given: --population N", zh: "未指定城市人口，按此档计算；可用 --population 指定")
          ] : []))
  }

  private var inputTable: SummaryTable {
    SummaryTable(
      key: "inputs", title: Phrase("What it was drawn from", zh: "抽取依据"),
      columns: [
        SummaryTable.Column("file", Phrase("file", zh: "文件")),
        SummaryTable.Column("sha256", Phrase("SHA-256", zh: "SHA-256")),
      ],
      rows: inputs.map { [.text($0.path), .text($0.digest)] }
        + [[SummaryTable.Cell(Phrase("frame", zh: "抽样框"), .text("frame")), .text(frameDigest)]])
  }

  private func lotTable(_ rule: LotRule) -> SummaryTable {
    SummaryTable(
      key: "lots",
      title: Phrase("Each stratum as a lot", zh: "各分层作为一批"),
      columns: [
        SummaryTable.Column("stratum", Phrase("stratum", zh: "分层")),
        SummaryTable.Column("frame", Phrase("N", zh: "N"), isNumber: true),
        SummaryTable.Column("sample", Phrase("n", zh: "n"), isNumber: true),
        SummaryTable.Column("most_bad", Phrase("accept up to", zh: "合格判定数"), isNumber: true),
      ]
        + [2, 5, 10, 20].map {
          SummaryTable.Column(
            "accepted_\($0)", Phrase("accepted at \($0) %", zh: "\($0)% 时接收概率"), isNumber: true)
        },
      rows: strata.filter { $0.frame > 0 }.map { stratum in
        let mine = LotRule(sample: stratum.sites, mostBad: rule.mostBad)
        return [
          SummaryTable.Cell(stratum.title, .text(stratum.name)), .count(stratum.frame), .count(mine.sample),
          .count(mine.mostBad),
        ] + [0.02, 0.05, 0.1, 0.2].map { .figure(mine.acceptance(badShare: $0, lot: stratum.frame)) }
      },
      notes: [
        Phrase(
          "a lot is accepted when at most so many of its n sites are bad; one of fewer zones than the rule asks for is inspected whole; probabilities are hypergeometric, the bad sites a whole number (halves up)",
          zh: "n 个点位中不合格数不超过判定数则整批接收；区域数少于规则所需的分层全数检查；按超几何分布计算，不合格数四舍五入取整")
      ])
  }
}

extension LotRule {
  /// The rule's operating curve.
  ///
  /// - Parameter lot: sites in the lot; `nil`: a large one.
  public func table(lot: Int?) -> SummaryTable {
    let shares = [0, 0.01, 0.02, 0.03, 0.05, 0.08, 0.10, 0.15, 0.20, 0.30]
    let size = lot.map { Phrase("a lot of \($0)", zh: "批量 \($0)") } ?? Phrase("a large lot", zh: "大批量")
    return SummaryTable(
      key: "lot_rule",
      title: Phrase(
        "Lot rule: inspect \(sample), accept with at most \(mostBad) bad; \(size.english)",
        zh: "批判定规则：抽查 \(sample) 个，不合格不超过 \(mostBad) 个则接收；\(size.chinese)"),
      columns: [
        SummaryTable.Column("bad_share", Phrase("bad sites", zh: "不合格率"), isNumber: true),
        SummaryTable.Column("accepted", Phrase("accepted", zh: "接收概率"), isNumber: true),
        SummaryTable.Column("refused", Phrase("refused", zh: "拒收概率"), isNumber: true),
      ],
      rows: shares.map { share in
        let accepted = acceptance(badShare: share, lot: lot)
        return [.share(Share(share, of: 1)), .figure(accepted), .figure(1 - accepted)]
      },
      notes: [
        lot == nil
          ? Phrase("accepted = P(X ≤ \(mostBad)), X binomial", zh: "接收概率 = P(X ≤ \(mostBad))，X 服从二项分布")
          : Phrase(
            "accepted = P(X ≤ \(mostBad)), X hypergeometric; bad sites a whole number, halves up",
            zh: "接收概率 = P(X ≤ \(mostBad))，X 服从超几何分布；不合格数四舍五入取整")
      ])
  }
}

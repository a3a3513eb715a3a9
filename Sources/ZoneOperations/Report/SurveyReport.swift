internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneMaps
public import ZoneModel

/// A page a planner looks at: how much was observed, what was not, and who answers for it.
public struct SurveyReport {
  let survey: ZoneSurvey
  let unseen: BlindSpotList
  let others: BlindSpotList
  let effort: BlindSpotList?
  let title: Phrase
  let background: ReportBackground
  let time: TimeText
  /// Files beside the page that it leads to.
  public var related: [(file: String, title: Phrase)] = []

  /// - Parameters:
  ///   - unseen: the blind spots nobody looked at.
  ///   - others: what is a dead corner for another reason (overdue, unowned, disputed).
  ///   - effort: where items were not checked, or too little was done; they are counted, not drawn.
  ///   - title: what city, whose data.
  public init(
    survey: ZoneSurvey, unseen: BlindSpotList, others: BlindSpotList, effort: BlindSpotList? = nil,
    title: Phrase,
    background: ReportBackground = ReportBackground(), time: TimeText = .shanghai
  ) {
    self.survey = survey
    self.unseen = unseen
    self.others = others
    self.effort = effort
    self.title = title
    self.background = background
    self.time = time
  }

  /// The page, self-contained, in one language.
  public func html(in language: Language) throws -> String { try page().text(in: language) }

  /// The map of blind spots alone, as SVG.
  public func svg(in language: Language, width: Int = 1200) throws -> String {
    SVGMap.text(of: try SurveyMap(self).drawing(), width: width, language: language)
  }
}

/// Ground drawn under a map, where files for it are at hand; none of it is a zone.
public struct ReportBackground: Sendable {
  /// GeoJSON files in WGS 84.
  public var water: String?
  public var outline: String?

  public init(water: String? = nil, outline: String? = nil) {
    self.water = water
    self.outline = outline
  }
}

// MARK: - The page

extension SurveyReport {
  private func page() throws -> HTMLPage {
    var page = HTMLPage(
      title: title, subtitle: subtitle, figures: figures,
      sections: try [
        PageSection(
          title: Phrase("Where nobody has looked", zh: "检查盲区分布"),
          text: [
            Phrase(
              "Yellow is the ground within sight of a visit, a track or an inspector's finding. Blind spots of markets, urban villages, compounds and roads are drawn in the colour of their cause; hatching means never.",
              zh: "黄色为检查人员到访、巡查或发现问题时所能看到的范围。农贸市场、城中村、小区和路段的盲区按成因着色，斜线表示从未到访。")
          ],
          map: SurveyMap(self).drawing(), tables: [kindTable, causeTable]),
        PageSection(title: DeadCornerCalls.title, text: [DeadCornerCalls.note], tables: [callTable]),
        PageSection(
          title: Phrase("The worst dead corners", zh: "最突出的死角"),
          text: [
            Phrase(
              "For each kind of zone the ten most urgent, by importance × age over interval × area.",
              zh: "每类区域列出最紧迫的十处，按“权重 × 未查天数与复查间隔之比 × 面积”排序。")
          ],
          tables: survey.zones.byKind.compactMap { worstTable($0.kind) }),
        PageSection(
          title: Phrase("Every zone", zh: "全部区域"),
          tables: survey.zones.byKind.map { zoneTable($0.kind, $0.zones) }),
      ],
      notes: notes)
    page.related = related.map { RelatedFile($0.file, $0.title) }
    return page
  }

  private var subtitle: Phrase? {
    survey.asOf.map { asOf in
      Phrase(
        "as of \(time.short(asOf)), \(survey.observations.observations.count) observations, radius \(Int(survey.radius)) m unless stated",
        zh:
          "截至 \(time.short(asOf))，检查记录 \(survey.observations.observations.count) 条，未注明观察半径的按 \(Int(survey.radius)) 米计"
      )
    }
  }

  /// One figure a kind of zone, with its numerator and denominator.
  private var figures: [KeyFigure] {
    survey.zones.byKind.prefix(6).map { kind, members in
      let isRoad = members.allSatisfy { survey.coverage[$0].length != nil }
      let seen = members.reduce(0) {
        $0 + (isRoad ? survey.coverage[$1].observedLength ?? 0 : survey.coverage[$1].observedArea)
      }
      let all = members.reduce(0) {
        $0 + (isRoad ? survey.coverage[$1].length ?? 0 : survey.coverage[$1].area)
      }
      let words = isRoad ? (lengthText(seen), lengthText(all)) : (groundText(seen), groundText(all))
      return KeyFigure(
        label: kind.title, share: Share(seen, of: all),
        definition: Phrase("observed \(words.0) ÷ all \(words.1)", zh: "已查看 \(words.0) ÷ 全部 \(words.1)"))
    }
  }

  private var notes: [Phrase] {
    [
      Phrase(
        "Coverage is the share of a zone's area (of a road's length) within the radius of an observation. Percentages are rounded down: 100 % means all of it. A dash means there is nothing to take a share of.",
        zh: "覆盖率为观察半径内的面积占区域面积的比例（路段按长度）。百分比向下取整，100 % 即全部；“—”表示分母为零。"),
      Phrase(
        "Compounds and markets count only what was seen from inside. Complaints are not observations.",
        zh: "小区和农贸市场只计从内部看到的范围；投诉不算检查记录。"),
      Phrase("For internal use.", zh: "内部使用。"),
    ]
  }
}

// MARK: - Tables

extension SurveyReport {
  private var kindTable: PageTable {
    PageTable(
      caption: Phrase("By kind of zone", zh: "各类区域"),
      columns: [
        TableColumn(Phrase("kind", zh: "类型")), TableColumn(Phrase("zones", zh: "区域数"), .number),
        TableColumn(Phrase("never visited", zh: "从未到访"), .number),
        TableColumn(Phrase("overdue", zh: "超期未查"), .number),
        TableColumn(Phrase("coverage", zh: "覆盖率"), .number),
      ],
      rows: survey.zones.byKind.map { kind, members in
        func count(_ status: Freshness) -> TableCell {
          TableCell(grouped(members.count { survey.coverage[$0].freshness == status }))
        }
        return TableRow([
          TableCell(kind.title), TableCell(grouped(members.count)), count(.never), count(.overdue),
          TableCell(share(members)),
        ])
      })
  }

  /// Observed of all: area, and length where all are roads.
  private func share(_ members: [Int]) -> Share {
    let isRoad = members.allSatisfy { survey.coverage[$0].length != nil }
    let seen = members.reduce(0) {
      $0 + (isRoad ? survey.coverage[$1].observedLength ?? 0 : survey.coverage[$1].observedArea)
    }
    return Share(
      seen,
      of: members.reduce(0) { $0 + (isRoad ? survey.coverage[$1].length ?? 0 : survey.coverage[$1].area) })
  }

  private var causeTable: PageTable {
    let spots = unseen.spots + others.spots + (effort?.spots ?? [])
    return PageTable(
      caption: Phrase("Blind spots by cause", zh: "盲区（按成因）"),
      columns: [
        TableColumn(Phrase("cause", zh: "成因")), TableColumn(Phrase("spots", zh: "处数"), .number),
        TableColumn(Phrase("area", zh: "面积"), .number), TableColumn(Phrase("remedy", zh: "处理")),
      ],
      rows: Cause.allCases.compactMap { cause in
        let these = spots.filter { $0.cause == cause }
        guard !these.isEmpty else { return nil }
        return TableRow([
          TableCell(cause.title, swatch: .area(.blindSpot(cause))), TableCell(grouped(these.count)),
          TableCell(groundText(these.reduce(0) { $0 + $1.area })), TableCell(cause.remedy),
        ])
      })
  }

  private var callTable: PageTable {
    let calls = DeadCornerCalls(survey, [unseen, others] + (effort.map { [$0] } ?? []), most: 5).calls
    let ways = DeadCornerCalls.Way.allCases.map { TableColumn($0.title, .number) }
    return PageTable(
      caption: DeadCornerCalls.title,
      columns: [
        TableColumn(Phrase("kind", zh: "类型")), TableColumn(Phrase("responsible body", zh: "责任单位")),
        TableColumn(Phrase("leader", zh: "包联领导")),
      ] + ways + [TableColumn(Phrase("most urgent", zh: "最紧迫"))],
      rows: calls.map { call in
        TableRow(
          [TableCell(call.kind.title), TableCell(call.owner), TableCell(call.leader ?? "—")]
            + call.counts.map { TableCell(grouped($0)) } + [TableCell(call.urgentZone)])
      })
  }

  private func worstTable(_ kind: ZoneKind) -> PageTable? {
    let zones = survey.zones.zones
    let spots = (unseen.spots + others.spots).filter { $0.zoneNumber.map { zones[$0].kind == kind } ?? false }
      .sorted { $0.priority != $1.priority ? $0.priority > $1.priority : $0.id < $1.id }.prefix(10)
    guard !spots.isEmpty else { return nil }
    return PageTable(
      caption: kind.title,
      columns: [
        TableColumn(Phrase("blind spot", zh: "盲区编号")), TableColumn(Phrase("zone", zh: "区域")),
        TableColumn(Phrase("cause", zh: "成因")), TableColumn(Phrase("area", zh: "面积"), .number),
        TableColumn(Phrase("last observed", zh: "上次检查")),
        TableColumn(Phrase("responsible body", zh: "责任单位")), TableColumn(Phrase("leader", zh: "包联领导")),
      ],
      rows: spots.map { spot in
        let zone = spot.zoneNumber.map { zones[$0] }
        return TableRow(
          [
            TableCell(spot.id), TableCell(zone?.name ?? zone?.id ?? "—"),
            TableCell(spot.cause.title, swatch: .area(.blindSpot(spot.cause))),
            TableCell(groundText(spot.area)),
            TableCell(spot.lastObserved.map(time.short) ?? "—"), TableCell(zone?.owner ?? "—"),
            TableCell(zone?.leader ?? "—"),
          ], target: spot.id)
      })
  }

  private func zoneTable(_ kind: ZoneKind, _ members: [Int]) -> PageTable {
    PageTable(
      caption: kind.title,
      columns: [
        TableColumn(Phrase("id", zh: "编号")), TableColumn(Phrase("name", zh: "名称")),
        TableColumn(Phrase("status", zh: "状态")), TableColumn(Phrase("last observed", zh: "上次检查")),
        TableColumn(Phrase("observations", zh: "检查次数"), .number),
        TableColumn(Phrase("findings", zh: "问题数"), .number),
        TableColumn(Phrase("coverage", zh: "覆盖率"), .number),
      ],
      rows: members.map { number in
        let zone = survey.zones.zones[number]
        let coverage = survey.coverage[number]
        return TableRow(
          [
            TableCell(zone.id), TableCell(zone.name ?? "—"), TableCell(coverage.freshness.title),
            TableCell(coverage.lastObserved.map(time.short) ?? "—"),
            TableCell(grouped(coverage.observations)),
            TableCell(grouped(coverage.findings)), TableCell(coverage.share),
          ], target: "zone-\(zone.id)")
      })
  }
}

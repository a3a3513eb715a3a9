internal import ZoneAnalysis
public import ZoneFormats
internal import ZoneGeometry
public import ZoneModel

extension ZoneRanking {
  /// Each zone of a class with its place and every figure behind it.
  public func outputLayer(_ options: OutputOptions, language: Language) throws -> OutputLayer {
    let datum = try OutputDatum(options.datum)
    let (zones, rows) = (zones, rows)
    return OutputLayer(
      name: "rank", count: rows.count,
      geometry: { datum.geometry(zones.zones[rows[$0].zone].boundary.geometry) },
      tables: zones.layers.map(\.properties),
      carried: {
        let row = zones.rows[rows[$0].zone]
        return OutputLayer.Carried(table: row.layer, row: row.row)
      },
      columns: zoneColumns
        + RankField.all.map { field in
          OutputLayer.Column(field.name) { field.value(rows[$0], self).property(in: language) }
        },
      members: members(options.time) + datum.members, isGeographic: datum.isGeographic,
      precision: options.precision)
  }

  private var zoneColumns: [OutputLayer.Column] {
    let rows = rows
    return zones.columns.map { column in
      OutputLayer.Column(column.name, replaces: true) { column.value(rows[$0].zone) }
    }
  }

  private func members(_ time: TimeText) -> [(name: String, value: PropertyValue)] {
    let compared: PropertyValue? = previous.map {
      switch $0.source {
      case .file(let path): .text(path)
      case .window(let window):
        .text([window.from, window.to].map { $0.map(time.text) ?? "" }.joined(separator: "/"))
      }
    }
    return [
      ("quarter", .maybe(quarter?.description)), ("from", .maybe(window.from.map(time.text))),
      ("to", .maybe(window.to.map(time.text))), ("per", .text(options.per.rawValue)),
      ("best", .integer(options.best)), ("worst", .integer(options.worst)),
      ("least_inspections", .integer(options.least)), ("serious_severity", .number(options.serious)),
      ("complaints", .text(options.countsComplaints ? "count" : "beside")),
      ("findings", .integer(roundFindings)), ("findings_in_no_zone", .integer(unplacedFindings)),
      ("compared_with", compared ?? .null), ("definition", .text(definition)),
    ]
  }

  /// The formulas behind the figures.
  public var definition: String {
    let events =
      options.per == .item
      ? "checklist items with a finding, each once a day"
      : "findings in the zone" + (options.countsComplaints ? "" : ", complaints not counted")
    let exposure =
      switch options.per {
      case .inspection:
        "inspections: recorded visits and tracks that saw the zone, and findings of a day and source without one as one"
      case .observation: "observations as in coverage, inspectors' findings included"
      case .area: "area in hectares"
      case .item: "checklist items looked at, each once a day"
      }
    return "rate = events ÷ exposure; events = \(events); exposure = \(exposure); "
      + "shrunk = w·rate + (1 − w)·mean of the class (Marshall 1991); limits are counts of events by chance alone "
      + (options.per == .item ? "(binomial)" : "(Poisson)")
  }
}

/// One figure of a row: its name in data and in sheets.
struct RankField {
  let name: String
  let title: Phrase
  let width: Double
  let value: (RankRow, ZoneRanking) -> Value

  enum Value {
    case text(String?)
    /// For people, and the word for programs.
    case word(Phrase, String)
    case phrase(Phrase?)
    case count(Int?)
    case number(Double?)

    func property(in language: Language) -> PropertyValue {
      switch self {
      case .text(let text): .maybe(text)
      case .word(_, let word): .text(word)
      case .phrase(let phrase): .maybe(phrase?.text(in: language))
      case .count(let count): count.map { .integer($0) } ?? .null
      case .number(let number): .maybe(number.map { rounded($0, to: 1e6) })
      }
    }

    func cell(in language: Language) -> SheetTable.Cell {
      switch self {
      case .text(let text): text.map { .text($0) } ?? .empty
      case .word(let phrase, _): .text(phrase.text(in: language))
      case .phrase(let phrase): phrase.map { .text($0.text(in: language)) } ?? .empty
      case .count(let count): count.map { .integer($0) } ?? .empty
      case .number(let number): number.map { .number(rounded($0, to: 1e6)) } ?? .empty
      }
    }
  }

  private init(
    _ name: String, _ title: Phrase, _ width: Double = 10,
    _ value: @escaping (RankRow, ZoneRanking) -> Value
  ) {
    self.name = name
    self.title = title
    self.width = width
    self.value = value
  }

  private static func word<Word: RawRepresentable<String>>(
    _ word: Word?, _ title: (Word) -> Phrase
  ) -> Value {
    word.map { .word(title($0), $0.rawValue) } ?? .text(nil)
  }

  static var all: [RankField] { place + figures + limits }

  private static var place: [RankField] {
    [
      RankField("class", Phrase("class", zh: "分类"), 16) { row, ranking in
        let found = ranking.classes[row.classNumber].class
        return .word(found.title, found.name)
      },
      RankField("list", Phrase("list", zh: "榜单"), 14) { row, _ in word(row.list, \.title) },
      RankField("list_place", Phrase("place on the list", zh: "榜上名次")) { row, _ in .count(row.listPlace) },
      RankField("status", Phrase("status", zh: "排名情况"), 18) { row, _ in word(row.status, \.title) },
      RankField("place", Phrase("place", zh: "名次")) { row, _ in .count(row.place) },
      RankField("places", Phrase("of", zh: "参排总数")) { row, ranking in
        .count(ranking.classes[row.classNumber].ranked)
      },
      RankField("decided_by", Phrase("decided by", zh: "名次依据"), 12) { row, _ in
        word(row.decidedBy, \.title)
      },
      RankField("previous_place", Phrase("place before", zh: "上期名次")) { row, _ in
        .count(row.previousPlace)
      },
      RankField("movement", Phrase("movement", zh: "名次变化")) { row, _ in .count(row.movement) },
      RankField("title", Phrase("title", zh: "称号"), 12) { row, _ in word(row.title, \.title) },
      RankField("title_reason", Phrase("reason", zh: "原因"), 30) { row, _ in .phrase(row.reason) },
    ]
  }

  private static var figures: [RankField] {
    [
      RankField("events", Phrase("events", zh: "计入问题数")) { row, _ in .count(row.events) },
      RankField("exposure", Phrase("exposure", zh: "分母")) { row, _ in .number(row.exposure) },
      RankField("rate", Phrase("rate", zh: "问题率")) { row, _ in .number(row.rate?.rate) },
      RankField("class_mean", Phrase("mean of the class", zh: "同类平均")) { row, ranking in
        .number(ranking.classes[row.classNumber].bayes.mean)
      },
      RankField("shrunk_rate", Phrase("shrunk rate", zh: "收缩后问题率")) { row, _ in
        .number(row.rate?.value)
      },
      RankField("shrink_weight", Phrase("weight", zh: "自身权重")) { row, _ in .number(row.rate?.weight) },
      RankField("findings", Phrase("findings", zh: "问题数")) { row, _ in .count(row.findings) },
      RankField("complaints", Phrase("complaints", zh: "其中投诉")) { row, _ in .count(row.complaints) },
      RankField("inspections", Phrase("inspections", zh: "检查次数")) { row, _ in .count(row.inspections) },
      RankField("severity_sum", Phrase("severities", zh: "严重程度合计")) { row, _ in .number(row.severity) },
      RankField("items_checked", Phrase("items checked", zh: "检查条目数")) { row, _ in
        .count(row.itemsChecked)
      },
      RankField("items_failed", Phrase("items failed", zh: "不合格条目数")) { row, _ in
        .count(row.itemsFailed)
      },
      RankField("score", Phrase("score of 100", zh: "得分（百分制）")) { row, _ in
        .number(row.score.map { ($0 * 100 + 1e-7).rounded(.down) / 100 })
      },
    ]
  }

  private static var limits: [RankField] {
    [
      RankField("expected", Phrase("expected", zh: "期望问题数")) { row, _ in .number(row.expected) },
      RankField("limit_95_low", Phrase("95 % low", zh: "95% 下限")) { row, _ in .count(row.warning?.lower) },
      RankField("limit_95_high", Phrase("95 % high", zh: "95% 上限")) { row, _ in .count(row.warning?.upper) },
      RankField("limit_998_low", Phrase("99.8 % low", zh: "99.8% 下限")) { row, _ in .count(row.alarm?.lower) },
      RankField("limit_998_high", Phrase("99.8 % high", zh: "99.8% 上限")) { row, _ in
        .count(row.alarm?.upper)
      },
      RankField("funnel", Phrase("against chance", zh: "与偶然波动相比"), 18) { row, _ in
        word(row.funnel, \.title)
      },
    ]
  }
}

internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneModel

extension ZoneRanking {
  /// The lists, what they rest on, titles lost, and what most zones fail.
  public var summary: [SummaryTable] {
    let lost = titleTable
    return [listTable, classTable] + (lost.rows.isEmpty ? [] : [lost]) + (losses.isEmpty ? [] : [lossTable])
  }

  private var round: Phrase {
    if let quarter { return Phrase("\(quarter)", zh: "\(quarter.year)年第\(quarter.number)季度") }
    let time = records.input.time
    guard window.isBounded else { return Phrase("the whole record", zh: "全部记录") }
    let (from, to) = (window.from.map(time.short) ?? "…", window.to.map(time.short) ?? "…")
    return Phrase("\(from) to before \(to)", zh: "\(from) 至 \(to) 之前")
  }

  private var listTable: SummaryTable {
    SummaryTable(
      key: "lists",
      title: Phrase("Red and black list, \(round.english)", zh: "红黑榜（\(round.chinese)）"),
      columns: [
        SummaryTable.Column("class", Phrase("class", zh: "分类")),
        SummaryTable.Column("list", Phrase("list", zh: "榜单")),
        SummaryTable.Column("list_place", Phrase("no.", zh: "名次"), isNumber: true),
        SummaryTable.Column("id", Phrase("id", zh: "编号")),
        SummaryTable.Column("name", Phrase("name", zh: "名称")),
        SummaryTable.Column("events", Phrase("events", zh: "问题"), isNumber: true),
        SummaryTable.Column("exposure", Phrase("÷ exposure", zh: "÷ 分母"), isNumber: true),
        SummaryTable.Column("rate", Phrase("rate", zh: "问题率"), isNumber: true),
        SummaryTable.Column("shrunk_rate", Phrase("shrunk", zh: "收缩后"), isNumber: true),
        SummaryTable.Column("funnel", Phrase("against chance", zh: "与偶然波动相比")),
        SummaryTable.Column("movement", Phrase("moved", zh: "升降"), isNumber: true),
        SummaryTable.Column("title", Phrase("title", zh: "称号")),
      ],
      rows: listed.map(listRow), notes: notes)
  }

  private func listRow(_ row: RankRow) -> [SummaryTable.Cell] {
    let zone = zones.zones[row.zone]
    let found = classes[row.classNumber].class
    let moved = row.movement.map { $0 > 0 ? "+\($0)" : $0 < 0 ? "−\(-$0)" : "0" } ?? "—"
    func word(_ title: Phrase?, _ word: String?) -> SummaryTable.Cell {
      SummaryTable.Cell(title ?? Phrase("—", zh: "—"), .maybe(word))
    }
    return [
      SummaryTable.Cell(found.title, .text(found.name)), word(row.list?.title, row.list?.rawValue),
      .count(row.listPlace ?? 0), .text(zone.id), .text(zone.name), .count(row.events),
      .figure(row.exposure, decimals: options.per == .area ? 2 : 0), .figure(row.rate?.rate),
      .figure(row.rate?.value), word(row.funnel?.title, row.funnel?.rawValue),
      SummaryTable.Cell(
        Phrase(moved, zh: moved), row.movement.map { .integer($0) } ?? .null),
      word(row.title?.title, row.title?.rawValue),
    ]
  }

  private var notes: [Phrase] {
    let unit = options.per.title
    let complaints = Phrase(
      options.countsComplaints ? "complaints count" : "complaints stand beside, they do not count",
      zh: options.countsComplaints ? "投诉计入" : "投诉另列，不计入")
    return [
      Phrase(
        "rate = findings \(unit.english); \(complaints.english); \(exposureWords.english)",
        zh: "问题率 = \(unit.chinese)的问题数；\(complaints.chinese)；\(exposureWords.chinese)"),
      Phrase(
        "shrunk = w·rate + (1 − w)·mean of the class: the fewer the inspections, the nearer to the mean (Marshall 1991)",
        zh: "收缩后 = w·问题率 + (1 − w)·同类平均：检查越少越接近平均（Marshall 1991）"),
      Phrase(
        "a place takes at least \(options.least) inspections; equal shrunk rates go by rate, severities, more inspections, then id",
        zh: "至少检查 \(options.least) 次方可排名；收缩后相同者依次比较问题率、严重程度、检查次数（多者在前）、编号"),
      Phrase(
        "red: not above the mean and without a finding of severity \(PropertyValue.text(of: options.serious)) or more; black: above the mean",
        zh: "红榜：不高于同类平均，且无严重程度 \(PropertyValue.text(of: options.serious)) 及以上的问题；黑榜：高于同类平均"),
      Phrase(
        "within chance: so many events are no surprise at the mean of the class (95 %)",
        zh: "在偶然波动内：按同类平均，该数量并不异常（95%）"),
    ]
  }

  private var exposureWords: Phrase {
    switch options.per {
    case .inspection:
      Phrase(
        "an inspection is a recorded visit or track; findings of a day and source without one are one",
        zh: "检查次数 = 有记录的到访或轨迹；当日无到访记录的，同日同来源的问题合计一次")
    case .observation:
      Phrase("observations as coverage counts them", zh: "检查记录数与覆盖率统计口径相同")
    case .area: Phrase("a zone's whole area counts", zh: "按区域总面积")
    case .item:
      Phrase("an item looked at counts once a day", zh: "同一条目每日计一次；问题数为当日不合格条目数")
    }
  }

  private var classTable: SummaryTable {
    SummaryTable(
      key: "classes", title: Phrase("What the places rest on", zh: "排名依据"),
      columns: [
        SummaryTable.Column("class", Phrase("class", zh: "分类")),
        SummaryTable.Column("zones", Phrase("zones", zh: "区域数"), isNumber: true),
        SummaryTable.Column("ranked", Phrase("ranked", zh: "参与排名"), isNumber: true),
        SummaryTable.Column("not_enough", Phrase("not enough evidence", zh: "检查不足"), isNumber: true),
        SummaryTable.Column("events", Phrase("events", zh: "问题"), isNumber: true),
        SummaryTable.Column("exposure", Phrase("÷ exposure", zh: "÷ 分母"), isNumber: true),
        SummaryTable.Column("mean", Phrase("mean", zh: "平均"), isNumber: true),
        SummaryTable.Column("variance", Phrase("variance V", zh: "方差 V"), isNumber: true),
        SummaryTable.Column("above", Phrase("above 95 %", zh: "高于 95% 界限"), isNumber: true),
        SummaryTable.Column("below", Phrase("below 95 %", zh: "低于 95% 界限"), isNumber: true),
      ],
      rows: classes.indices.map(classRow),
      notes: classNotes)
  }

  private var classNotes: [Phrase] {
    var notes = [
      Phrase(
        "\(roundFindings) findings lie in the round, \(unplacedFindings) of them in no zone ranked here; one in several zones counts in each",
        zh: "本期问题共 \(roundFindings) 个，其中 \(unplacedFindings) 个不在所列区域内；落在多个区域的，各区域均计入")
    ]
    if unclassed > 0 {
      notes.append(
        Phrase("\(unclassed) zones are of kinds that no class names", zh: "\(unclassed) 个区域的类型未列入任何分类"))
    }
    if classes.contains(where: { $0.bayes.mean != nil && $0.bayes.variance == 0 && $0.ranked > 0 }) {
      notes.append(
        Phrase(
          "V = 0: the rates of this class differ no more than by chance; its places say little",
          zh: "V = 0：该类各区域的差别不超过偶然波动，名次参考意义有限"))
    }
    return notes
  }

  private func classRow(_ number: Int) -> [SummaryTable.Cell] {
    let found = classes[number]
    // the mean's own two numbers: what has no exposure is not in it
    let mine = rows.filter { $0.classNumber == number && $0.exposure > 0 }
    func count(_ places: FunnelPlace...) -> SummaryTable.Cell {
      .count(mine.count { row in row.funnel.map(places.contains) ?? false })
    }
    return [
      SummaryTable.Cell(found.class.title, .text(found.class.name)), .count(found.zones),
      .count(found.ranked),
      .count(found.zones - found.ranked), .count(mine.reduce(0) { $0 + $1.events }),
      .figure(mine.map(\.exposure).sorted().reduce(0, +), decimals: options.per == .area ? 2 : 0),
      .figure(found.bayes.mean), .figure(found.bayes.mean.map { _ in found.bayes.variance }),
      count(.above, .farAbove), count(.below, .farBelow),
    ]
  }

  private var titleTable: SummaryTable {
    SummaryTable(
      key: "titles", title: Phrase("Titles revoked or withheld", zh: "撤销或暂不授予的“最优”称号"),
      columns: [
        SummaryTable.Column("id", Phrase("id", zh: "编号")),
        SummaryTable.Column("name", Phrase("name", zh: "名称")),
        SummaryTable.Column("title", Phrase("title", zh: "称号")),
        SummaryTable.Column("reason", Phrase("reason", zh: "原因")),
      ],
      rows: rows.filter { $0.title == .revoked || $0.title == .withheld }.map { row in
        [
          .text(zones.zones[row.zone].id), .text(zones.zones[row.zone].name),
          SummaryTable.Cell(row.title?.title ?? Phrase("", zh: ""), .maybe(row.title?.rawValue)),
          SummaryTable.Cell(row.reason ?? Phrase("—", zh: "—"), .maybe(row.reason?.english)),
        ]
      })
  }

  private var lossTable: SummaryTable {
    let all = losses.filter { $0.classNumber == nil }
    return SummaryTable(
      key: "lost_points",
      title: Phrase(
        "Lost points by item, the first \(min(10, all.count)) of \(all.count)",
        zh: "丢分点（共 \(all.count) 项，列前 \(min(10, all.count)) 项）"),
      columns: [
        SummaryTable.Column("item", Phrase("item", zh: "条目")),
        SummaryTable.Column("name", Phrase("name", zh: "名称")),
        SummaryTable.Column("points", Phrase("points", zh: "分值"), isNumber: true),
        SummaryTable.Column("zones_failing", Phrase("zones failing", zh: "不合格区域"), isNumber: true),
        SummaryTable.Column("zones_inspected", Phrase("of looked at", zh: "已检查区域"), isNumber: true),
        SummaryTable.Column("share", Phrase("share", zh: "占比"), isNumber: true),
        SummaryTable.Column("lost_points", Phrase("lost points", zh: "丢分"), isNumber: true),
      ],
      rows: all.prefix(10).map { loss in
        [
          .text(loss.item), .text(loss.name), .figure(loss.points, decimals: 1), .count(loss.failing),
          .count(loss.inspected), .share(loss.share), .figure(loss.lost, decimals: 1),
        ]
      },
      notes: [
        Phrase(
          "lost points = points of the item × zones with at least one finding of it; share = those zones ÷ zones inspected in the round",
          zh: "丢分 = 条目分值 × 发现该问题的区域数；占比 = 该区域数 ÷ 本期检查过的区域数")
      ])
  }
}

extension SummaryTable.Cell {
  /// A figure with fixed decimals; — where there is none.
  static func figure(_ value: Double?, decimals: Int = 3) -> SummaryTable.Cell {
    let text = value.map { String(value: $0, decimals: decimals) } ?? "—"
    return SummaryTable.Cell(Phrase(text, zh: text), .maybe(value.map { rounded($0, to: 1e6) }))
  }
}

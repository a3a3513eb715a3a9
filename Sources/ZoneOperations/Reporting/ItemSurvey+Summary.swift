internal import ZoneFormats
internal import ZoneModel

extension ItemSurvey {
  /// Item coverage by kind of zone and by item, each percentage with its two numbers.
  public func summary(items most: Int = 12) -> [SummaryTable] { [byKind, byItem(most: most)] }

  /// What the columns are, for people.
  static let meaning = [
    Phrase(
      "cells = zones × items that apply to their kind; looked at = looked for within the interval; coverage = looked at ÷ cells, rounded down",
      zh: "格 = 区域 × 适用项目；已查 = 在复查间隔内查看过该项目；覆盖率 = 已查 ÷ 格数，向下取整"),
    Phrase(
      "by ground: area within the radius of such looks ÷ area (half a look counts half); by weight: zone's × item's weight",
      zh: "按面积：查看半径内面积 ÷ 总面积（只看一半只算一半）；按权重：区域权重 × 项目权重"),
    Phrase(
      "an observation that names no item counts for none of them", zh: "未写明检查项目的记录不计入任何项目"),
  ]

  private static let figures = [
    SummaryTable.Column("cells", Phrase("cells", zh: "格数"), isNumber: true),
    SummaryTable.Column("live", Phrase("looked at", zh: "已查"), isNumber: true),
    SummaryTable.Column("coverage", Phrase("coverage", zh: "覆盖率"), isNumber: true),
    SummaryTable.Column("by_area", Phrase("by ground", zh: "按面积"), isNumber: true),
    SummaryTable.Column("by_weight", Phrase("by weight", zh: "按权重"), isNumber: true),
    SummaryTable.Column("fresh", Freshness.fresh.title, isNumber: true),
    SummaryTable.Column("due", Freshness.due.title, isNumber: true),
    SummaryTable.Column("overdue", Freshness.overdue.title, isNumber: true),
    SummaryTable.Column("never", Freshness.never.title, isNumber: true),
    SummaryTable.Column("expected_unseen", Phrase("expected unseen", zh: "预计未发现"), isNumber: true),
  ]

  private static func cells(_ tally: ItemTally) -> [SummaryTable.Cell] {
    let unseen = String(value: tally.expectedUnseen, decimals: 1)
    return [.count(tally.cells), .count(tally.live), .share(tally.share), .share(tally.shareByArea)]
      + [.share(tally.shareByWeight)]
      + Freshness.allCases.map { .count(tally.statuses[$0] ?? 0) }
      + [
        SummaryTable.Cell(Phrase(unseen, zh: unseen), .number(rounded(tally.expectedUnseen, to: 1000)))
      ]
  }

  var byKind: SummaryTable {
    var rows: [[SummaryTable.Cell]] = zones.byKind.map { kind, members in
      let mine = members.flatMap { cells(of: $0) }
      return [.kind(kind), .count(members.count)] + Self.cells(ItemTally(mine))
    }
    rows.append(
      [SummaryTable.Cell(Phrase("all", zh: "合计"), .text("all")), .count(zones.count)] + Self.cells(tally))
    return SummaryTable(
      key: "items_by_kind", title: Phrase("Items by kind of zone", zh: "各类区域的项目覆盖"),
      columns: [
        SummaryTable.Column("kind", Phrase("kind", zh: "类型")),
        SummaryTable.Column("zones", Phrase("zones", zh: "区域数"), isNumber: true),
      ] + Self.figures, rows: rows, notes: Self.meaning + [record, expectation])
  }

  /// What the observations say of items at all.
  private var record: Phrase {
    let looks = survey.observations.observations.count
    return Phrase(
      "\(grouped(generalLooks)) of \(grouped(looks)) observations name no item; \(grouped(strayLooks)) looks were at items that do not apply to the zone",
      zh: "\(grouped(looks)) 条检查记录中有 \(grouped(generalLooks)) 条未写明项目；另有 \(grouped(strayLooks)) 次查看的项目不适用于该区域")
  }

  /// What the expected problems rest on.
  private var expectation: Phrase {
    let head = survey.options.detection.head
    let rate = PropertyText.number(survey.options.detection.values(kind: .zone, item: nil).arrivals.perDay)
    return Phrase(
      "expected unseen: by a model with the parameters \"\(head.title)\" \(head.version), verified: \(head.verified) (else \(rate) new problems a day, item and zone); an order of urgency, not a count",
      zh: "预计未发现：按模型及参数“\(head.title)”\(head.version) 推算（默认每区域每项目每天新增 \(rate) 个，未经核实），仅供排序，不是计数")
  }

  /// - Parameter most: items shown at most, the least covered first.
  func byItem(most: Int) -> SummaryTable {
    let groups = Dictionary(grouping: cells, by: \.item).map { ($0, ItemTally($1)) }.sorted { a, b in
      let (x, y) = (a.1.share.value ?? 1, b.1.share.value ?? 1)
      return x != y ? x < y : a.0 < b.0
    }
    let rest = groups.count - min(most, groups.count)
    return SummaryTable(
      key: "items", title: Phrase("Items, the least covered first", zh: "各检查项目（覆盖率低的在前）"),
      columns: [
        SummaryTable.Column("item", Phrase("item", zh: "项目")),
        SummaryTable.Column("name", Phrase("name", zh: "名称")),
      ] + Self.figures,
      rows: groups.prefix(most).map { item, tally in
        let entry = checklist.items[item]
        return [.text(entry.code), SummaryTable.Cell(entry.name, .text(entry.name.chinese))]
          + Self.cells(tally)
      },
      notes: rest > 0 ? [Phrase("and \(rest) more items in the output", zh: "其余 \(rest) 个项目见输出文件")] : [])
  }

  /// The zones whose share of cells looked at is below a demanded one; zones without cells have none.
  public func below(_ share: Double) -> [Int] {
    zones.zones.indices.filter { ItemTally(cells(of: $0)).share.value.map { $0 < share } ?? false }
  }
}

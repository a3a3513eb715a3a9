public import ZoneFormats
public import ZoneModel

extension ZoneRanking {
  /// A workbook: the two lists, all zones, and lost points by item.
  public func sheets(in language: Language) -> [SheetTable] {
    let fields = RankField.all
    func table(_ name: Phrase, _ rows: [RankRow]) -> SheetTable {
      SheetTable(
        name: name.text(in: language),
        columns: [
          SheetTable.Column(Phrase("id", zh: "编号").text(in: language)),
          SheetTable.Column(Phrase("name", zh: "名称").text(in: language), width: 22),
          SheetTable.Column(Phrase("owner", zh: "责任单位").text(in: language), width: 22),
        ] + fields.map { SheetTable.Column($0.title.text(in: language), width: $0.width) },
        rows: rows.map { row in
          let zone = zones.zones[row.zone]
          return [.text(zone.id), cell(zone.name), cell(zone.owner)]
            + fields.map { $0.value(row, self).cell(in: language) }
        })
    }
    return [
      table(Phrase("Red and black list", zh: "红黑榜"), listed), table(Phrase("All zones", zh: "全部区域"), rows),
      lossSheet(in: language),
    ]
  }

  /// The rows on a list: class by class, red from the best, then black from the worst.
  var listed: [RankRow] {
    classes.indices.flatMap { number in
      RankList.allCases.flatMap { list in
        rows.filter { $0.classNumber == number && $0.list == list }
          .sorted { ($0.listPlace ?? 0) < ($1.listPlace ?? 0) }
      }
    }
  }

  private func cell(_ text: String?) -> SheetTable.Cell { text.map { .text($0) } ?? .empty }

  private func lossSheet(in language: Language) -> SheetTable {
    let titles = [
      Phrase("class", zh: "分类"), Phrase("item", zh: "条目"), Phrase("name", zh: "名称"),
      Phrase("points", zh: "分值"), Phrase("findings", zh: "问题数"), Phrase("zones failing", zh: "不合格区域数"),
      Phrase("zones looked at", zh: "已检查区域数"), Phrase("share", zh: "占比"), Phrase("lost points", zh: "丢分"),
    ]
    return SheetTable(
      name: Phrase("Lost points", zh: "丢分点").text(in: language),
      columns: titles.map { SheetTable.Column($0.text(in: language)) },
      rows: losses.map { loss in
        [
          .text(name(ofClass: loss.classNumber).text(in: language)), .text(loss.item), cell(loss.name),
          .number(loss.points), .integer(loss.findings), .integer(loss.failing), .integer(loss.inspected),
          loss.share.value.map { .share($0) } ?? .empty, .number(loss.lost),
        ]
      })
  }

  func name(ofClass number: Int?) -> Phrase {
    number.map { classes[$0].class.title } ?? Phrase("all classes", zh: "全部")
  }

  /// Lost points by item as rows without places.
  public var lossLayer: OutputLayer {
    let losses = losses
    let names = losses.map { $0.classNumber.map { classes[$0].class.name } }
    func column(_ name: String, _ value: @escaping (ItemLoss) -> PropertyValue) -> OutputLayer.Column {
      OutputLayer.Column(name) { value(losses[$0]) }
    }
    return OutputLayer(
      name: "items", count: losses.count, geometry: { _ in nil },
      columns: [
        OutputLayer.Column("class") { .maybe(names[$0]) }, column("item") { .text($0.item) },
        column("name") { .maybe($0.name) }, column("points") { .number($0.points) },
        column("findings") { .integer($0.findings) }, column("zones_failing") { .integer($0.failing) },
        column("zones_inspected") { .integer($0.inspected) },
        column("share") { .maybe($0.share.value.map { ($0 * 1e9).rounded(.down) / 1e9 }) },
        column("lost_points") { .number($0.lost) },
      ])
  }
}

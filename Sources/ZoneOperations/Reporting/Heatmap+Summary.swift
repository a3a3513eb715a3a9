internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneGeometry
public import ZoneModel

extension Heatmap {
  /// How much was counted and where it is most.
  public var summary: SummaryTable {
    let counts = cells.map(\.count)
    func row(_ title: Phrase, _ key: String, _ cell: SummaryTable.Cell) -> [SummaryTable.Cell] {
      [SummaryTable.Cell(title, .text(key)), cell]
    }
    let top = cells.max { $0.count != $1.count ? $0.count < $1.count : $0.id > $1.id }
    return SummaryTable(
      key: "heatmap", title: Phrase("Heatmap", zh: "热力图"),
      columns: [
        SummaryTable.Column("what", Phrase("what", zh: "项目")),
        SummaryTable.Column("value", Phrase("value", zh: "数值"), isNumber: true),
      ],
      rows: [
        row(
          options.isByZone ? Phrase("zones", zh: "区域") : Phrase("cells", zh: "网格"), "cells",
          .count(cells.count)),
        row(Phrase("points counted", zh: "计入的点"), "used", .count(used)),
        row(Phrase("points not counted", zh: "未计入的点"), "unused", .count(unused)),
        row(Phrase("sum of counts", zh: "计数合计"), "sum", .count(counts.reduce(0, +))),
        row(Phrase("highest count", zh: "最大计数"), "highest", .count(counts.max() ?? 0)),
        row(Phrase("there", zh: "最大值所在"), "highest_id", .text(top?.id)),
        row(Phrase("plane", zh: "平面坐标系"), "plane", .text(plane?.description)),
      ],
      notes: notes)
  }

  private var notes: [Phrase] {
    var notes: [Phrase] = []
    if options.isByZone {
      notes.append(
        Phrase(
          "a point in several zones counts in each, so the sum can exceed the points counted",
          zh: "落在多个区域内的点在每个区域各计一次，合计可能大于计入的点数"))
    }
    if options.measure == .rate {
      let blank = cells.count { $0.rate == nil }
      notes.append(
        Phrase(
          "rate = count ÷ observations; \(blank) of \(cells.count) have no observation and no rate (null)",
          zh: "问题率 = 计数 ÷ 检查记录数；\(cells.count) 个中有 \(blank) 个无检查记录，问题率为空"))
    }
    if options.smooths {
      notes.append(
        Phrase(
          "rate_smoothed: shrunk towards the mean of \(options.isByZone ? "the zone's kind" : "all cells"), further the fewer the observations (Marshall 1991)",
          zh: "rate_smoothed：向\(options.isByZone ? "同类区域" : "全部网格")平均收缩，检查越少收缩越多（Marshall 1991）"))
    }
    return notes
  }
}

extension ZoneSurvey {
  /// Everything that was left out, of all inputs.
  public var rejections: [Rejection] {
    zones.rejections + (findings?.rejections ?? []) + observations.rejections
  }
}

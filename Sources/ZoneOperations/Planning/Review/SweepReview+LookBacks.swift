internal import ZoneFormats
internal import ZoneModel

extension SweepReview {
  func count(_ result: ReviewedLookBack.Result) -> Int { lookBacks.count { $0.result == result } }

  /// Second looks for programs: how many of each result, then each of them.
  func lookBackMember(_ time: TimeText) -> String {
    let counts = ReviewedLookBack.Result.allCases.map { "\(JSONQuote.text($0.rawValue)):\(count($0))" }
    let list = lookBacks.map { one in
      "{\"id\":\(JSONQuote.text(one.lookBack.id)),\"item\":\(one.lookBack.item.map { JSONQuote.text($0) } ?? "null"),"
        + "\"stop\":\(JSONQuote.text(stops[one.stop].id)),\"closed\":\(JSONQuote.text(time.text(one.lookBack.closed))),"
        + "\"result\":\(JSONQuote.text(one.result.rawValue))}"
    }
    return
      "{\"planned\":\(lookBacks.count),\(counts.joined(separator: ",")),\"list\":[\(list.joined(separator: ","))]}"
  }

  /// Each second look with its result.
  func lookBackTable(_ time: TimeText) -> SummaryTable {
    let seen = count(.done) + count(.cameBack)
    return SummaryTable(
      key: "look_backs", title: Phrase("Second looks", zh: "回头看"),
      columns: [
        SummaryTable.Column("id", Phrase("finding", zh: "问题")),
        SummaryTable.Column("item", Phrase("item", zh: "项目")),
        SummaryTable.Column("closed", Phrase("closed", zh: "结案日期")),
        SummaryTable.Column("team", Phrase("team", zh: "小组")),
        SummaryTable.Column("result", Phrase("result", zh: "结果")),
      ],
      rows: lookBacks.map { one in
        [
          .text(one.lookBack.id), .text(one.lookBack.item),
          .text(String(time.text(one.lookBack.closed).prefix(10))), .text(stops[one.stop].team),
          SummaryTable.Cell(one.result.title, .text(one.result.rawValue)),
        ]
      },
      notes: [
        Phrase(
          "\(seen) of \(lookBacks.count) planned second looks were made, \(count(.cameBack)) of them found the problem again; a look counts when it names the item",
          zh:
            "计划回头看 \(lookBacks.count) 个，完成 \(seen) 个，其中反弹 \(count(.cameBack)) 个；检查记录写明该项目才算完成")
      ])
  }
}

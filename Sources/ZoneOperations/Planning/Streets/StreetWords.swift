internal import SweepPlanning
internal import ZoneFormats
internal import ZoneModel

extension StreetFigures {
  /// What the member `plan` says beside other objectives' figures.
  var members: [(String, PropertyValue)] {
    [
      ("walked_m", metres(walked)), ("required_m", metres(required)), ("swept_m", metres(swept)),
      ("dead_m", metres(dead)), ("streets", .integer(sweptStreets)), ("streets_in_all", .integer(streets)),
      ("roads", .integer(roads)), ("parts", .integer(parts)), ("method", .text(method)),
    ]
  }

  private func metres(_ value: Double) -> PropertyValue { .number(rounded(value, to: 100)) }
}

extension PlannedSweeps {
  /// What the walks come to, how far they can be from the shortest, and what they rest on.
  func streetWords(_ figures: StreetFigures) -> [Phrase] {
    guard figures.streets > 0 else {
      return [Phrase("nothing to walk: no road has blind ground", zh: "各道路均无盲区，无需巡查")]
    }
    return [
      share(figures), lengths(figures), bound(figures),
      Phrase(
        "ways: \(travel.words.english); \(grouped(iterations)) iterations, seed \(seed)",
        zh: "路程：\(travel.words.chinese)；迭代 \(grouped(iterations)) 次，随机种子 \(seed)"),
    ] + joins(figures)
  }

  private func share(_ figures: StreetFigures) -> Phrase {
    let part = Share(figures.swept, of: figures.required).percent
    let (which, chinese) =
      figures.walksAll ? ("every road", "全部道路") : ("the roads with blind ground", "有盲区的道路")
    return Phrase(
      "\(figures.sweptStreets) of \(figures.streets) streets between crossings, of \(figures.roads) roads (\(which)): \(lengthText(figures.swept)) of \(lengthText(figures.required)) (\(part)); blind ground seen: \(groundText(plannedGain)) of \(groundText(stops.ground)) (\(Share(plannedGain, of: stops.ground).percent))",
      zh:
        "\(figures.roads) 条道路（\(chinese)）共 \(figures.streets) 个路口间路段，安排 \(figures.sweptStreets) 个：\(lengthText(figures.swept))，共 \(lengthText(figures.required))（\(part)）；可查看盲区 \(groundText(plannedGain))，共 \(groundText(stops.ground))（\(Share(plannedGain, of: stops.ground).percent)）"
    )
  }

  private func lengths(_ figures: StreetFigures) -> Phrase {
    let part = Share(figures.dead, of: figures.walked).percent
    return Phrase(
      "\(lengthText(figures.walked)) walked in all: \(lengthText(figures.swept)) swept once, \(lengthText(figures.dead)) walked besides (\(part) of all)",
      zh:
        "总行程 \(lengthText(figures.walked))：各路段巡查一次 \(lengthText(figures.swept))，空行 \(lengthText(figures.dead))（占总行程 \(part)）"
    )
  }

  private func bound(_ figures: StreetFigures) -> Phrase {
    if figures.isOptimal {
      return Phrase(
        "nobody can walk these streets with less walking besides (proved by matching the odd crossings)",
        zh: "已证明（奇数路口匹配）：巡查这些路段，空行不可能更少")
    }
    guard figures.bound > 0, figures.walked > 0 else {
      return Phrase("no bound was proved", zh: "未能证明界")
    }
    // rounded up to a tenth of a percent, so that 0.0 % means optimal
    let tenths = Int(((figures.walked - figures.bound) / figures.walked * 1000).rounded(.up))
    let gap = "\(tenths / 10).\(tenths % 10) %"
    return Phrase(
      "these streets take \(lengthText(figures.bound)) at least, whoever walks them: at most \(gap) less than this plan (proved by matching the odd crossings)",
      zh: "已证明（奇数路口匹配）：巡查这些路段至少需要 \(lengthText(figures.bound))，最多比本方案短 \(gap)")
  }

  private func joins(_ figures: StreetFigures) -> [Phrase] {
    guard figures.parts > 1 else { return [] }
    return [
      Phrase(
        "the roads fall into \(figures.parts) parts that do not meet, bases among them; between these the way is taken straight",
        zh: "道路与出发地共有 \(figures.parts) 个互不相连的部分，其间按直线计算")
    ]
  }
}

internal import ZoneAnalysis
internal import ZoneMaps
internal import ZoneModel

extension HeatWords {
  /// The classes, highest first, what is zero and what nobody looked at, each with how many cells it has.
  func legend(_ classes: HeatClasses, _ kind: ZoneKind?) -> [LegendGroup] {
    var entries = classes.values.classes.indices.reversed().map { number in
      entry(classes.style(number), limits(classes, number), classes.ofClass[number].count, kind)
    }
    if !classes.zeros.isEmpty { entries.append(entry(.nothingFound, nothing, classes.zeros.count, kind)) }
    var groups = [LegendGroup(measured, entries)]
    if !classes.unseen.isEmpty {
      groups.append(LegendGroup(nil, [entry(.notLookedAt, unseen, classes.unseen.count, kind)]))
    }
    return groups
  }

  private func entry(
    _ style: MapStyle, _ text: Phrase, _ count: Int, _ kind: ZoneKind?
  ) -> LegendEntry {
    let counted = counted(count)
    return LegendEntry(
      kind == .road ? .line(style.asLine) : .area(style),
      Phrase("\(text.english) · \(counted.english)", zh: "\(text.chinese) · \(counted.chinese)"))
  }

  /// What is coloured as zero.
  var nothing: Phrase {
    switch map.options.measure {
    case .rate: Phrase("0: looked at, nothing found", zh: "0：查过，未发现问题")
    default: Phrase("0", zh: "0")
    }
  }

  /// What is hatched.
  var unseen: Phrase {
    switch map.options.measure {
    case .rate: Phrase("nobody looked: no rate", zh: "无人检查，无法计算")
    default: Phrase("nobody looked", zh: "无人检查")
    }
  }

  /// From where to where a class reaches: the lowest and the highest value in it, or the limits given.
  func limits(_ classes: HeatClasses, _ number: Int) -> Phrase {
    let one = classes.values.classes[number]
    if classes.isGiven { return given(one) }
    guard let range = one.range else { return Phrase(verbatim: "—") }
    let (low, high) = (HeatNumber.text(range.lowerBound), HeatNumber.text(range.upperBound))
    return Phrase(verbatim: low == high ? low : "\(low)–\(high)")
  }

  private func given(_ one: ValueClasses.Class) -> Phrase {
    // a class of counts is told by its first and its last number
    if map.counts {
      let low = max(1, (one.begin ?? 1).rounded(.up))
      guard let end = one.end else {
        return Phrase("\(HeatNumber.text(low)) and more", zh: "\(HeatNumber.text(low)) 及以上")
      }
      let high = end.rounded(.up) - 1
      return Phrase(
        verbatim: high < low
          ? "—" : high == low ? HeatNumber.text(low) : "\(HeatNumber.text(low))–\(HeatNumber.text(high))")
    }
    switch (one.begin.map(HeatNumber.text), one.end.map(HeatNumber.text)) {
    case (nil, let end?): return Phrase("above 0, under \(end)", zh: "大于 0、不足 \(end)")
    case (let begin?, let end?): return Phrase("\(begin) to under \(end)", zh: "\(begin) 至不足 \(end)")
    case (let begin?, nil): return Phrase("\(begin) and more", zh: "\(begin) 及以上")
    case (nil, nil): return Phrase("above 0", zh: "大于 0")
    }
  }
}

internal import ZoneAnalysis
internal import ZoneModel

/// Turns the tallies of a round into places.
struct RankBuilder {
  let records: RankRecords
  let classes: [RankClass]
  let points: ItemPoints

  private var options: RankOptions { records.options }

  /// The zones of a class; a kind that two classes name is ranked in the first.
  func members(_ number: Int) -> [Int] {
    let earlier = Set(classes[..<number].flatMap(\.kinds))
    let kinds = Set(classes[number].kinds).subtracting(earlier)
    return records.zones.zones.indices.filter { kinds.contains(records.zones.zones[$0].kind) }
  }

  /// All rows, class by class.
  func rows(_ tallies: [ZoneTally]) -> (classes: [RankedClass], rows: [RankRow]) {
    var ranked: [RankedClass] = []
    var all: [RankRow] = []
    for number in classes.indices {
      var rows = members(number).map { row($0, number, tallies[$0]) }
      let bayes = EmpiricalBayes(
        events: rows.map { Double($0.events) }, exposures: rows.map(\.exposure), options.per.events)
      for i in rows.indices { judge(&rows[i], bayes) }
      place(&rows)
      list(&rows, bayes)
      all += sorted(rows)
      ranked.append(
        RankedClass(
          class: classes[number], zones: rows.count, ranked: rows.count { $0.place != nil }, bayes: bayes))
    }
    return (ranked, all)
  }

  private func row(_ zone: Int, _ number: Int, _ tally: ZoneTally) -> RankRow {
    var row = RankRow(zone: zone, classNumber: number)
    row.findings = tally.findings.count
    row.complaints = tally.complaints
    row.inspections = tally.inspections
    row.itemsChecked = tally.checks.count
    row.itemsFailed = tally.checks.values.count { $0 }
    row.score = score(tally)
    row.severity = tally.severity
    row.serious = records.worst(of: tally.events.filter { records.marks[$0].severity >= options.serious })
    row.events = options.per == .item ? row.itemsFailed : tally.events.count
    switch options.per {
    case .inspection, .observation: row.exposure = Double(tally.inspections)
    // to the square centimetre, so that no last digit of a projection moves a place
    case .area: row.exposure = rounded(records.zones.areas[zone] / 10_000, to: 1e8)
    case .item: row.exposure = Double(tally.checks.count)
    }
    return row
  }

  private func score(_ tally: ZoneTally) -> Double? {
    // summed in a fixed order: a dictionary has none
    let checks = tally.checks.map { (points.points(of: $0.key.item), $0.value) }
      .sorted { $0.0 < $1.0 }
    let all = checks.reduce(0) { $0 + $1.0 }
    guard all > 0 else { return nil }
    return 100 * (1 - checks.filter(\.1).reduce(0) { $0 + $1.0 } / all)
  }

  /// The rate of a zone, and what chance alone would give.
  private func judge(_ row: inout RankRow, _ bayes: EmpiricalBayes) {
    row.rate = bayes.shrunk(events: Double(row.events), exposure: row.exposure)
    row.status = row.rate != nil && row.inspections >= options.least ? .ranked : .notEnoughEvidence
    guard let mean = bayes.mean, row.exposure > 0 else { return }
    let expected = mean * row.exposure
    guard expected <= 1e9 else { return }
    let chance: CountDistribution =
      options.per == .item
      ? .binomial(trials: Int(row.exposure), share: min(1, mean)) : .poisson(mean: expected)
    let (warning, alarm) = (FunnelLimits.warning(chance), FunnelLimits.alarm(chance))
    row.expected = expected
    row.warning = warning
    row.alarm = alarm
    row.funnel = FunnelPlace(row.events, warning: warning, alarm: alarm)
  }

  private func place(_ rows: inout [RankRow]) {
    let ranked = rows.indices.filter { rows[$0].status == .ranked }
    let places = FairOrder.places(
      ranked.map { i in
        RankedRate(
          id: records.zones.zones[rows[i].zone].id, shrunk: rows[i].rate?.value ?? 0,
          rate: rows[i].rate?.rate ?? 0, severity: rows[i].severity / rows[i].exposure,
          inspections: rows[i].inspections)
      })
    for (place, found) in places.enumerated() {
      rows[ranked[found.index]].place = place + 1
      rows[ranked[found.index]].decidedBy = found.decidedBy
    }
  }

  /// Who is better than the mean and has nothing serious may be praised, who is worse may be blamed: a small
  /// class does not put one zone on both lists.
  private func list(_ rows: inout [RankRow], _ bayes: EmpiricalBayes) {
    guard let mean = bayes.mean else { return }
    let order = rows.indices.filter { rows[$0].place != nil }
      .sorted { (rows[$0].place ?? 0) < (rows[$1].place ?? 0) }
    let good = order.filter { (rows[$0].rate?.rate ?? 0) <= mean }
    var praised = 0
    for i in good where praised < options.best {
      if rows[i].serious != nil {
        rows[i].title = .withheld
        continue
      }
      praised += 1
      rows[i].list = .red
      rows[i].listPlace = praised
    }
    let bad = order.reversed().filter { (rows[$0].rate?.rate ?? 0) > mean }
    for (k, i) in bad.prefix(options.worst).enumerated() {
      rows[i].list = .black
      rows[i].listPlace = k + 1
    }
  }

  private func sorted(_ rows: [RankRow]) -> [RankRow] {
    let zones = records.zones.zones
    return rows.sorted { a, b in
      let (first, second) = (a.place ?? Int.max, b.place ?? Int.max)
      if first != second { return first < second }
      return zones[a.zone].id.unicodeScalars.lexicographicallyPrecedes(zones[b.zone].id.unicodeScalars)
    }
  }
}

extension RankRecords {
  /// The finding to name among several: the most severe, then the earliest, then by id.
  fileprivate func worst(of numbers: [Int]) -> Int? {
    numbers.min { a, b in
      let (first, second) = (marks[a], marks[b])
      if first.severity != second.severity { return first.severity > second.severity }
      let (early, late) = (first.time ?? .infinity, second.time ?? .infinity)
      if early != late { return early < late }
      return (findings?.text("id", a) ?? "") < (findings?.text("id", b) ?? "")
    }
  }
}

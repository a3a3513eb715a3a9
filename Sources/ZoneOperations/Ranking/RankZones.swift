internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneModel

/// Ranks zones within their classes by their rate of findings.
///
/// - Throws: `Problem` when an input cannot be used at all, or no zone is in any class.
public func rankZones(
  _ input: InputOptions, _ options: RankOptions, reporter: Reporter = .silent
) throws -> ZoneRanking {
  let points = try options.points.map { try readPoints($0, reporter: reporter) } ?? ItemPoints()
  let previous = try options.previous.map { try PreviousRound(reading: $0, input.reading) }
  let records = try RankRecords(input, options, reporter: reporter)
  let (window, quarter) = records.round()
  var ranking = ZoneRanking(
    zones: records.zones, options: options, window: window, quarter: quarter, records: records)
  ranking.rejections = records.rejections
  let classes = try records.classes()
  let order = RankBuilder(records: records, classes: classes, points: points)
  let tallies = try records.tally(window)
  (ranking.classes, ranking.rows) = order.rows(tallies)
  ranking.unclassed = records.zones.count - ranking.rows.count
  (ranking.roundFindings, ranking.unplacedFindings) = records.placed(
    in: Set(ranking.rows.map(\.zone)), window)
  ranking.previous =
    try previous
    ?? (quarter?.previous.window(in: input.time) ?? window.before).map { window in
      PreviousRound(window, of: order.rows(try records.tally(window)).rows, records.zones)
    }
  ranking.settleTitles()
  ranking.losses = order.losses(tallies)
  records.tellTimeless(window, reporter)
  records.tellUnrecordedVisits(reporter)
  return ranking
}

extension TimeWindow {
  /// As long a window that ends where this one begins; `nil` when this one has no two ends.
  fileprivate var before: TimeWindow? {
    guard let from, let to else { return nil }
    return TimeWindow(from: from - (to - from), to: from)
  }
}

extension RankRecords {
  /// The window that is ranked, and its name.
  fileprivate func round() -> (TimeWindow, Quarter?) {
    switch options.period {
    case .window(let window): return (window, nil)
    case .quarter(let quarter): return (quarter.window(in: input.time), quarter)
    case .newestQuarter:
      let quarter = newest.flatMap { Quarter(containing: $0, in: input.time) }
      return (quarter?.window(in: input.time) ?? .always, quarter)
    }
  }

  /// The classes asked for, else one a kind.
  fileprivate func classes() throws -> [RankClass] {
    guard !options.classes.isEmpty else {
      return zones.byKind.map { RankClass(name: $0.kind.rawValue, kinds: [$0.kind]) }
    }
    let kinds = Set(zones.zones.map(\.kind))
    guard options.classes.contains(where: { $0.kinds.contains(where: kinds.contains) }) else {
      let known = zones.byKind.map(\.kind.rawValue).joined(separator: ", ")
      throw Problem(
        .badData, Phrase("no zone is of a kind that a class names", zh: "没有任何区域属于所列分类"),
        hint: Phrase("kinds in the data: \(known)", zh: "数据中的类型：\(known)"))
    }
    return options.classes
  }

  /// The findings of a window, and how many of them lie in none of these zones.
  fileprivate func placed(in zones: Set<Int>, _ window: TimeWindow) -> (all: Int, outside: Int) {
    let mine = marks.indices.filter { marks[$0].lies(in: window) }
    let outside = mine.count { i in !(hits?[i].contains { zones.contains(Int($0)) } ?? false) }
    return (mine.count, outside)
  }

  /// Where only findings are written down, nobody knows how often nothing was found.
  fileprivate func tellUnrecordedVisits(_ reporter: Reporter) {
    guard observations.observations.count == observations.fromFindings, options.per != .area else { return }
    reporter.notice(
      Notice(
        Phrase(
          "no visits are recorded, so inspections that found nothing are missing and rates are too high",
          zh: "没有到访记录，未发现问题的检查未计入，问题率偏高"),
        hint: Phrase("name them: --observations FILE", zh: "请用 --observations 指定检查记录")))
  }

  fileprivate func tellTimeless(_ window: TimeWindow, _ reporter: Reporter) {
    let (findings, looks) = timeless
    guard window.isBounded, findings + looks > 0 else { return }
    reporter.notice(
      Notice(
        Phrase(
          "\(findings) findings and \(looks) observations state no time and count in no round",
          zh: "\(findings) 个问题点和 \(looks) 条检查记录没有时间，不计入任何一期"),
        hint: Phrase("add their times", zh: "请补充时间")))
  }
}

/// Reads what failed items cost.
private func readPoints(_ path: String, reporter: Reporter) throws -> ItemPoints {
  let decoded = try TextEncoding.decodeToUTF8(ByteStorage.read(path: path), named: nil, file: path)
  decoded.notices.forEach(reporter.notice)
  let (table, rejections) = try ItemPoints.reading(Array(decoded.text.bytes), file: path)
  guard table.count > 0 else {
    throw Problem(
      .badData, rejections.first?.reason ?? Phrase("no row can be used", zh: "没有可用的行"),
      at: Phrase(path, zh: path))
  }
  for rejection in rejections.prefix(20) {
    let line = rejection.line ?? rejection.record
    reporter.notice(
      Notice(rejection.reason, at: Phrase("\(path), line \(line)", zh: "\(path)，第 \(line) 行")))
  }
  return table
}

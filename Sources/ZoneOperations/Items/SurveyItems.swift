internal import ZoneAnalysis
internal import ZoneGeometry
public import ZoneModel

/// When every item of the checklist was last looked at in every zone it applies to.
public struct ItemSurvey: Sendable {
  public var survey: ZoneSurvey
  /// Zone by zone, in the checklist's order within one: the countable denominator.
  public var cells: [ItemCell] = []
  /// Where each zone's cells begin, and one past the last.
  var starts: [Int] = [0]
  /// Per zone: who looked for what.
  var looks: [ZoneLooks] = []
  /// Observations that name no item: they count for none.
  public var generalLooks = 0
  /// Codes that observations name and the checklist does not have, with the number of observations; most first.
  public var unknownCodes: [(code: String, count: Int)] = []
  /// Looks at items that do not apply to the zone's kind.
  public var strayLooks = 0
  /// Kinds of zone for which the checklist has no item.
  public var kindsWithoutItems: [ZoneKind] = []

  public var checklist: Checklist { survey.options.checklist }
  public var zones: ZoneSet { survey.zones }
  public func cells(of zone: Int) -> ArraySlice<ItemCell> { cells[starts[zone]..<starts[zone + 1]] }
  public var tally: ItemTally { ItemTally(cells) }
}

/// Who looked for what in one zone.
struct ZoneLooks: Sendable {
  private(set) var looks: [ItemLook] = []
  /// By number of the item: numbers of the looks, ascending.
  private var byItem: [Int: [Int]] = [:]

  mutating func append(_ look: ItemLook) {
    for item in look.items { byItem[item, default: []].append(looks.count) }
    looks.append(look)
  }

  mutating func setEffort(_ effort: Double, of look: Int) { looks[look].effort = effort }

  /// The looks at an item.
  func at(_ item: Int) -> [ItemLook] { (byItem[item] ?? []).map { looks[$0] } }

  /// Numbers of the looks at a cell's item that are not older than its interval.
  func recent(_ cell: ItemCell, asOf: Instant) -> [Int] {
    let since = asOf - cell.intervalDays * 86_400
    return (byItem[cell.item] ?? []).filter { number in looks[number].time.map { $0 >= since } ?? false }
  }
}

/// One observation of a zone that names items which apply there.
struct ItemLook: Sendable {
  /// Number among the zone's sightings.
  var sighting: Int
  /// Numbers of the items, ascending.
  var items: [Int]
  /// `nil` when it is not known.
  var time: Instant?
  /// Square metres.
  var effort: Double
}

/// Measures what was looked for in every zone of a survey.
///
/// - Parameter project: a project file whose ledger tells of relapses.
/// - Throws: `Problem`.
public func surveyItems(
  _ survey: ZoneSurvey, project: String? = nil, reporter: Reporter = .silent
) throws -> ItemSurvey {
  var result = ItemSurvey(survey: survey)
  let named = NamedItems(survey.observations.observations, survey.options.checklist)
  result.generalLooks = named.general
  result.unknownCodes = named.unknown
  let relapses = try RelapseTimes(survey, project: project)
  let sights = try itemSights(survey, named, relapses, reporter)
  result.looks = sights.map(\.looks)
  result.strayLooks = sights.reduce(0) { $0 + $1.stray }
  result.kindsWithoutItems = survey.zones.byKind.map(\.kind).filter {
    survey.options.checklist.items(of: $0).isEmpty
  }
  for sight in sights {
    result.cells += sight.cells
    result.starts.append(result.cells.count)
  }
  try addUnseen(to: &result)
  notices(of: result).forEach(reporter.notice)
  return result
}

/// What the observations name, as numbers in the checklist.
struct NamedItems: Sendable {
  /// Per observation, ascending.
  private(set) var items: [[Int]] = []
  private(set) var general = 0
  private(set) var unknown: [(code: String, count: Int)] = []

  init(_ observations: [Observation], _ checklist: Checklist) {
    var numbers: [String: Int?] = [:]
    var missing: [String: Int] = [:]
    for observation in observations {
      if observation.items.isEmpty, observation.access == .granted { general += 1 }
      var mine: Set<Int> = []
      for code in observation.items {
        let number = numbers[code] ?? checklist.number(of: code)
        numbers[code] = .some(number)
        if let number { mine.insert(number) } else { missing[code, default: 0] += 1 }
      }
      items.append(mine.sorted())
    }
    unknown = missing.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.map { ($0, $1) }
  }
}

/// Goes through the zones, plane by plane.
private func itemSights(
  _ survey: ZoneSurvey, _ named: NamedItems, _ relapses: RelapseTimes, _ reporter: Reporter
) throws -> [ItemSight] {
  var sights = [ItemSight?](repeating: nil, count: survey.zones.count)
  var before = 0
  for group in survey.zones.groups {
    let workers = Workers(threads: survey.options.threads) {
      ItemSurveyor(survey, named, relapses, plane: try Plane(group.plane))
    } work: { surveyor, number in
      try surveyor.look(at: group.zones[number])
    }
    let found = try workers.results(group.zones.count) { done in
      reporter.progress(
        Progress(Phrase("looking through items", zh: "核对检查项目"), done: before + done, of: survey.zones.count))
    }
    for (zone, sight) in zip(group.zones, found) { sights[zone] = sight }
    before += group.zones.count
  }
  return sights.compactMap(\.self)
}

/// Expected unseen problems of every cell, by the looks in the order of time.
private func addUnseen(to result: inout ItemSurvey) throws {
  guard let begin = result.survey.begin, let asOf = result.survey.asOf else { return }
  let checklist = result.checklist
  var looks = Looks(items: checklist.items.count)
  for (zone, mine) in result.looks.enumerated() {
    let area = result.survey.coverage[zone].area
    for look in mine.looks {
      guard let time = look.time, area > 0 else { continue }
      looks.append(
        zone: zone, time: time, factor: look.effort / area, set: looks.set(of: look.items))
    }
  }
  var board = ItemBoard(result.survey, begin: min(begin, looks.oldest ?? begin))
  let late = board.add(looks)
  precondition(late.isEmpty, "a new board knows no look")
  for zone in result.looks.indices {
    for (cell, at) in zip(board.range(of: zone), result.starts[zone]..<result.starts[zone + 1]) {
      result.cells[at].expectedUnseen = board.unseen(cell, of: zone, at: asOf)
    }
  }
}

extension ItemBoard {
  /// The board of a survey, without looks.
  init(_ survey: ZoneSurvey, begin: Instant) {
    let (checklist, detection) = (survey.options.checklist, survey.options.detection)
    var numbers: [ZoneKind: Int] = [:]
    var rules: [[Rule]] = []
    let kinds = survey.zones.zones.map { zone in
      if let known = numbers[zone.kind] { return known }
      numbers[zone.kind] = rules.count
      rules.append(
        checklist.items(of: zone.kind).map { item in
          let values = detection.values(kind: zone.kind, item: checklist.items[item].code)
          return Rule(item: item, arrivals: values.arrivals, sweep: values.sweep)
        })
      return rules.count - 1
    }
    self.init(kinds: kinds, rules: rules, items: checklist.items.count, begin: begin)
  }
}

/// What should be said about looks that count for nothing.
private func notices(of result: ItemSurvey) -> [Notice] {
  var notices: [Notice] = []
  if let first = result.unknownCodes.first {
    let some = result.unknownCodes.prefix(5).map(\.code).joined(separator: ", ")
    let looks = result.unknownCodes.reduce(0) { $0 + $1.count }
    notices.append(
      Notice(
        Phrase(
          "\(result.unknownCodes.count) codes are not in the checklist (\(some)); \(looks) looks at them count for nothing",
          zh: "\(result.unknownCodes.count) 个代码不在检查项目表中（\(some)），相应的 \(looks) 次查看不计"),
        hint: Phrase(
          "add \(first.code) to a checklist of your own: --checklist FILE (zonesweep ledger table checklist prints one to begin with)",
          zh: "请在自己的检查项目表中加入 \(first.code)：--checklist 文件（zonesweep ledger table checklist 可输出模板）")))
  }
  notices += [strangeKinds(of: result), strangeItems(of: result)].compactMap(\.self)
  if !result.kindsWithoutItems.isEmpty {
    let kinds = result.kindsWithoutItems.map(\.rawValue).joined(separator: ", ")
    notices.append(
      Notice(
        Phrase(
          "the checklist has no item for these kinds of zone: \(kinds)", zh: "检查项目表中没有适用于以下类型的项目：\(kinds)"),
        hint: Phrase("give rows the kind, or *", zh: "请在“适用类型”中加入该类型或 *")))
  }
  return notices
}

/// Words for kinds that neither the program nor any zone knows, in the checklist.
private func strangeKinds(of result: ItemSurvey) -> Notice? {
  let known = Checklist.knownKinds.union(result.zones.byKind.map(\.kind))
  var counts: [String: Int] = [:]
  for case .only(let kinds) in result.checklist.items.map(\.kinds) {
    for kind in Set(kinds) where !known.contains(kind) { counts[kind.rawValue, default: 0] += 1 }
  }
  guard !counts.isEmpty else { return nil }
  let words = counts.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
  let here = result.zones.byKind.map(\.kind.rawValue).joined(separator: ", ")
  return Notice(
    Phrase(
      "the checklist has items for kinds that no zone here has: \(words); they count for none",
      zh: "检查项目表中有此处区域没有的类型：\(words)；相应项目不计"),
    hint: Phrase(
      "kinds here: \(here); correct the words where they are misspelt", zh: "此处的类型：\(here)；如有笔误请更正"))
}

/// Items of the detection parameters that the checklist does not have: their rows count for nothing.
private func strangeItems(of result: ItemSurvey) -> Notice? {
  var seen: Set<String> = []
  let codes = result.survey.options.detection.rows.compactMap(\.item).filter {
    result.checklist.number(of: $0) == nil && seen.insert($0).inserted
  }
  guard !codes.isEmpty else { return nil }
  let some = codes.prefix(5).joined(separator: ", ") + (codes.count > 5 ? " …" : "")
  return Notice(
    Phrase(
      "the detection parameters have rows for items that the checklist does not have: \(some)",
      zh: "发现概率参数中有检查项目表没有的项目：\(some)"),
    hint: Phrase("write the codes as the checklist has them", zh: "请按检查项目表填写代码"))
}

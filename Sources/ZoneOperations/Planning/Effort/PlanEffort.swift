internal import SweepPlanning
internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneModel

/// Shares out team hours among zones by what each is expected to hold unseen.
///
/// - Parameters:
///   - input: `nil`: the table alone says what there is.
/// - Throws: `Problem` when an input cannot be used, or nothing says how many hours there are.
public func planEffort(
  _ input: InputOptions?, _ survey: SurveyOptions, _ options: EffortOptions, reporter: Reporter = .silent
) throws -> EffortPlan {
  let (hours, source) = try hours(input, options, reporter)
  let given = try options.table.map { try EffortTable($0, reporter) }
  let times = try options.serviceTimes.map { try readServiceTimes($0, reporter: reporter) } ?? .usual
  var shares: [EffortShare]
  var surveyed: ZoneSurvey?
  if let input {
    let seen = try surveyZones(input, survey, reporter: reporter)
    let items = try surveyItems(seen, project: input.projectPath, reporter: reporter)
    surveyed = seen
    shares = EffortRates(items, times).shares(options.kinds)
    given?.put(into: &shares).map(reporter.notice)
  } else {
    shares = given?.shares ?? []
  }
  let (unseen, rates) = (shares.map(\.unseen), shares.map(\.rate))
  let allocation: EffortAllocation
  do { allocation = try EffortAllocation(unseen: unseen, rates: rates, time: hours) } catch {
    throw Problem(.badData, error.what, hint: error.hint)
  }
  for number in shares.indices { shares[number].hours = allocation.times[number] }
  let certificate = allocation.certificate(unseen: unseen, rates: rates, time: hours)
  guard certificate.holds() else { throw broken }
  return EffortPlan(
    shares: shares, hours: hours, allocation: allocation, certificate: certificate, survey: surveyed,
    source: source, isGiven: input == nil)
}

private let broken = Problem(
  .internal, Phrase("the certificate of the allocation does not hold", zh: "分配方案的最优性证明不成立"),
  hint: Phrase("this is a fault of the program; please report it", zh: "这是程序错误，请报告"))

/// The hours there are, and who says so.
private func hours(
  _ input: InputOptions?, _ options: EffortOptions, _ reporter: Reporter
) throws -> (Double, Phrase) {
  if let hours = options.hours { return (hours, Phrase("given with --hours", zh: "由 --hours 指定")) }
  guard
    let teams = try options.teams.map({ try loadTeams($0, notice: reporter.notice) }) ?? input?.projectTeams()
  else {
    throw Problem(
      .usage, Phrase("nothing says how many team hours there are", zh: "未说明可用的小组工时"),
      hint: Phrase(
        "add --hours N, or --teams FILE for their working hours", zh: "请加 --hours 小时数，或以 --teams 文件的班次计"))
  }
  let seconds = teams.reduce(0) { sum, team in
    let time = WorkingTime(breaks: team.breaks)
    return sum + time.worked(at: team.shift.upperBound) - time.worked(at: team.shift.lowerBound)
  }
  return (
    seconds / 3600,
    Phrase("the shifts of \(teams.count) teams without breaks", zh: "\(teams.count) 个小组的班次（不含休息）")
  )
}

/// What zones hold unseen, and how fast a team finds it.
///
/// A team that walks at v metres an hour and sees r metres to both sides looks at 2·r·v square metres an hour (of a
/// road no wider than it is): w = effective share of the width × that ÷ area, so that w·t is the coverage factor of t
/// hours of random search.
struct EffortRates {
  private let items: ItemSurvey
  private let times: ServiceTimes

  init(_ items: ItemSurvey, _ times: ServiceTimes) {
    self.items = items
    self.times = times
  }

  func shares(_ kinds: [ZoneKind]?) -> [EffortShare] {
    let zones = items.zones.zones
    let isAllStreets = zones.allSatisfy { $0.kind == .street }
    return zones.indices.filter { number in
      kinds.map { $0.contains(zones[number].kind) } ?? (isAllStreets || zones[number].kind != .street)
    }.map { number in
      EffortShare(
        id: zones[number].id, zone: number,
        unseen: items.cells(of: number).reduce(0) { $0 + $1.expectedUnseen }, rate: rate(number))
    }
  }

  private func rate(_ number: Int) -> Double {
    let (zone, coverage) = (items.zones.zones[number], items.survey.coverage[number])
    guard coverage.area > 0 else { return 0 }
    var width = 2 * items.survey.radius
    if case .road(_, let own) = zone.boundary { width = min(width, own) }
    return coverage.sweep * width * times[zone.kind].walkingSpeed * 3600 / coverage.area
  }
}

/// A table of what zones hold unseen and how fast it is found.
struct EffortTable {
  private(set) var shares: [EffortShare] = []
  private let path: String

  private static let hint = Phrase(
    "the columns are id, unseen (problems expected) and rate (per hour), numbers from 0 to 1e100",
    zh: "列应为 编号、未发现问题（预期数）、发现率（每小时），数值在 0 到 1e100 之间")

  /// A row that makes no sense is left out and told.
  ///
  /// - Throws: `Problem`: `.inputMissing`, or `.badData` where no row can be used.
  init(_ path: String, _ reporter: Reporter) throws {
    self.path = path
    let layer = try PlainTable.read(path, ReadingOptions())
    var seen: Set<String> = []
    var rejections: [Rejection] = []
    for row in 0..<layer.count {
      do throws(BadRow) {
        let share = try Self.share(layer, row)
        guard seen.insert(share.id).inserted else {
          throw BadRow(Phrase("\(share.id) stands twice", zh: "编号 \(share.id) 重复"))
        }
        shares.append(share)
      } catch {
        rejections.append(Rejection(file: path, record: row + 1, reason: error.reason, hint: Self.hint))
      }
    }
    if layer.count == 0 {
      throw Problem(
        .badData, Phrase("the table has no row", zh: "表中没有记录"), at: Phrase(path, zh: path), hint: Self.hint)
    }
    try tell(rejections, of: path, isEmpty: shares.isEmpty, reporter)
  }

  private struct BadRow: Error {
    let reason: Phrase

    init(_ reason: Phrase) { self.reason = reason }
  }

  private static func share(_ layer: Layer, _ row: Int) throws(BadRow) -> EffortShare {
    func value(_ names: [String]) -> String? {
      names.lazy.compactMap { layer.properties.value($0, at: row).text }.first { !$0.isEmpty }
    }
    func number(_ names: [String]) throws(BadRow) -> Double {
      guard let text = value(names), let number = Double(text), number >= 0, number < 1e100 else {
        let found = value(names)
        throw BadRow(Phrase("\(names[0]) is \(found ?? "missing")", zh: "\(names[1]) 为 \(found ?? "空")"))
      }
      return number
    }
    guard let id = value(["id", "zone", "编号", "区域"]) else {
      throw BadRow(Phrase("a row has no id", zh: "缺少编号"))
    }
    return EffortShare(
      id: id, unseen: try number(["unseen", "未发现问题"]), rate: try number(["rate", "发现率"]))
  }

  /// Puts its numbers in the place of those reckoned; what it names in vain is told.
  func put(into others: inout [EffortShare]) -> Notice? {
    var place: [String: Int] = [:]
    for (number, share) in others.enumerated() { place[share.id] = number }
    var unknown: [String] = []
    for share in shares {
      guard let number = place[share.id] else {
        unknown.append(share.id)
        continue
      }
      (others[number].unseen, others[number].rate) = (share.unseen, share.rate)
    }
    guard let first = unknown.first else { return nil }
    return Notice(
      Phrase("\(unknown.count) rows name no zone that gets time", zh: "有 \(unknown.count) 行不对应任何参与分配的区域"),
      at: Phrase("\(path): \(first)", zh: "\(path)：\(first)"), hint: nil)
  }
}

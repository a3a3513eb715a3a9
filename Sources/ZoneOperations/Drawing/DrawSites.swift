internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneModel
internal import ZoneStore

/// Draws zones for an independent inspection. Who has the same zones, options and seed draws the same sites.
///
/// - Throws: `Problem` when an input cannot be used, or nothing can be drawn at all.
public func drawSites(
  _ input: InputOptions, _ options: DrawOptions, reporter: Reporter = .silent
) throws -> SiteDraw {
  let zones = try loadZones(input, reporter: reporter)
  var draw = SiteDraw(zones: zones, options: options)
  draw.rejections = zones.rejections
  if options.preset == nil { try checkStrata(zones, options) }
  let lists = try DrawLists(zones, options, reporter: reporter)
  let assessment = try options.preset.map { try readAssessment($0.table, reporter: reporter) }
  let pools = assessment.flatMap { table in options.preset.map { table.pools($0.size) } } ?? []
  let named = assessment.map { pooled(zones, $0, pools) } ?? zones.strata(by: options.strata)
  let frame = try DrawFrame(zones, options, lists: lists, strata: named, time: input.time)
  draw.strata = frame.strata
  draw.frameDigest = frame.digest
  draw.unjudged = zip(options.filters, frame.unjudged).filter { $1 > 0 }.map { ($0, $1) }
  draw.inputs = try inputs(input, lists.files + (options.preset?.table.map { [$0] } ?? []))
  try draw.ask(pools, input)
  try draw.fill(from: frame)
  draw.tell(reporter)
  return draw
}

/// A stratum by something that no zone states would be one stratum, and nobody would notice.
private func checkStrata(_ zones: ZoneSet, _ options: DrawOptions) throws {
  for name in options.strata where !zones.zones.indices.contains(where: { zones.stated(name, $0) != nil }) {
    throw Problem(
      .badData, Phrase("--strata: no zone states \(name)", zh: "--strata：没有任何区域带有属性 \(name)"),
      hint: Phrase(
        "name a property of the zones, or kind, parent, owner, none", zh: "请使用区域的属性名，或 kind、parent、owner、none"
      ))
  }
}

private func pooled(
  _ zones: ZoneSet, _ table: AssessmentSites, _ pools: [AssessmentPool]
) -> [NamedStratum] {
  pools.enumerated().map { number, pool in
    let name = pool.groups.map(\.id).joined(separator: "+")
    let title = pool.groups.map(\.name).joined(separator: "、")
    return NamedStratum(
      name: name, title: Phrase(name, zh: title), zones: table.zones(of: number, pools, zones))
  }
}

/// The files that decide about a draw; a project's frame tells for itself.
private func inputs(_ input: InputOptions, _ others: [String]) throws -> [DrawInput] {
  let files = input.zones.indices.map { index in
    (path: input.zones[index].path, isFile: input.project?.source(.zones, index) == nil)
  }
  return try files.map {
    DrawInput(path: $0.path, digest: $0.isFile ? try FileDigest.text(ofFile: $0.path) : nil)
  }
    + others.map { DrawInput(path: $0, digest: try FileDigest.text(ofFile: $0)) }
}

// MARK: - How many

extension SiteDraw {
  /// Sets how many sites each stratum is asked for.
  fileprivate mutating func ask(_ pools: [AssessmentPool], _ input: InputOptions) throws {
    if options.preset != nil {
      for (number, pool) in pools.enumerated() {
        strata[number].groups = pool.groups
        strata[number].asked = pool.groups.reduce(0) { $0 + $1.asked }
      }
    } else {
      try askStrata()
    }
    for i in strata.indices { strata[i].sites = min(strata[i].asked, strata[i].frame) }
    guard strata.contains(where: { $0.sites > 0 || $0.must > 0 }) else { throw nothingToDraw(input) }
  }

  private mutating func askStrata() throws {
    for name in options.takes.keys.sorted() where !strata.contains(where: { $0.name == name }) {
      let known = strata.map(\.name).joined(separator: ", ")
      throw Problem(
        .usage, Phrase("--take: there is no stratum \(name)", zh: "--take：没有名为 \(name) 的分层"),
        hint: Phrase("strata: \(known)", zh: "现有分层：\(known)"))
    }
    let open = strata.indices.filter { options.takes[strata[$0].name] == nil }
    let frames = open.map { strata[$0].frame }
    let shares =
      switch options.count {
      case .total(let total): SiteAllocation.proportional(total, among: frames)
      case .equal(let total): SiteAllocation.equal(total, among: frames)
      case .each(let count): open.map { _ in count }
      }
    for (i, share) in zip(open, shares) { strata[i].asked = share }
    for i in strata.indices { strata[i].asked = options.takes[strata[i].name] ?? strata[i].asked }
  }

  private func nothingToDraw(_ input: InputOptions) -> Problem {
    let left = strata.reduce(0) { $0 + $1.filtered }
    return Problem(
      .badData, Phrase("there is no zone to draw", zh: "没有可抽取的区域"),
      at: Phrase(
        input.zones.map(\.path).joined(separator: ", "), zh: input.zones.map(\.path).joined(separator: "、")),
      hint: Phrase(
        "\(strata.reduce(0) { $0 + $1.zones }) zones, \(left) of them do not meet --where; ask for sites with --sites, --each or --take",
        zh:
          "共 \(strata.reduce(0) { $0 + $1.zones }) 个区域，其中 \(left) 个不符合 --where 条件；用 --sites、--each 或 --take 指定数量"
      ))
  }
}

// MARK: - Which

extension SiteDraw {
  fileprivate mutating func fill(from frame: DrawFrame) throws {
    for number in strata.indices {
      for zone in frame.must[number] {
        sites.append(DrawnSite(zone: zone, stratum: number, role: .must, probability: 1))
      }
      drawStratum(number, frame)
    }
    if options.hasNeighbours { try addNeighbours(frame) }
  }

  private mutating func drawStratum(_ number: Int, _ frame: DrawFrame) {
    let stratum = strata[number]
    let draws = min(stratum.frame, stratum.sites + options.reserve)
    strata[number].reserves = draws - stratum.sites
    let drawn = SpatialDraw.draw(
      draws, from: frame.units[number], seed: options.seed, part: stratum.name)
    var groups = stratum.groups.flatMap { group in [String](repeating: group.id, count: group.asked) }
    groups = Array(groups.prefix(stratum.sites))
    for (place, draw) in drawn.enumerated() {
      let isSite = place < stratum.sites
      var site = DrawnSite(
        zone: frame.members[number][draw.unit], stratum: number, role: isSite ? .site : .reserve)
      site.order = place + 1
      site.group = groups.indices.contains(place) ? groups[place] : nil
      site.probability = isSite ? draw.probability * Double(stratum.sites) / Double(draws) : draw.probability
      sites.append(site)
    }
    for i in strata[number].groups.indices {
      let id = strata[number].groups[i].id
      strata[number].groups[i].sites = groups.count { $0 == id }
    }
  }

  /// Behind each site and must-visit zone the zone beside it that is neither drawn nor excluded nor beside another.
  private mutating func addNeighbours(_ frame: DrawFrame) throws {
    let search = NeighbourSearch(zones, reach: options.neighbourReach)
    var taken = Set(sites.filter { $0.role != .reserve }.map(\.zone))
    let free = Set(frame.members.joined())
    var all: [DrawnSite] = []
    for site in sites {
      all.append(site)
      guard site.role == .site || site.role == .must,
        let found = try search.neighbour(of: site.zone, where: { free.contains($0) && !taken.contains($0) })
      else { continue }
      taken.insert(found.zone)
      var beside = DrawnSite(zone: found.zone, stratum: site.stratum, role: .neighbour)
      beside.neighbourOf = site.zone
      beside.group = site.group
      beside.border = found.border
      beside.gap = found.gap
      all.append(beside)
    }
    sites = all
  }

  /// Says aloud what a reader of the list would miss.
  fileprivate func tell(_ reporter: Reporter) {
    for (filter, count) in unjudged {
      reporter.notice(
        Notice(
          Phrase(
            "\(count) zones do not state what \"\(filter.text)\" asks for, or not so that it can be compared; they cannot be drawn",
            zh: "\(count) 个区域缺少“\(filter.text)”所需的属性或无法比较，不参与抽取")))
    }
    for stratum in strata where stratum.asked > stratum.frame {
      reporter.notice(
        Notice(
          Phrase(
            "\(stratum.title.english): \(stratum.asked) sites are asked for, there are \(stratum.frame); all of them are taken, \(stratum.asked - stratum.frame) are missing",
            zh:
              "\(stratum.title.chinese)：需 \(stratum.asked) 个点位，仅有 \(stratum.frame) 个，已全部列入，缺 \(stratum.asked - stratum.frame) 个"
          ),
          hint: Phrase(
            "list more zones of these kinds, or ask for fewer", zh: "请补充此类区域，或减少数量")))
    }
    if let total = wanted, total > open.reduce(0, { $0 + $1.frame }) {
      let frame = open.reduce(0) { $0 + $1.frame }
      reporter.notice(
        Notice(
          Phrase(
            "\(total) sites are asked for in all, there are \(frame); all of them are taken, \(total - frame) are missing",
            zh: "共需 \(total) 个点位，仅有 \(frame) 个，已全部列入，缺 \(total - frame) 个")))
    }
    let lonely = options.hasNeighbours ? lonelySites : 0
    if lonely > 0 {
      reporter.notice(
        Notice(
          Phrase(
            "\(lonely) sites have no free neighbour of their kind within \(PropertyValue.text(of: options.neighbourReach)) m",
            zh: "\(lonely) 个点位在 \(PropertyValue.text(of: options.neighbourReach)) 米内没有可用的同类相邻区域"),
          hint: Phrase("look farther: --neighbour-within M", zh: "可用 --neighbour-within 放宽距离")))
    }
  }

  /// The strata that share the sites asked for in all.
  private var open: [DrawStratum] { strata.filter { options.takes[$0.name] == nil } }

  /// How many those are.
  private var wanted: Int? {
    guard options.preset == nil else { return nil }
    return switch options.count {
    case .total(let total), .equal(let total): total
    case .each: nil
    }
  }

  private var lonelySites: Int {
    let served = Set(sites.compactMap(\.neighbourOf))
    return sites.count { ($0.role == .site || $0.role == .must) && !served.contains($0.zone) }
  }
}

/// A problem somebody noticed.
struct Finding {
  enum Source: String { case covert, leaders, office, complaint }

  var id = ""
  let place: Vector
  let time: Moment
  let item: ChecklistItem
  let severity: Int
  let source: Source
  let spot: String
  let accuracy: Int?
  let status: Status

  enum Status: String {
    case open, closed, verified

    var chinese: String {
      switch self {
      case .open: "待整改"
      case .closed: "已整改"
      case .verified: "已核查"
      }
    }
  }
}

/// Where problems gather, and who noticed them.
struct Findings {
  let covert: [Finding]
  let leaders: [Finding]
  let office: [Finding]
  let complaints: [Finding]

  init(_ topology: Topology, _ roads: [Road], _ places: Places) {
    let scene = Scene(
      topology: topology, roads: roads, places: places, hotSpots: HotSpots.draw(roads, places))
    covert = Findings.numbered("AF", scene.findings(.covert, 968) + scene.onBorders())
    leaders = Findings.numbered("DD", scene.findings(.leaders, 215))
    office = Findings.numbered("DB", scene.findings(.office, 1_420))
    complaints = Findings.numbered("TS", scene.findings(.complaint, 640))
  }

  private static func numbered(_ prefix: String, _ findings: [Finding]) -> [Finding] {
    findings.sorted { $0.time < $1.time }.enumerated().map { index, finding in
      var finding = finding
      finding.id = prefix + "-" + padded(index + 1, 4)
      return finding
    }
  }
}

/// A place where problems gather.
struct HotSpot {
  let centre: Vector
  let spread: Double
  let setting: Setting
  let spot: String
  let weight: Double
}

enum HotSpots {
  static func draw(_ roads: [Road], _ places: Places) -> [HotSpot] {
    var seed = Seed("hot spots")
    var spots: [HotSpot] = []
    spots += seed.shuffled(places.villages).prefix(22).map { spot(in: $0, 20...70, &seed) }
    spots += seed.shuffled(places.markets).prefix(17).map { spot(in: $0, 12...30, &seed) }
    spots += seed.shuffled(places.compounds).prefix(20).map { spot(in: $0, 15...40, &seed) }
    spots += seed.shuffled(roads).prefix(18).map { spot(on: $0, &seed) }
    return seed.shuffled(spots)
  }

  private static func spot(in place: Place, _ spread: ClosedRange<Int>, _ seed: inout Seed) -> HotSpot {
    HotSpot(
      centre: place.draw(&seed), spread: Double(seed.integer(spread)), setting: place.kind.setting,
      spot: place.name, weight: weight(&seed))
  }

  private static func spot(on road: Road, _ seed: inout Seed) -> HotSpot {
    HotSpot(
      centre: road.line.place(at: road.line.length * seed.share()), spread: seed.number(15, 45),
      setting: .road,
      spot: road.name, weight: weight(&seed))
  }

  /// A few spots are much worse than the others.
  private static func weight(_ seed: inout Seed) -> Double { 1 / (0.06 + seed.share()) }
}

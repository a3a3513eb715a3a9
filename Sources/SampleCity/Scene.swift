/// The ground on which findings are made.
struct Scene {
  let topology: Topology
  let roads: [Road]
  let places: Places
  let hotSpots: [HotSpot]
  private let reserve: Reserve
  private let all: [Place]

  init(topology: Topology, roads: [Road], places: Places, hotSpots: [HotSpot]) {
    self.topology = topology
    self.roads = roads
    self.places = places
    self.hotSpots = hotSpots
    reserve = Reserve(places)
    all = places.all
  }

  /// `count` findings of one source. Inspectors find little where they hardly go and nothing where they
  /// never were; complaints come from everywhere.
  func findings(_ source: Finding.Source, _ count: Int) -> [Finding] {
    var seed = Seed("findings " + source.rawValue)
    var findings: [Finding] = []
    while findings.count < count {
      let site = site(source, &seed)
      let time = Moment.draw(&seed)
      guard topology.outline.contains(site.place) || seed.chance(0.02), isDry(site) else { continue }
      if source != .complaint {
        let effort = topology.subdistrict(at: site.place)?.effort ?? 3
        guard seed.chance(effort / (effort + 5)), reserve.allows(site.place, time, margin: 45) else {
          continue
        }
      }
      findings.append(finding(source, site, time, &seed))
    }
    return findings
  }

  /// Findings exactly on shared borders and corners: which zone has them is a rule, not an accident.
  func onBorders() -> [Finding] {
    var seed = Seed("findings on borders")
    let border = topology.straightBorder
    var sites = [0.21, 0.38, 0.5, 0.66, 0.83].map {
      Vector(border.south.x, border.south.towards(border.north, $0).y)
    }
    sites.append(topology.triplePoint)
    sites += [9, 23, 41].map { topology.subdistricts[2].ring.corners[$0] }
    sites += [places.villages[2], places.compounds[8]].map { $0.outline.corners[0] }
    sites.append(topology.outline.corners[30])
    return sites.map {
      finding(.covert, Site(place: $0, setting: .road, spot: "示例边界点位"), Moment.draw(&seed), &seed)
    }
  }

  /// Nobody finds litter in midstream; a bridge is a road.
  private func isDry(_ site: Site) -> Bool {
    site.setting == .road || topology.river.line.distance(to: site.place) > River.halfWidth
  }

  private struct Site {
    let place: Vector
    let setting: Setting
    let spot: String
  }

  private func site(_ source: Finding.Source, _ seed: inout Seed) -> Site {
    let weights: [Double]
    switch source {
    case .covert: weights = [0.58, 0.20, 0.16, 0.06]
    case .leaders: weights = [0.60, 0.12, 0.26, 0.02]
    case .office: weights = [0.56, 0.28, 0.10, 0.06]
    case .complaint: weights = [0.50, 0.12, 0.32, 0.06]
    }
    switch seed.index(weights: weights) {
    case 0: return hotSite(&seed)
    case 1: return roadSite(&seed)
    case 2: return placeSite(&seed)
    default:
      return Site(place: CityPlane.snapped(topology.outline.draw(&seed)), setting: .open, spot: "示例空地点位")
    }
  }

  private func hotSite(_ seed: inout Seed) -> Site {
    let spot = hotSpots[seed.index(weights: hotSpots.map(\.weight))]
    let place = spot.centre + Vector(seed.normal(), seed.normal()) * spot.spread
    return Site(place: CityPlane.snapped(place), setting: spot.setting, spot: spot.spot + "附近")
  }

  private func roadSite(_ seed: inout Seed) -> Site {
    let road = seed.choice(roads)
    let middle = road.line.place(at: road.line.length * seed.share())
    let aside = seed.direction() * (Double(road.width) * 0.5 * seed.share())
    return Site(place: CityPlane.snapped(middle + aside), setting: .road, spot: road.name)
  }

  private func placeSite(_ seed: inout Seed) -> Site {
    let place = seed.choice(all)
    return Site(
      place: CityPlane.snapped(place.draw(&seed)), setting: place.kind.setting, spot: place.name + "内")
  }

  private func finding(_ source: Finding.Source, _ site: Site, _ time: Moment, _ seed: inout Seed) -> Finding
  {
    let item = Checklist.draw(site.setting, &seed)
    let age = Double(Moment.days - time.day)
    let closed = seed.chance(min(0.92, age / 30))
    return Finding(
      place: site.place, time: time, item: item, severity: seed.integer(item.severity), source: source,
      spot: site.spot, accuracy: accuracy(source, &seed),
      status: closed ? (seed.chance(0.5) ? .verified : .closed) : .open)
  }

  private func accuracy(_ source: Finding.Source, _ seed: inout Seed) -> Int? {
    switch source {
    case .covert: seed.integer(3...12)
    case .leaders: seed.chance(0.7) ? seed.integer(5...25) : nil
    case .office: seed.chance(0.4) ? seed.integer(2...10) * 5 : nil
    case .complaint: seed.chance(0.5) ? seed.integer(3...20) * 10 : nil
    }
  }
}

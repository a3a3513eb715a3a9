internal import ZoneGeometry
internal import ZoneModel

/// The roads measured in one plane: which of them cover a place.
///
/// A road covers what lies within half its width of its line, as GEOS measures it. Computed distances decide
/// all but places within a micrometre of the half width, and those GEOS is asked about; so the answers are its
/// own, and mapping a million places among 7,457 roads takes 0.8 s where GEOS alone took 7.2 s.
///
/// Lives in one task.
final class RoadGroup {
  private let plane: Plane
  private let engine: GeometryEngine
  private let roads: [Road]
  private let segments: Column<RoadSegment>
  private let grid: SegmentGrid
  /// Degrees outside which no road reaches.
  private let reach: Box<LonLat>
  private let asksAlways: Bool

  fileprivate struct Road {
    /// Its number among all zones.
    let number: Int
    let lines: [[PlanePoint]]
    let half: Double
    /// Made when GEOS is first asked.
    let prepared = Prepared()
  }

  fileprivate final class Prepared {
    var ground: PreparedGround?
  }

  /// - Parameter judge: `.geos` asks GEOS about every road a place may lie on.
  init(
    _ numbers: [Int], of zones: [Zone], in definition: PlaneDefinition, judge: ZoneLocator.Engine,
    engine: GeometryEngine
  ) throws {
    let plane = try Plane(definition)
    var roads: [Road] = []
    var segments = Column<RoadSegment>()
    var reach: Box<LonLat>?
    for number in numbers {
      guard case .road(let lines, let width) = zones[number].boundary else { continue }
      guard let ground = zones[number].boundary.geometry.bounds else { continue }
      let road = Road(number: number, lines: try lines.map { try plane.forward($0) }, half: width / 2)
      segments.append(road, Int32(roads.count))
      roads.append(road)
      // a degree is at least 111 km north-south; east-west it shrinks, 0.05 degrees more is ample up to 80 N
      let around = ground.grown(by: width / 2 / 19_000)
      if reach == nil { reach = around } else { reach?.extend(to: around) }
    }
    self.plane = plane
    self.engine = engine
    self.roads = roads
    grid = SegmentGrid(segments)
    self.segments = segments
    self.reach = reach ?? Box(LonLat(0, 0))
    asksAlways = judge == .geos
  }

  /// Adds the numbers of the roads that cover `p`, each once.
  func add(_ p: LonLat, to zones: inout [Int32]) throws {
    guard reach.contains(p), let point = try? plane.forward(p) else { return }
    let first = zones.count
    var doubtful: [Int32] = []
    for candidate in grid.candidates(point.x, point.y) {
      let segment = segments[Int(candidate)]
      let distance = segment.distance2(point.x, point.y).squareRoot()
      if distance > segment.reach + RoadSegment.slack { continue }
      if asksAlways || distance > segment.reach - RoadSegment.slack {
        doubtful.append(segment.road)
      } else {
        zones.append(segment.road)
      }
    }
    doubtful.keepOne(from: 0)
    for road in doubtful where try judged(roads[Int(road)], point) { zones.append(road) }
    zones.keepOne(from: first)
    for k in first..<zones.count { zones[k] = Int32(roads[Int(zones[k])].number) }
  }

  /// Whether GEOS finds the place on the road.
  private func judged(_ road: Road, _ point: PlanePoint) throws -> Bool {
    let ground = try road.prepared.ground ?? PreparedGround(.multiLine(road.lines), engine: engine)
    road.prepared.ground = ground
    return try ground.isWithin(road.half, of: .point(point))
  }
}

extension Column<RoadSegment> {
  fileprivate mutating func append(_ road: RoadGroup.Road, _ number: Int32) {
    for line in road.lines {
      for (a, b) in zip(line, line.dropFirst()) {
        append(
          RoadSegment(
            Vertex(x: a.x, y: a.y), Vertex(x: b.x, y: b.y), reach: road.half, road: number))
      }
    }
  }
}

extension [Int32] {
  /// Sorts what stands from `first` on and drops repetitions.
  fileprivate mutating func keepOne(from first: Int) {
    guard count > first + 1 else { return }
    self[first...].sort()
    var kept = first
    for k in first + 1..<count where self[k] != self[kept] {
      kept += 1
      self[kept] = self[k]
    }
    removeLast(count - kept - 1)
  }
}

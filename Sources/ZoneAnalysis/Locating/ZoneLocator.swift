public import ZoneGeometry
public import ZoneModel

/// Answers which zones cover a point.
///
/// Areas are judged in degrees, with straight edges between the positions of the file (RFC 7946, section
/// 3.1.1); their edges and vertices belong to them, so a point on a shared edge lies in both zones. A road
/// covers what lies within half its width of its line, in true metres. Every answer is GEOS's own.
///
/// Lives in one task.
public final class ZoneLocator {
  private let areas: PreparedAreas<LonLat>
  private let roads: [RoadGroup]
  private let rank: [Int32]

  /// - Parameters:
  ///   - homeOrder: all zone numbers, the one that is home before all others first.
  ///   - planes: the plane each zone is measured in, one a zone.
  public init(
    _ zones: [Zone], homeOrder: [Int], planes: [PlaneDefinition], engine: GeometryEngine = GeometryEngine()
  ) throws {
    var rank = [Int32](repeating: 0, count: zones.count)
    for (place, zone) in homeOrder.enumerated() { rank[zone] = Int32(place) }
    self.rank = rank
    areas = try PreparedAreas(
      zones.map { if case .ground(let ground) = $0.boundary { ground } else { MultiPolygon() } },
      engine: engine)
    let lines = zones.indices.filter { zones[$0].boundary.isRoad }
    roads = try Dictionary(grouping: lines) { planes[$0] }.sorted { $0.value[0] < $1.value[0] }.map {
      try RoadGroup($0.value, of: zones, in: $0.key, engine)
    }
  }

  /// The zones of each point.
  ///
  /// - Parameters:
  ///   - lons: longitudes; what is not finite lies in no zone.
  ///   - lats: latitudes, as many.
  /// - Complexity: O(log *z* + log *v*) a point, *z* zones, *v* vertices of a zone.
  public func locate(_ lons: [Double], _ lats: [Double]) throws -> ZoneHits {
    precondition(lons.count == lats.count, "a longitude and a latitude for each point")
    let order = SpatialOrder.cells(lons, lats)
    let found = try areas.covering(first: lons, second: lats, order: order)
    var place = [Int32](repeating: 0, count: lons.count)
    for (k, index) in order.enumerated() { place[Int(index)] = Int32(k) }
    var starts = [0]
    starts.reserveCapacity(lons.count + 1)
    var zones: [Int32] = []
    zones.reserveCapacity(found.zones.count)
    var here: [Int32] = []
    for i in lons.indices {
      let k = Int(place[i])
      here.removeAll(keepingCapacity: true)
      here.append(contentsOf: found.zones[found.starts[k]..<found.starts[k + 1]])
      for group in roads { try group.add(LonLat(lons[i], lats[i]), to: &here) }
      if here.count > 1 { here.sort { rank[Int($0)] < rank[Int($1)] } }
      zones.append(contentsOf: here)
      starts.append(zones.count)
    }
    return ZoneHits(starts: starts, zones: zones)
  }
}

@available(*, unavailable)
extension ZoneLocator: Sendable {}

/// The roads measured in one plane.
private final class RoadGroup {
  private let plane: Plane
  private let numbers: [Int]
  private let lines: [PreparedGround]
  private let halves: [Double]
  private let index: BoxIndex<PlanePoint>
  private let reach: Box<LonLat>

  init(_ numbers: [Int], of zones: [Zone], in definition: PlaneDefinition, _ engine: GeometryEngine) throws {
    let plane = try Plane(definition)
    var lines: [PreparedGround] = []
    var boxes: [Box<PlanePoint>] = []
    var halves: [Double] = []
    var reach: Box<LonLat>?
    for number in numbers {
      guard case .road(let road, let width) = zones[number].boundary else { continue }
      let drawn = Geometry.multiLine(try road.map { try plane.forward($0) })
      guard let box = drawn.bounds, let ground = zones[number].boundary.geometry.bounds else { continue }
      lines.append(try PreparedGround(drawn, engine: engine))
      halves.append(width / 2)
      boxes.append(box.grown(by: width / 2))
      // a degree is at least 111 km north-south; east-west it shrinks, 0.05 degrees more is ample up to 80 N
      let around = ground.grown(by: width / 2 / 19_000)
      if reach == nil { reach = around } else { reach?.extend(to: around) }
    }
    self.plane = plane
    self.numbers = numbers
    self.lines = lines
    self.halves = halves
    index = BoxIndex(boxes)
    self.reach = reach ?? Box(LonLat(0, 0))
  }

  /// Adds the numbers of the roads that cover `p`.
  func add(_ p: LonLat, to zones: inout [Int32]) throws {
    guard reach.contains(p), let point = try? plane.forward(p) else { return }
    for item in index.meeting(Box(point)) where try lines[item].isWithin(halves[item], of: .point(point)) {
      zones.append(Int32(numbers[item]))
    }
  }
}

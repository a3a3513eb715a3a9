public import ZoneGeometry
public import ZoneModel

/// Answers which zones cover a point.
///
/// Areas are judged in degrees, with straight edges between the positions of the file (RFC 7946, section
/// 3.1.1); their edges and vertices belong to them, so a point on a shared edge lies in both zones. A road
/// covers what lies within half its width of its line, in true metres, as GEOS measures it.
///
/// Lives in one task.
public final class ZoneLocator {
  /// Who judges areas; the answers are the same.
  public enum Engine: Sendable {
    /// The project's own kernels.
    case automatic
    /// Prepared geometry of GEOS: slower, and the reference the kernels are held to.
    case geos
  }

  private let areas: Areas
  private let roads: [RoadGroup]
  private let rank: [Int32]

  /// - Parameters:
  ///   - homeOrder: all zone numbers, the one that is home before all others first.
  ///   - planes: the plane each zone is measured in, one a zone.
  ///   - judge: who judges areas. Coordinates beyond 1e100 are left to GEOS in any case.
  ///   - shared: tables of the same zones in the same order, made for several locators; `nil`: a table of its own.
  public init(
    _ zones: [Zone], homeOrder: [Int], planes: [PlaneDefinition], engine: GeometryEngine = GeometryEngine(),
    judge: Engine = .automatic, sharing shared: SharedAreas? = nil
  ) throws {
    var rank = [Int32](repeating: 0, count: zones.count)
    for (place, zone) in homeOrder.enumerated() { rank[zone] = Int32(place) }
    self.rank = rank
    if judge == .automatic, let shared = shared ?? SharedAreas(zones, homeOrder: homeOrder) {
      areas = .own(AreaLocator(shared))
    } else {
      let grounds: [MultiPolygon<LonLat>] = zones.map {
        if case .ground(let ground) = $0.boundary { ground } else { MultiPolygon() }
      }
      areas = .geos(try PreparedAreas(grounds, engine: engine))
    }
    let lines = zones.indices.filter { zones[$0].boundary.isRoad }
    roads = try Dictionary(grouping: lines) { planes[$0] }.sorted { $0.value[0] < $1.value[0] }.map {
      try RoadGroup($0.value, of: zones, in: $0.key, judge: judge, engine: engine)
    }
  }

  /// Says how many points will be asked about in all, so that the first of them already are answered by the
  /// kernel that pays for all.
  public func expect(_ points: Int) {
    if case .own(let own) = areas { own.expect(points) }
  }

  /// The zones of each point.
  ///
  /// - Parameters:
  ///   - lons: longitudes; what is not finite lies in no zone.
  ///   - lats: latitudes, as many.
  /// - Complexity: O(log *z* + log *v*) a point, *z* zones, *v* vertices of a zone; for many points O(1) a
  ///   point once O(*v*) over all zones' vertices is paid.
  public func locate(_ lons: [Double], _ lats: [Double]) throws -> ZoneHits {
    precondition(lons.count == lats.count, "a longitude and a latitude for each point")
    let inAreas =
      switch areas {
      case .own(let own): own.locate(lons, lats)
      case .geos(let prepared): try locate(lons, lats, in: prepared)
      }
    return try roads.isEmpty ? inAreas : addingRoads(to: inAreas, lons, lats)
  }

  private enum Areas {
    case own(AreaLocator)
    case geos(PreparedAreas<LonLat>)
  }

  private func locate(
    _ lons: [Double], _ lats: [Double], in prepared: PreparedAreas<LonLat>
  ) throws -> ZoneHits {
    let order = SpatialOrder.cells(lons, lats)
    let found = try prepared.covering(first: lons, second: lats, order: order)
    var place = [Int32](repeating: 0, count: lons.count)
    for (k, index) in order.enumerated() { place[Int(index)] = Int32(k) }
    var starts = [0]
    starts.reserveCapacity(lons.count + 1)
    var zones: [Int32] = []
    zones.reserveCapacity(found.zones.count)
    for i in lons.indices {
      let range = found.starts[Int(place[i])]..<found.starts[Int(place[i]) + 1]
      if range.count == 1 {
        zones.append(found.zones[range.lowerBound])
      } else {
        zones.append(contentsOf: found.zones[range].sorted { rank[Int($0)] < rank[Int($1)] })
      }
      starts.append(zones.count)
    }
    return ZoneHits(starts: starts, zones: zones)
  }

  private func addingRoads(to areas: ZoneHits, _ lons: [Double], _ lats: [Double]) throws -> ZoneHits {
    var starts = [0]
    starts.reserveCapacity(lons.count + 1)
    var zones: [Int32] = []
    zones.reserveCapacity(areas.zones.count)
    var here: [Int32] = []
    for i in lons.indices {
      here.removeAll(keepingCapacity: true)
      here.append(contentsOf: areas[i])
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

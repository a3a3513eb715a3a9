import Foundation
import ZoneAnalysis
import ZoneGeometry
import ZoneModel

/// Times the way from zones and observations in memory to what was seen of each zone: the observations
/// brought into the plane and indexed, those of each zone found, areas and blind-spot polygons made.
struct CoverageBenchmark {
  var seed: UInt64
  var runs: Int

  func run() throws {
    let world = World.coverage(seed: seed)
    print("seed \(seed), \(world.zones.count) zones, \(world.vertexCount) vertices; medians of \(runs)")
    let (lons, lats) = world.points(200_000)
    let visits = zip(lons, lats).map { Observation(radius: 50, trace: .visit(LonLat($0, $1))) }
    let tracks = world.tracks(5_000).map { Observation(radius: 15, trace: .track([$0], times: [])) }
    let engine = GeometryEngine()
    for reach in [Reach.anywhere, .inside] {
      // a few rough borders cross themselves
      let zones = try world.zones.map { zone in
        var zone = zone
        zone.reach = reach
        if case .ground(let ground) = zone.boundary { zone.boundary = .ground(try engine.sound(ground)) }
        return zone
      }
      try measure("200,000 visits, r = 50 m, reach \(reach)", zones, visits)
      try measure("5,000 tracks, r = 15 m, reach \(reach)", zones, tracks)
    }
  }

  private func measure(_ name: String, _ zones: [Zone], _ observations: [Observation]) throws {
    let middle = LonLat(World.corner.lon + 0.25, World.corner.lat + 0.22)
    let kernel = CoverageKernel()
    let plane = try Plane(.equalArea(middle))
    var times: (whole: [Double], index: [Double]) = ([], [])
    var spots = 0
    var seen = 0.0
    var area = 0.0
    for _ in 0..<runs {
      (spots, seen, area) = (0, 0, 0)
      let start = clock()
      let survey = Survey(observations, in: plane)
      times.index.append(clock() - start)
      for zone in zones {
        guard case .ground(let ground) = zone.boundary else { continue }
        let drawn = try plane.forward(ground)
        let sightings = survey.sightings(of: drawn.geometry, reach: zone.reach)
        let cover = try kernel.cover(drawn, by: sightings.footprints)
        spots += cover.unseen.count
        seen += cover.observed
        area += cover.area
      }
      precondition(kernel.fallbacks == 0, "measured exactly")
      times.whole.append(clock() - start)
    }
    let whole = times.whole.sorted()[runs / 2]
    let index = times.index.sorted()[runs / 2]
    print(
      "\(name): \(text(whole)) s, of which index \(text(index)) s:"
        + " \(Int(Double(zones.count) / whole)) zones/s; \(spots) blind spots,"
        + " share seen \(String(format: "%.9f", seen / area))")
  }

  private func clock() -> Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }

  private func text(_ value: Double) -> String { String(format: "%.3f", value) }
}

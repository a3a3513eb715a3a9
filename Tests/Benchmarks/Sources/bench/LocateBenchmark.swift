import Foundation
import ZoneAnalysis
import ZoneGeometry
import ZoneModel

/// Times the way from zones and points in memory to the zones of each point.
struct LocateBenchmark {
  var points: Int
  var seed: UInt64
  var runs: Int
  var geosPoints: Int

  func run() throws {
    let world = World(seed: seed)
    let (lons, lats) = world.points(points)
    print(
      "seed \(seed), \(world.zones.count) zones, \(world.vertexCount) vertices, \(points) points in random order"
    )
    let order = world.homeOrder
    let own = try measure("own kernel", world, order, lons, lats, judge: .automatic, runs)
    let some = min(points, geosPoints)
    guard some > 0 else { return }
    let geos = try measure(
      "GEOS, \(some) points", world, order, Array(lons.prefix(some)), Array(lats.prefix(some)), judge: .geos,
      min(3, runs))
    let differing = (0..<some).reduce(0) { $0 + (Array(own[$1]) == Array(geos[$1]) ? 0 : 1) }
    print("points answered differently: \(differing) of \(some)")
  }

  /// Prints medians: the locator made, the first answer (an index made on the way included), the same points
  /// asked once more.
  private func measure(
    _ name: String, _ world: World, _ order: [Int], _ lons: [Double], _ lats: [Double],
    judge: ZoneLocator.Engine, _ runs: Int
  ) throws -> ZoneHits {
    let planes = [PlaneDefinition](repeating: .grid(at: World.corner), count: world.zones.count)
    var times: [[Double]] = [[], [], [], []]
    var hits: ZoneHits?
    for _ in 0..<runs {
      let start = clock()
      let locator = try ZoneLocator(world.zones, homeOrder: order, planes: planes, judge: judge)
      let made = clock()
      hits = try locator.locate(lons, lats)
      let first = clock()
      _ = try locator.locate(lons, lats)
      let again = clock()
      for (index, time) in [made - start, first - made, first - start, again - first].enumerated() {
        times[index].append(time)
      }
    }
    guard let hits else { fatalError("at least one run") }
    let medians = times.map { $0.sorted()[$0.count / 2] }
    let rate = Double(lons.count) / medians[3] / 1e6
    print(
      "\(name): locator \(text(medians[0])) s + first answer \(text(medians[1])) s = \(text(medians[2])) s;"
        + " again \(text(medians[3])) s, \(text(rate)) Mpts/s; \(hits.zones.count) hits; median of \(runs)")
    return hits
  }

  private func clock() -> Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }

  private func text(_ value: Double) -> String { String(format: "%.3f", value) }
}

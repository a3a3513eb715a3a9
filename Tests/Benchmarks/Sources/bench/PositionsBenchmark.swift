import Foundation
import ZoneAnalysis
import ZoneGeometry
import ZoneModel

/// Times how likely findings of uncertain position lie in each of 12,000 zones.
struct PositionsBenchmark {
  var points: Int
  var seed: UInt64
  var runs: Int

  func run() throws {
    let world = World(seed: seed)
    let plane = try Plane(.equalArea(World.corner))
    let grounds = try world.zones.map { zone -> MultiPolygon<PlanePoint> in
      guard case .ground(let ground) = zone.boundary else { return MultiPolygon() }
      return try plane.forward(ground)
    }
    let (lons, lats) = world.points(points)
    let (xs, ys) = plane.forward(lons: lons, lats: lats)
    var random = Dice(seed: seed &+ 5)
    // 3 m of a good receiver to 150 m of an address
    let accuracies = (0..<points).map { _ in 3 * pow(50, random.number(0, 1)) }
    print("seed \(seed), \(grounds.count) zones, \(world.vertexCount) vertices, \(points) points, 3 to 150 m")
    var times: [[Double]] = [[], []]
    var sum = 0.0
    var answers = 0
    for _ in 0..<runs {
      let start = clock()
      let shares = PositionShares(grounds)
      let made = clock()
      (sum, answers) = (0, 0)
      for i in 0..<points {
        let found = shares.shares(of: PlanePoint(xs[i], ys[i]), accuracy: accuracies[i])
        answers += found.count
        for share in found { sum += share.share }
      }
      times[0].append(made - start)
      times[1].append(clock() - made)
    }
    let medians = times.map { $0.sorted()[$0.count / 2] }
    print(
      String(
        format: "made %.3f s, asked %.3f s; %d probabilities, sum %.6f; median of %d", medians[0], medians[1],
        answers, sum, runs))
  }

  private func clock() -> Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }
}

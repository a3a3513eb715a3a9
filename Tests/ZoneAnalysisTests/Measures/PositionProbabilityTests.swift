import Foundation
import TestSupport
import Testing
import ZoneAnalysis
import ZoneGeometry

@Suite struct `Probability of a position` {
  private func ground(
    _ corners: [(Double, Double)], holes: [[(Double, Double)]] = []
  ) -> MultiPolygon<PlanePoint> {
    func ring(_ corners: [(Double, Double)]) -> [PlanePoint] {
      (corners + [corners[0]]).map { PlanePoint($0.0, $0.1) }
    }
    return MultiPolygon([Polygon(exterior: ring(corners), holes: holes.map(ring))])
  }

  private func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> [(Double, Double)] {
    [(west, south), (east, south), (east, north), (west, north)]
  }

  /// Of a box the integral is a product of two error functions.
  private func exact(
    _ x: Double, _ y: Double, _ accuracy: Double, _ box: (Double, Double, Double, Double)
  ) -> Double {
    let scale = accuracy / 1.515 * 2.0.squareRoot()
    let across = erf((box.2 - x) / scale) - erf((box.0 - x) / scale)
    let upwards = erf((box.3 - y) / scale) - erf((box.1 - y) / scale)
    return across * upwards / 4
  }

  @Test func `of a box it is the product of error functions, wherever the point lies`() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<2_000 {
      let west = Double.random(in: -100...100, using: &random)
      let south = Double.random(in: -100...100, using: &random)
      let corners = (
        west, south, west + Double.random(in: 1...200, using: &random),
        south + Double.random(in: 1...200, using: &random)
      )
      let accuracy = exp(Double.random(in: -2...6, using: &random))
      let (x, y) = (
        Double.random(in: -200...200, using: &random), Double.random(in: -200...200, using: &random)
      )
      let found = PositionProbability.share(
        of: PlanePoint(x, y), accuracy: accuracy, in: ground(box(corners.0, corners.1, corners.2, corners.3)))
      #expect(abs(found - exact(x, y, accuracy, corners)) < 1e-7, "\(corners) \(x) \(y) \(accuracy)")
    }
  }

  @Test func `on an edge it is a half, on a corner a quarter, however the ring turns`() {
    let square = box(0, 0, 1000, 1000)
    for corners in [square, Array(square.reversed())] {
      let zone = ground(corners)
      #expect(abs(PositionProbability.share(of: PlanePoint(0, 500), accuracy: 10, in: zone) - 0.5) < 1e-6)
      #expect(abs(PositionProbability.share(of: PlanePoint(0, 0), accuracy: 10, in: zone) - 0.25) < 1e-6)
    }
  }

  @Test func `68 % of it lies within the stated radius`() {
    let circle = (0..<2_000).map { i in
      let angle = Double(i) / 1_000 * .pi
      return (30 * cos(angle), 30 * sin(angle))
    }
    let found = PositionProbability.share(of: PlanePoint(0, 0), accuracy: 30, in: ground(circle))
    #expect(abs(found - (1 - exp(-1.515 * 1.515 / 2))) < 1e-5)
  }

  @Test func `parts of a tiling add up to one, and a hole takes away what lies in it`() {
    let p = PlanePoint(3, -2)
    var tiles: [[(Double, Double)]] = []
    for i in -20..<20 {
      for j in -20..<20 { tiles.append(box(Double(i), Double(j), Double(i + 1), Double(j + 1))) }
    }
    let shares = tiles.map { PositionProbability.share(of: p, accuracy: 2, in: ground($0)) }
    #expect(abs(shares.reduce(0, +) - 1) < 1e-5)
    let outer = box(-20, -20, 20, 20)
    let inner = box(0, -5, 8, 5)
    let whole = PositionProbability.share(of: p, accuracy: 6, in: ground(outer))
    let hole = PositionProbability.share(of: p, accuracy: 6, in: ground(inner))
    let rest = PositionProbability.share(of: p, accuracy: 6, in: ground(outer, holes: [inner]))
    #expect(abs(whole - hole - rest) < 1e-6)
  }
}

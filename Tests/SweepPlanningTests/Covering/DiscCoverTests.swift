import Foundation
import SweepPlanning
import TestSupport
import Testing
import ZoneModel

@Suite struct `Covering ground by discs` {
  private let short = SweepLimit.iterations(500)

  private func square(_ side: Double, at x: Double = 0, holes: [[SweepPoint]] = []) -> CoverGround {
    CoverGround(outer: corners(x, 0, side), holes: holes)
  }

  private func corners(_ x: Double, _ y: Double, _ side: Double) -> [SweepPoint] {
    [
      SweepPoint(x, y), SweepPoint(x + side, y), SweepPoint(x + side, y + side), SweepPoint(x, y + side),
    ]
  }

  @Test func `a square within one disc takes one, proved`() throws {
    let result = try DiscCover(radius: 100, limit: short).cover([square(140)])
    #expect(result.points.count == 1)
    #expect(result.bound == 1)
    #expect(result.area.value == 1)
    #expect(abs(result.points[0].newArea - 19_600) < 1e-6)
  }

  @Test func `two squares far apart take two, and each point names its ground`() throws {
    let result = try DiscCover(radius: 100, limit: short).cover([square(120), square(120, at: 5000)])
    #expect(result.points.count == 2)
    #expect(result.bound == 2)
    #expect(result.points.map(\.grounds).sorted { $0[0] < $1[0] } == [[0], [1]])
    #expect(result.grounds.map(\.value) == [1, 1])
  }

  @Test func `a hole need not be seen`() throws {
    // a frame 1,000 m wide outside and 960 m inside
    let frame = square(1000, holes: [corners(20, 20, 960)])
    let framed = try DiscCover(radius: 100, limit: short).cover([frame])
    let full = try DiscCover(radius: 100, limit: short).cover([square(1000)])
    #expect(framed.points.count < full.points.count)
    #expect(abs(frame.area - 78_400) < 1e-6)
    #expect((framed.area.value ?? 0) > 0.98)
  }

  @Test func `half of a long field takes about half of the discs`() throws {
    let field = CoverGround(outer: [
      SweepPoint(0, 0), SweepPoint(2000, 0), SweepPoint(2000, 100), SweepPoint(0, 100),
    ])
    let all = try DiscCover(radius: 100, limit: short).cover([field])
    let half = try DiscCover(radius: 100, share: 0.5, limit: short).cover([field])
    #expect(half.points.count * 2 <= all.points.count + 1)
    #expect((half.area.value ?? 0) >= 0.5)
    #expect(half.bound <= half.points.count)
  }

  @Test func `new areas add up to the area seen, largest first`() throws {
    let result = try DiscCover(radius: 80, share: 0.8, limit: short).cover([square(500), square(90, at: 800)])
    let sum = result.points.reduce(0) { $0 + $1.newArea }
    #expect(abs(sum - result.area.numerator) < 1e-6 * sum)
    #expect(result.points.map(\.newArea) == result.points.map(\.newArea).sorted(by: >))
  }

  @Test func `at offered points only, what none of them sees is stated`() throws {
    let cover = DiscCover(radius: 100, standing: .at([SweepPoint(50, 50), SweepPoint(60, 60)]), limit: short)
    let result = try cover.cover([square(100), square(100, at: 1000)])
    #expect(result.points.count == 1)
    #expect(result.bound == 1)
    #expect(abs(result.outOfReach - 10_000) < 1e-6)
    #expect(result.grounds.map(\.value) == [1, 0])
  }

  @Test func `who must stand on the street stands on the street`() throws {
    let street = CoverGround(outer: [
      SweepPoint(-300, -40), SweepPoint(400, -40), SweepPoint(400, -20), SweepPoint(-300, -20),
    ])
    let result = try DiscCover(radius: 100, standing: .inside([street]), limit: short).cover([square(60)])
    #expect(result.points.allSatisfy { (-40...(-20)).contains($0.place.y) })
    #expect(result.area.value == 1)
  }

  @Test func `on the fine grid everything asked for is seen`() throws {
    let cover = DiscCover(radius: 100, precision: .fineGrid, limit: short)
    let result = try cover.cover([square(430)])
    #expect(result.area.value == 1)
    #expect(result.bound <= result.points.count)
  }

  @Test func `same seed and iterations, same points`() throws {
    let cover = DiscCover(radius: 60, share: 0.9, seed: 3, limit: .iterations(500))
    #expect(try cover.cover([square(400)]) == cover.cover([square(400)]))
  }

  @Test func `no ground takes no disc, and senseless inputs are refused`() throws {
    #expect(try DiscCover(radius: 10, limit: short).cover([]).points.isEmpty)
    #expect(throws: CoverFault.badNumber(member: "the radius", value: 0)) {
      try DiscCover(radius: 0, limit: short).cover([square(10)])
    }
    #expect(throws: CoverFault.badNumber(member: "the share", value: 1.5)) {
      try DiscCover(radius: 1, share: 1.5, limit: short).cover([square(10)])
    }
    #expect(throws: CoverFault.badRing(ground: 0)) {
      try DiscCover(radius: 1, limit: short).cover([
        CoverGround(outer: [SweepPoint(0, .nan), SweepPoint(1, 0), SweepPoint(1, 1)])
      ])
    }
    #expect(throws: CoverFault.self) { try DiscCover(radius: 1e-6).cover([square(1e6)]) }
    #expect(throws: CoverFault.noCandidate) {
      try DiscCover(radius: 1, standing: .at([])).cover([square(10)])
    }
  }

  @Test func `ground without area still has its edge seen`() throws {
    let line = CoverGround(outer: [SweepPoint(0, 0), SweepPoint(500, 0), SweepPoint(500, 0)])
    let result = try DiscCover(radius: 100, limit: short).cover([line])
    #expect(result.points.count == 3)
    #expect(result.area.value == nil)
  }

  @Test
  func `benchmark grounds take at most 3 % more than the best known, and no bound is above a known plan`()
    throws
  {
    var above = 0.0
    var count = 0.0
    for known in try SweepInstances.known("cover") {
      guard let file = TestData.file("cover/\(known.name).json", in: "sweeps"),
        let root = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any],
        let radius = root["radius"] as? Double, let samples = root["sample_points"] as? [[Double]]
      else { continue }
      let points = samples.map { SweepPoint($0[0], $0[1]) }
      let cover = DiscCover(radius: radius, limit: .iterations(4000))
      let sampling = CoverSampling(points: points)
      let (chosen, bound) = cover.choose(sampling, cover.candidates(sampling))
      for point in points {
        #expect(chosen.contains { hypot($0.x - point.x, $0.y - point.y) <= radius + 1e-6 })
      }
      #expect(Double(bound) <= known.value, "\(known.name)")
      above += (Double(chosen.count) - known.value) / known.value
      count += 1
    }
    #expect(above <= 0.03 * count)
  }
}

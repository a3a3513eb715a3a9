import TestSupport
import Testing
import ZoneGeometry

@Suite struct `Local way back from a plane` {
  @Test(arguments: [0.0, 23.66, -45, 60, 85, 89.999])
  func `it is the exact way to a micrometre, whatever was asked before`(latitude: Double) throws {
    var random = SeededRandom(seed: 5)
    let plane = try Plane(.equalArea(LonLat(116.6, latitude)))
    let inverse = LocalInverse(plane)
    var asked: [(PlanePoint, LonLat)] = []
    for _ in 0..<2_000 {
      let reach = Bool.random(using: &random) ? 300.0 : 40_000
      let p = PlanePoint(
        Double.random(in: -reach...reach, using: &random), Double.random(in: -reach...reach, using: &random))
      let found = try inverse(p)
      let exact = try plane.inverse(p)
      #expect(abs(found.lat - exact.lat) < 2e-11)
      #expect(abs(found.lon - exact.lon) < 2e-11)
      asked.append((p, found))
    }
    for (p, answer) in asked.reversed() { #expect(try inverse(p) == answer) }
  }

  @Test func `it steps over the antimeridian`() throws {
    let plane = try Plane(.equalArea(LonLat(180, 10)))
    let inverse = LocalInverse(plane)
    for x in stride(from: -600.0, through: 600, by: 7) {
      #expect(try abs(inverse(PlanePoint(x, 3)).lon - plane.inverse(PlanePoint(x, 3)).lon) < 2e-11)
    }
  }

  @Test func `a place off the earth is refused`() throws {
    let inverse = LocalInverse(try Plane(.equalArea(LonLat(0, 0))))
    #expect(throws: GeometryError.self) { try inverse(PlanePoint(1e9, 0)) }
    #expect(throws: GeometryError.self) { try inverse(PlanePoint(.nan, 0)) }
  }
}

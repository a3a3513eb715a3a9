import TestSupport
import Testing
import ZoneGeometry

@Suite struct `Measuring ground` {
  private let engine = GeometryEngine()

  @Test func `a hole is taken off the area, whichever way the rings run`() throws {
    #expect(try engine.area(of: Ground([holed])) == 96)
    let turned = Polygon(exterior: Array(holed.exterior.reversed()), holes: holed.holes)
    #expect(try engine.area(of: Ground([turned])) == 96)
    #expect(try engine.area(of: Ground([holed, rectangle(20, 0, 21, 1)])) == 97)
    #expect(try engine.area(of: Ground()) == 0)
  }

  @Test func `the inscribed circle of a rectangle is as wide as the rectangle`() throws {
    let circle = try #require(
      try engine.largestInscribedCircle(in: Ground([rectangle(0, 0, 100, 20)]), tolerance: 0.001))
    #expect(abs(circle.radius - 10) <= 0.001)
    #expect(abs(circle.centre.y - 10) <= 0.001 && circle.centre.x >= 9.9 && circle.centre.x <= 90.1)
    #expect(try engine.largestInscribedCircle(in: Ground(), tolerance: 1) == nil)
  }

  @Test func `the inscribed circle keeps out of holes`() throws {
    let circle = try #require(try engine.largestInscribedCircle(in: Ground([holed]), tolerance: 0.0001))
    // Between the outer corner and the hole's corner at (4, 4): r = |(4, 4) − (r, r)|.
    #expect(abs(circle.radius - 4 * 2.0.squareRoot() / (1 + 2.0.squareRoot())) <= 0.0002)
  }

  @Test func `the inscribed circle of a bent strip lies inside it`() throws {
    let strip = Polygon(
      exterior: ring([(0, 0), (100, 0), (100, 100), (98, 100), (98, 2), (2, 2), (2, 100), (0, 100)]))
    let circle = try #require(try engine.largestInscribedCircle(in: Ground([strip]), tolerance: 0.01))
    #expect(try engine.covers(Ground([strip]), circle.centre))
    #expect(circle.radius >= 0.99 && circle.radius <= 1.2)
  }

  @Test func `an interior point lies inside, also where the middle does not`() throws {
    let horseshoe = Polygon(
      exterior: ring([(0, 0), (10, 0), (10, 10), (8, 10), (8, 2), (2, 2), (2, 10), (0, 10)]))
    let inside = try #require(try engine.interiorPoint(of: Geometry.polygon(horseshoe)))
    #expect(try engine.covers(Ground([horseshoe]), inside))
    let onLine = try #require(
      try engine.interiorPoint(of: Geometry.line([PlanePoint(0, 0), PlanePoint(2, 0)])))
    #expect(onLine.y == 0 && (0...2).contains(onLine.x))
    #expect(try engine.interiorPoint(of: Geometry<PlanePoint>.collection([])) == nil)
  }

  @Test func `distance is to the nearest edge and 0 inside`() throws {
    let ground = Geometry.polygon(rectangle(0, 0, 10, 10))
    #expect(try engine.distance(.point(PlanePoint(13, 14)), ground) == 5)
    #expect(try engine.distance(.point(PlanePoint(5, 5)), ground) == 0)
  }

  @Test func `a shared border has a length, a shared corner has none`() throws {
    let square = Ground([rectangle(0, 0, 10, 10)])
    #expect(try engine.sharedBorderLength(square, Ground([rectangle(10, 4, 20, 30)])) == 6)
    #expect(try engine.sharedBorderLength(square, Ground([rectangle(10, 10, 20, 20)])) == 0)
    #expect(try engine.sharedBorderLength(Ground([holed]), Ground([rectangle(4, 4, 6, 6)])) == 8)
  }

  @Test func `a coordinate that is no number is refused`() {
    let broken = Polygon(exterior: ring([(0, 0), (.nan, 0), (1, 1)]))
    #expect(throws: GeometryError.self) { try engine.area(of: Ground([broken])) }
  }

  @Test func `a ring of two positions is refused with GEOS's words`() {
    let broken = Polygon(exterior: [PlanePoint(0, 0), PlanePoint(1, 0)], holes: [])
    #expect(throws: GeometryError.self) { try engine.area(of: Ground([broken])) }
    let brokenHole = Polygon(exterior: holed.exterior, holes: holed.holes + [broken.exterior])
    #expect(throws: GeometryError.self) { try engine.area(of: Ground([brokenHole])) }
  }
}

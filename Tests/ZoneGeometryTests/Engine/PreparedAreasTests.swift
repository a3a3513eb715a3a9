import TestSupport
import Testing
import ZoneGeometry

@Suite struct `Prepared areas` {
  private let engine = GeometryEngine()

  @Test func `edges and corners belong to the ground, the inside of a hole does not`() throws {
    let areas = try PreparedAreas([Ground([holed]), Ground([rectangle(10, 0, 20, 10)])], engine: engine)
    let cases: [(Double, Double, [Int32])] = [
      (1, 1, [0]), (0, 0, [0]), (5, 0, [0]), (10, 5, [0, 1]), (10, 10, [0, 1]), (5, 5, []), (4, 5, [0]),
      (4, 4, [0]),
      (20, 10, [1]), (-1, 5, []), (20.000001, 5, []),
    ]
    for (x, y, expected) in cases { #expect(try areas.covering(PlanePoint(x, y)) == expected, "\(x), \(y)") }
  }

  @Test func `empty ground covers nothing and keeps its index`() throws {
    let areas = try PreparedAreas([Ground(), Ground([rectangle(0, 0, 1, 1)])], engine: engine)
    #expect(try areas.covering(PlanePoint(0, 0)) == [1])
    #expect(try PreparedAreas<PlanePoint>([], engine: engine).covering(PlanePoint(0, 0)) == [])
  }

  @Test func `a point that is nowhere is in no ground`() throws {
    let areas = try PreparedAreas([Ground([rectangle(0, 0, 1, 1)])], engine: engine)
    #expect(try areas.covering(PlanePoint(.nan, 0)) == [])
    #expect(try areas.covering(PlanePoint(0, .infinity)) == [])
  }

  @Test func `the answers are those of each ground asked alone`() throws {
    var random = SeededRandom(seed: 31)
    let grounds = (0..<60).map { _ in
      let x = Double.random(in: 0...90, using: &random)
      let y = Double.random(in: 0...90, using: &random)
      return Ground([rectangle(x, y, x + 10, y + 10)])
    }
    let areas = try PreparedAreas(grounds, engine: engine)
    for k in 0..<500 {
      // Every third point is a corner of some ground.
      let corner = grounds[k % 60].polygons[0].exterior[k % 4]
      let p =
        k % 3 == 0
        ? corner
        : PlanePoint(Double.random(in: 0...100, using: &random), Double.random(in: 0...100, using: &random))
      let expected = try grounds.indices.filter { try engine.covers(grounds[$0], p) }.map { Int32($0) }
      #expect(try areas.covering(p) == expected)
    }
  }
}

import Testing
import ZoneGeometry

@Suite struct `Validity of ground` {
  private let engine = GeometryEngine()
  private let bowTie = Ground([Polygon(exterior: ring([(0, 0), (10, 10), (10, 0), (0, 10)]))])

  @Test func `a crossing is told with its reason and its place`() throws {
    #expect(
      try engine.validity(of: bowTie) == .invalid(reason: "Self-intersection", near: PlanePoint(5, 5)))
  }

  @Test func `a hole outside its polygon is told`() throws {
    let odd = Ground([
      Polygon(exterior: rectangle(0, 0, 10, 10).exterior, holes: [rectangle(20, 20, 21, 21).exterior])
    ])
    guard case .invalid(let reason, let near) = try engine.validity(of: odd) else {
      Issue.record("taken for valid")
      return
    }
    #expect(reason == "Hole lies outside shell")
    #expect((20...21).contains(near.x) && (20...21).contains(near.y))
  }

  @Test func `good ground is valid, and so is none`() throws {
    #expect(try engine.validity(of: Ground([holed])) == .valid)
    #expect(try engine.validity(of: Ground([holed, rectangle(4, 4, 6, 6)])) != .valid)
    #expect(try engine.validity(of: Ground()) == .valid)
  }

  @Test func `repair keeps both halves of a bow tie`() throws {
    let repaired = try engine.repaired(bowTie)
    #expect(repaired.polygons.count == 2)
    #expect(try engine.area(of: repaired) == 50)
    #expect(try engine.validity(of: repaired) == .valid)
  }

  @Test func `repair drops a spike and keeps the polygon`() throws {
    let spiked = Ground([
      Polygon(exterior: ring([(0, 0), (10, 0), (10, 5), (15, 5), (10, 5), (10, 10), (0, 10)]))
    ])
    let repaired = try engine.repaired(spiked)
    #expect(try engine.area(of: repaired) == 100)
    #expect(try engine.validity(of: repaired) == .valid)
  }

  @Test func `repair leaves valid ground as large as it was`() throws {
    #expect(try engine.area(of: try engine.repaired(Ground([holed]))) == 96)
    #expect(try engine.repaired(Ground()).isEmpty)
  }
}

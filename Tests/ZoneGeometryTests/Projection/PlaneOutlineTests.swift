import Testing
import ZoneGeometry

@Suite struct `Outlines in a plane` {
  private let plane: Plane

  init() throws { plane = try Plane(.equalArea(LonLat(116.65, 23.66))) }

  private func box(_ east: Double) -> MultiPolygon<LonLat> {
    let corners = [(116.6, 23.6), (east, 23.6), (east, 23.7), (116.6, 23.7), (116.6, 23.6)]
    return MultiPolygon([Polygon(exterior: corners.map { LonLat($0.0, $0.1) })])
  }

  @Test func `short edges stay as they are, long ones get points on the line between their ends`() throws {
    let short = try plane.outline(of: box(116.7), step: 0.2)
    #expect(short == (try plane.forward(box(116.7))))
    let ring = try #require(plane.outline(of: box(116.7), step: 0.03).polygons.first).exterior
    #expect(ring.count == 4 * 4 + 1)
    let middle = try plane.inverse(ring[2])
    #expect(abs(middle.lon - 116.65) < 1e-9 && abs(middle.lat - 23.6) < 1e-9)
  }

  @Test func `an edge that two grounds share goes through the same points, whichever way it runs`() throws {
    let (a, b) = (LonLat(116.613_7, 23.601_9), LonLat(116.691_3, 23.688_1))
    let there = Polygon(exterior: [a, b, LonLat(116.6, 23.7), a])
    let back = Polygon(exterior: [b, a, LonLat(116.7, 23.6), b])
    let first = try plane.outline(of: MultiPolygon([there])).polygons[0].exterior
    let second = try plane.outline(of: MultiPolygon([back])).polygons[0].exterior
    let shared = Set(first).intersection(second)
    #expect(shared.count == 19)
  }
}

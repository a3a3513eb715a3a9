import Foundation
import TestSupport
import Testing
import ZoneFormats

@testable import ZoneGeometry

@Suite struct `Planes of the registry` {
  @Test func `a thousand points agree with PROJ 9.5 to a millimetre`() throws {
    guard let file = TestData.file("vectors.csv", in: "coords-epsg-vectors-a") else { return }
    var planes: [Int: Plane] = [:]
    var compared = 0
    for row in try rows(of: file.path) {
      let code = Int(try number(row[2]))
      // Geocentric axes and degrees are no planes.
      if code == 4479 { continue }
      let plane = try planes[code] ?? Plane(.epsg(code))
      planes[code] = plane
      let place = LonLat(try number(row[3]), try number(row[4]))
      let expected = PlanePoint(try number(row[5]), try number(row[6]))
      let p = try plane.forward(place)
      #expect(p.distance(to: expected) <= 0.001, "EPSG:\(code) \(place)")
      #expect(GeodesicMeasure.distance(try plane.inverse(p), place) <= 1e-5)
      compared += 1
    }
    #expect(compared == 1100)
  }

  @Test func `geodesics agree to a millimetre`() throws {
    guard let file = TestData.file("geodesics.csv", in: "coords-epsg-vectors-a") else { return }
    for row in try rows(of: file.path) {
      let from = LonLat(try number(row[0]), try number(row[1]))
      let to = LonLat(try number(row[2]), try number(row[3]))
      // Theirs are on GRS 80: 0.1 mm shorter in the semi-minor axis, 1e-11 in length.
      #expect(abs(GeodesicMeasure.distance(from, to) - (try number(row[4]))) <= 0.001)
    }
  }

  @Test(arguments: [
    (116.63, 23.66, 4548), (116.40, 39.90, 4548), (106.55, 29.56, 4545), (87.6, 43.8, 4538),
    (121.47, 31.23, 4549),
    (-0.1276, 51.507, 32_630), (0.1, 51.5, 32_631), (151.21, -33.87, 32_756), (180, 0, 32_660),
    (-180, 0, 32_601),
    (-70.65, -33.45, 32_719),
  ])
  func `grids lie in the Gauss–Krüger zone of the place, outside China in its UTM zone`(
    lon: Double, lat: Double, code: Int
  ) throws {
    #expect(PlaneDefinition.grid(at: LonLat(lon, lat)) == .epsg(code))
    let system = try CoordinateSystem(epsg: code)
    #expect(system.isProjected)
    // The zone is the right one: the place is less than half a zone from the middle, and eastings say so.
    let p = try Plane(.epsg(code)).forward(LonLat(lon, lat))
    #expect(abs(p.x - 500_000) < 340_000)
  }

  @Test func `the known way to every plane of grids is the one PROJ finds in its registry`() throws {
    let context = try PROJContext()
    let globe = try PROJSystem(epsg: 4326, in: context)
    for code in [Array(4534...4554), Array(32_601...32_660), Array(32_701...32_760)].joined() {
      let steps = try #require(GridSteps.to(epsg: code))
      let known = try PROJTransformation(by: steps, toEPSG: code, in: context)
      let found = try PROJTransformation(from: globe, to: PROJSystem(epsg: code, in: context))
      let meridian = code < 5000 ? 75 + 3 * (code - 4534) : (code % 100) * 6 - 183
      let south = code > 32_700
      for (east, north) in [(0, 0.5), (1.4, 23.66), (-1.2, 49.123), (2.9, 53.6)] {
        let (lon, lat) = (Double(meridian) + east, south ? -north : north)
        let there = try known.convert(lon, lat, .forward)
        #expect(there == (try found.convert(lon, lat, .forward)), "EPSG:\(code)")
        let back = try known.convert(there.0, there.1, .inverse)
        #expect(back == (try found.convert(there.0, there.1, .inverse)), "EPSG:\(code)")
      }
    }
    #expect(GridSteps.to(epsg: 4555) == nil)
    #expect(GridSteps.to(epsg: 32_661) == nil)
  }

  @Test func `degrees are no plane and unknown codes are none`() {
    #expect(throws: GeometryError.self) { try Plane(.epsg(4326)) }
    #expect(throws: GeometryError.unknownSystem("EPSG:65000")) { try Plane(.epsg(65_000)) }
  }
}

@Suite struct `Equal-area planes` {
  private static let middles = [
    LonLat(116.65, 23.66), LonLat(4.9, 52.37), LonLat(151.2, -33.87), LonLat(-78.5, -0.2), LonLat(25.7, 66.5),
    LonLat(179.9, -17.5),
  ]

  @Test(arguments: middles)
  func `areas agree with the ellipsoid's own`(middle: LonLat) throws {
    let engine = GeometryEngine()
    let plane = try Plane(.equalArea(middle))
    var random = SeededRandom(seed: 51)
    for _ in 0..<200 {
      let ring = randomRing(near: middle, &random)
      let area = try engine.area(of: try plane.forward(MultiPolygon([Polygon(exterior: ring)])))
      let geodesic = GeodesicMeasure.area(of: MultiPolygon([Polygon(exterior: ring)]))
      #expect(abs(area - geodesic) <= 1e-5 * geodesic)
    }
  }

  @Test(arguments: middles)
  func `there and back is exact to ten nanometres`(middle: LonLat) throws {
    let plane = try Plane(.equalArea(middle))
    var random = SeededRandom(seed: 52)
    for _ in 0..<2000 {
      let p = place(near: middle, within: 0.5, &random)
      let q = try plane.inverse(try plane.forward(p))
      #expect(GeodesicMeasure.distance(p, q) <= 1e-8)
    }
  }

  @Test(arguments: middles)
  func `lengths near the middle are true to the stated share`(middle: LonLat) throws {
    let plane = try Plane(.equalArea(middle))
    var random = SeededRandom(seed: 53)
    #expect(try plane.forward(middle).distance(to: PlanePoint(0, 0)) < 1e-8)
    for _ in 0..<500 {
      let a = place(near: middle, within: 0.2, &random)
      let b = place(near: middle, within: 0.2, &random)
      let exact = GeodesicMeasure.distance(a, b)
      let (p, q) = (try plane.forward(a), try plane.forward(b))
      let reach = max(p.distance(to: PlanePoint(0, 0)), q.distance(to: PlanePoint(0, 0)))
      let share = reach / 18_000_000 * (reach / 18_000_000) + reach / 5.6e9
      #expect(abs(p.distance(to: q) - exact) <= exact * share + 1e-6)
    }
  }

  @Test func `east is x, north is y`() throws {
    let plane = try Plane(.equalArea(LonLat(116.65, 23.66)))
    let east = try plane.forward(LonLat(116.66, 23.66))
    let north = try plane.forward(LonLat(116.65, 23.67))
    #expect(abs(east.x - 1020) < 5 && abs(east.y) < 1)
    #expect(abs(north.y - 1107.6) < 5 && abs(north.x) < 1e-6)
  }

  @Test func `the other side of the earth and no place at all are out of range`() throws {
    let plane = try Plane(.equalArea(LonLat(116, 23)))
    #expect(throws: GeometryError.self) { try plane.forward(LonLat(-64, -23)) }
    #expect(throws: GeometryError.self) { try plane.forward(LonLat(116, 91)) }
    #expect(throws: GeometryError.self) { try plane.forward(LonLat(.nan, 23)) }
    #expect(throws: GeometryError.self) { try plane.inverse(PlanePoint(2e7, 0)) }
  }

  @Test func `the quick way for neighbours leads where the other does`() throws {
    var random = SeededRandom(seed: 31)
    for _ in 0..<20_000 {
      let centre = LonLat(
        Double.random(in: -180...180, using: &random), Double.random(in: -90...90, using: &random))
      let projection = EqualAreaProjection(centre: centre)
      let first = place(near: centre, within: 3, &random)
      let near = EqualAreaProjection.Neighbourhood(projection, around: first.lon, first.lat)
      let degrees = [1e-6, 0.01, 0.999, 1.5][Int.random(in: 0..<4, using: &random)]
      let other = place(near: first, within: degrees, &random)
      let quick = near.forward(other.lon, other.lat)
      let plain = projection.forward(other.lon, other.lat)
      if plain.x.isNaN {
        #expect(quick.x.isNaN)
      } else {
        #expect(abs(quick.x - plain.x) < 4e-8 && abs(quick.y - plain.y) < 4e-8, "\(centre) \(other)")
      }
    }
  }

  @Test func `sets that differ a little share a plane`() {
    let a = PlaneDefinition.equalArea(near: Box(minimum: LonLat(116.5, 23.6), maximum: LonLat(116.7, 23.7)))
    let b = PlaneDefinition.equalArea(
      near: Box(minimum: LonLat(116.501, 23.6), maximum: LonLat(116.7, 23.702)))
    #expect(a == b && a == .equalArea(LonLat(116.6, 23.65)))
  }

  /// A simple ring of 12 corners, hundreds of metres to kilometres across, within half a degree.
  private func randomRing(near middle: LonLat, _ random: inout SeededRandom) -> Ring<LonLat> {
    let centre = place(near: middle, within: 0.4, &random)
    let size = Double.random(in: 0.002...0.05, using: &random)
    let corners = (0..<12).map { k in
      let t = (Double(k % 3) / 3, 1 - Double(k % 3) / 3)
      let turned = [(t.1, t.0), (-t.0, t.1), (-t.1, -t.0), (t.0, -t.1)][k / 3]
      let reach = size * Double.random(in: 0.4...1, using: &random)
      return LonLat(centre.lon + reach * turned.0, centre.lat + reach * turned.1)
    }
    return corners + [corners[0]]
  }

  private func place(near p: LonLat, within degrees: Double, _ random: inout SeededRandom) -> LonLat {
    LonLat(
      p.lon + Double.random(in: -degrees...degrees, using: &random),
      p.lat + Double.random(in: -degrees...degrees, using: &random))
  }
}

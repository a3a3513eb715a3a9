import Foundation
import TestSupport
import Testing
import ZoneFormats
import ZoneGeometry

@testable import ZoneAnalysis

private func proved(_ ground: MultiPolygon<PlanePoint>) -> Bool {
  var check = GroundCheck()
  return check.isSurelyValid(ground)
}

@Suite struct `Ground proved valid` {
  private let engine = GeometryEngine()

  /// Rings on a lattice so small that they touch, cross and fold more often than not.
  private func ring(_ random: inout SeededRandom, _ corner: Int, _ size: Int) -> [PlanePoint] {
    let points = (0..<Int.random(in: 3...7, using: &random)).map { _ in
      PlanePoint(
        Double(corner + Int.random(in: 0...size, using: &random)),
        Double(corner + Int.random(in: 0...size, using: &random)))
    }
    return points + [points[0]]
  }

  private func ground(_ random: inout SeededRandom) -> MultiPolygon<PlanePoint> {
    MultiPolygon(
      (0..<Int.random(in: 1...2, using: &random)).map { _ in
        let holes = (0..<Int.random(in: 0...2, using: &random)).map { _ in
          ring(&random, Int.random(in: 0...4, using: &random), 3)
        }
        return Polygon(exterior: ring(&random, Int.random(in: 0...6, using: &random), 8), holes: holes)
      })
  }

  @Test(arguments: 0..<20) func `is valid for GEOS as well`(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    var check = GroundCheck()
    var proved = 0
    for _ in 0..<3_000 {
      let ground = ground(&random)
      guard check.isSurelyValid(ground) else { continue }
      proved += 1
      #expect(try engine.validity(of: ground) == .valid, "\(ground)")
    }
    #expect(proved > 100)
  }

  @Test(arguments: 0..<10) func `is all that GEOS calls valid, where nothing touches`(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    var check = GroundCheck()
    for _ in 0..<400 {
      let points = (0..<12).map { _ in
        PlanePoint(Double.random(in: 0..<1, using: &random), Double.random(in: 0..<1, using: &random))
      }
      // around the middle: simple; in random order: crossing
      let middle = PlanePoint(0.5, 0.5)
      let around = points.sorted {
        atan2($0.y - middle.y, $0.x - middle.x) < atan2($1.y - middle.y, $1.x - middle.x)
      }
      for ring in [around + [around[0]], points + [points[0]]] {
        let ground = MultiPolygon([Polygon(exterior: ring)])
        let isProved = check.isSurelyValid(ground)
        #expect(try engine.validity(of: ground) == .valid ? isProved : !isProved)
      }
    }
  }

  @Test func `leaves folds, touching rings and open rings to GEOS`() {
    func proves(_ rings: [[(Double, Double)]]) -> Bool {
      let rings = rings.map { $0.map { PlanePoint($0.0, $0.1) } }
      return proved(MultiPolygon([Polygon(exterior: rings[0], holes: Array(rings[1...]))]))
    }
    let square: [(Double, Double)] = [(0, 0), (9, 0), (9, 9), (0, 9), (0, 0)]
    let hole: [(Double, Double)] = [(2, 2), (4, 2), (4, 4), (2, 4), (2, 2)]
    let spike: [(Double, Double)] = [(0, 0), (9, 0), (12, 0), (9, 0), (9, 9), (0, 9), (0, 0)]
    let touching: [(Double, Double)] = [(0, 5), (4, 4), (4, 6), (0, 5)]
    let repeated: [(Double, Double)] = [(0, 0), (0, 0), (9, 0), (9, 9), (9, 9), (0, 9), (0, 0)]
    #expect(proves([square]) && proves([square, hole]) && proves([repeated]))
    #expect(!proves([spike]) && !proves([square, touching]) && !proves([Array(square.dropLast())]))
    #expect(!proves([hole, square]) && !proves([square, hole, hole]))
  }

  @Test(arguments: ["zones-nyc", "zones-uk-kent", "zones-chicago"])
  func `is nearly every zone of a real city`(set: String) throws {
    var check = GroundCheck()
    var zones = 0
    var proved = 0
    guard let folder = TestData.folder(set) else { return }
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    for case let file as URL in files ?? .init() where file.pathExtension == "geojson" {
      for case .some(let geometry) in try LayerReader.read(file.path, ReadingOptions()).geometries
      where !geometry.polygons.isEmpty {
        zones += 1
        proved += check.isSurelyValid(MultiPolygon(geometry.polygons)) ? 1 : 0
      }
    }
    #expect(zones > 0)
    #expect(proved * 100 >= zones * 90, "\(proved) of \(zones)")
  }

  @Test func `is as quick to prove for a long boundary`() {
    let ring = (0...200_000).map { step -> PlanePoint in
      let angle = 2 * Double.pi * Double(step % 200_000) / 200_000
      let radius = 1_000 + Double(step % 2)
      return PlanePoint(radius * cos(angle), radius * sin(angle))
    }
    #expect(proved(MultiPolygon([Polygon(exterior: ring)])))
  }
}

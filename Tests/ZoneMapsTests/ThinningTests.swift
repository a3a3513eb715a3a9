import Foundation
import Testing
import ZoneGeometry
import ZoneMaps
import ZoneModel

@Suite struct `Thinning of lines` {
  /// Half the diagonal of a tenth of a pixel, by which rounding may move a vertex.
  static let rounding = 0.0708

  @Test(arguments: 0..<40)
  func `what is drawn stays within 0.4 pixels of what is there, and the other way round`(seed: UInt64) throws
  {
    var random = SplitMix(seed: seed)
    var points = [PlanePoint(50, 50)]
    let step = [0.02, 0.1, 1, 5][Int(seed % 4)]
    for _ in 0..<300 {
      let last = points[points.count - 1]
      let x = min(100, max(0, last.x + random.next(-step, step)))
      let y = min(100, max(0, last.y + random.next(-step, step)))
      points.append(PlanePoint(x, y))
    }
    let d = try #require(drawnPath([points]))
    let drawn = try #require(paths(d).first)
    let there = points.map { PlanePoint($0.x * 7, 700 - $0.y * 7) }
    for p in there { #expect(distance(p, to: drawn) <= 0.4 + Self.rounding, "seed \(seed)") }
    for p in drawn { #expect(distance(p, to: there) <= Self.rounding, "seed \(seed)") }
    #expect(drawn.last.map { $0.distance(to: there[there.count - 1]) <= Self.rounding } == true)
  }

  @Test func `steps do not drift over a long line`() throws {
    let points = (0...700).map { PlanePoint(Double($0) / 7.003, 33.3) }
    let d = try #require(drawnPath([points]))
    let drawn = paths(d)[0]
    #expect(abs(drawn[drawn.count - 1].x - 700 / 7.003 * 7) < 0.051)
  }

  @Test func `rings stay closed and are not closed twice`() throws {
    let d = try #require(drawnPath(MapShape(.area(SmallCity.square(10, 10, 50)), .water)))
    #expect(d == "M70 630l350 0 0-350-350 0z")
  }

  @Test func `a hole is kept, one too small to be seen is not`() throws {
    var ground = SmallCity.square(10, 10, 50)
    ground.polygons[0].holes = [
      SmallCity.square(20, 20, 10).polygons[0].exterior, SmallCity.square(50, 50, 0.01).polygons[0].exterior,
    ]
    let d = try #require(drawnPath(MapShape(.area(ground), .water)))
    #expect(d.count { $0 == "z" } == 2)
  }

  @Test func `ground too small to be seen stays as a speck`() throws {
    let d = try #require(drawnPath(MapShape(.area(SmallCity.square(10, 10, 0.01)), .water)))
    let speck = try #require(paths(d).first)
    #expect(speck.count == 4)
    #expect(Set(speck.map(\.x)).count == 2 && Set(speck.map(\.y)).count == 2)
  }

  @Test func `an arc of many vertices costs little`() throws {
    let circle = (0...3000).map { i in
      let angle = Double(i) / 3000 * 2 * Double.pi
      return PlanePoint(50 + 4 * cos(angle), 50 + 4 * sin(angle))
    }
    let d = try #require(drawnPath(MapShape(.area(MultiPolygon([Polygon(exterior: circle)])), .water)))
    #expect(paths(d)[0].count < 450)
    #expect(d.utf8.count < 2500)
  }

  /// The subpaths of a path made of `M`, `l` and `z`.
  private func paths(_ d: String) -> [[PlanePoint]] {
    d.split(separator: "M").map { subpath in
      let numbers = numbers(in: String(subpath))
      var points: [PlanePoint] = []
      var at = PlanePoint(0, 0)
      for i in stride(from: 0, to: numbers.count - 1, by: 2) {
        at = PlanePoint(at.x + numbers[i], at.y + numbers[i + 1])
        points.append(at)
      }
      return points
    }
  }

  private func numbers(in text: String) -> [Double] {
    text.replacing("-", with: " -").replacing("l", with: " ").replacing("z", with: " ").split(separator: " ")
      .compactMap { Double($0.hasPrefix(".") ? "0\($0)" : String($0.replacing("-.", with: "-0."))) }
  }

  private func distance(_ p: PlanePoint, to line: [PlanePoint]) -> Double {
    zip(line, line.dropFirst()).map { a, b in
      let (dx, dy) = (b.x - a.x, b.y - a.y)
      let length = dx * dx + dy * dy
      let t = length > 0 ? min(1, max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length)) : 0
      return p.distance(to: PlanePoint(a.x + t * dx, a.y + t * dy))
    }.min() ?? line.first.map { p.distance(to: $0) } ?? .infinity
  }
}

/// SplitMix64 (Steele, Lea & Flood 2014).
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next(_ low: Double, _ high: Double) -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    return low + (high - low) * Double(z >> 11) / 9_007_199_254_740_992
  }
}

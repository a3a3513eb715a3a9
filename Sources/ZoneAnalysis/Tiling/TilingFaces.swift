internal import ZoneGeometry

/// The pieces into which some boundaries cut the ground, who claims each, and who lies beside it.
struct TilingFaces {
  typealias Ground = MultiPolygon<GridPoint>

  private(set) var faces: [Polygon<GridPoint>]
  /// Per face the zones that claim it, ascending.
  private(set) var claims: [[Int]]
  /// Per face whether it lies inside the outline.
  private(set) var isInside: [Bool]
  /// The faces on the two sides of each edge.
  private let sides: [Edge: [Int32]]

  /// An edge of two faces, whichever way it runs.
  struct Edge: Hashable {
    let from: GridPoint
    let to: GridPoint

    init(_ a: GridPoint, _ b: GridPoint) {
      (from, to) = (a.first, a.second) < (b.first, b.second) ? (a, b) : (b, a)
    }
  }

  /// - Parameters:
  ///   - zones: all of them.
  ///   - cut: the zones whose boundaries cut.
  ///   - outline: its boundary cuts too.
  /// - Throws: `GeometryError.engine` when the faces cannot be had.
  init(
    _ zones: [Ground], cut: [Int], outline: Ground, engine: GeometryEngine
  ) throws(GeometryError) {
    let rings = (cut.map { zones[$0] } + [outline]).flatMap { $0.polygons.flatMap(\.rings) }
    let faces = try engine.wholeFaces(between: Self.withoutRepetition(rings))
    var sides: [Edge: [Int32]] = [:]
    for (number, face) in faces.enumerated() {
      for ring in face.rings {
        for (a, b) in zip(ring, ring.dropFirst()) { sides[Edge(a, b), default: []].append(Int32(number)) }
      }
    }
    var xs: [Double] = []
    var ys: [Double] = []
    for face in faces {
      let p = try engine.interiorPoint(of: .polygon(face)) ?? face.exterior[0]
      xs.append(p.first)
      ys.append(p.second)
    }
    claims = Self.covering(zones, xs, ys)
    isInside = Self.covering([outline], xs, ys).map { !$0.isEmpty }
    self.faces = faces
    self.sides = sides
  }

  /// The faces across the edges of a face, each with the edge; itself and nothing beyond are left out.
  func neighbours(of face: Int) -> [(face: Int, edge: Edge)] {
    faces[face].rings.flatMap { ring in
      zip(ring, ring.dropFirst()).flatMap { a, b in
        let edge = Edge(a, b)
        return (sides[edge] ?? []).filter { $0 != face }.map { (Int($0), edge) }
      }
    }
  }

  private static func covering(_ grounds: [Ground], _ xs: [Double], _ ys: [Double]) -> [[Int]] {
    // whole numbers of degrees' decimals are never too large for it
    guard let locator = AreaLocator(grounds, order: Array(grounds.indices)) else {
      return xs.map { _ in [] }
    }
    let hits = locator.locate(xs, ys)
    return xs.indices.map { i in hits[i].map { Int($0) } }
  }

  /// The rings as lines in which every edge stands once: in a tiling nearly all of them stand twice, and cutting
  /// costs by the edge.
  private static func withoutRepetition(_ rings: [Ring<GridPoint>]) -> [[GridPoint]] {
    var seen: Set<Edge> = []
    var lines: [[GridPoint]] = []
    for ring in rings {
      var line: [GridPoint] = []
      for (a, b) in zip(ring, ring.dropFirst()) {
        guard seen.insert(Edge(a, b)).inserted else {
          if line.count > 1 { lines.append(line) }
          line = []
          continue
        }
        if line.isEmpty { line.append(a) }
        line.append(b)
      }
      if line.count > 1 { lines.append(line) }
    }
    return lines
  }
}

internal import ZoneGeometry

/// The straight edges that lines consist of, each once, between numbered points.
struct StreetMesh {
  /// An edge between two points.
  struct Edge {
    var a: Int
    var b: Int
    /// Ascending.
    var owners: [Int]
    /// 1: only from `a` to `b`; -1: only from `b` to `a`; 0: both ways.
    var flow: Int
    var isLink = false
  }

  private(set) var points: [PlanePoint]
  private(set) var edges: [Edge] = []
  /// Metres within which points are one.
  static let sameness = RoadGraph.sameness

  init(_ lines: [StreetPieces.Line]) {
    var numbers = NodeNumbers(sameness: Self.sameness)
    var known: [Int: Int] = [:]
    for (line, drawn) in zip(lines, LineCuts.cut(lines, sameness: Self.sameness)) {
      var last: Int?
      for p in drawn {
        let node = Int(numbers.number(of: p))
        if let last, last != node { Self.add(last, node, line, &edges, &known) }
        last = node
      }
    }
    points = numbers.points
  }

  private static func add(
    _ a: Int, _ b: Int, _ line: StreetPieces.Line, _ edges: inout [Edge], _ known: inout [Int: Int]
  ) {
    let flow = line.isOneWay ? (a < b ? 1 : -1) : 0
    let key = min(a, b) << 32 | max(a, b)
    guard let at = known[key] else {
      known[key] = edges.count
      edges.append(Edge(a: min(a, b), b: max(a, b), owners: line.owner.map { [$0] } ?? [], flow: flow))
      return
    }
    if let owner = line.owner, !edges[at].owners.contains(owner) {
      edges[at].owners = (edges[at].owners + [owner]).sorted()
    }
    // who may pass by one of the lines may pass
    if edges[at].flow != flow { edges[at].flow = 0 }
  }

  /// The point of the mesh that stands for a place: where it lies on an edge the point there, else a new one with a
  /// straight way to the nearest edge, if that is in reach.
  mutating func anchor(_ place: PlanePoint, reach: Double) -> Int {
    var nearest: (edge: Int, foot: PlanePoint, away: Double)?
    for (number, edge) in edges.enumerated() where !edge.isLink {
      let foot = place.foot(points[edge.a], points[edge.b])
      let away = place.distance(to: foot)
      if away < nearest?.away ?? .infinity { nearest = (number, foot, away) }
    }
    guard let nearest, nearest.away <= reach else {
      points.append(place)
      return points.count - 1
    }
    let foot = split(nearest.edge, at: nearest.foot)
    if nearest.away <= Self.sameness { return foot }
    points.append(place)
    link(foot, points.count - 1)
    return points.count - 1
  }

  mutating func link(_ a: Int, _ b: Int) {
    edges.append(Edge(a: min(a, b), b: max(a, b), owners: [], flow: 0, isLink: true))
  }

  private mutating func split(_ number: Int, at foot: PlanePoint) -> Int {
    let edge = edges[number]
    for end in [edge.a, edge.b] where points[end].distance(to: foot) <= Self.sameness { return end }
    points.append(foot)
    let middle = points.count - 1
    edges[number].b = middle
    // the new point's number is the highest: the second half is turned
    edges.append(Edge(a: edge.b, b: middle, owners: edge.owners, flow: -edge.flow, isLink: edge.isLink))
    return middle
  }
}

extension PlanePoint {
  /// The nearest point between two others.
  func foot(_ a: PlanePoint, _ b: PlanePoint) -> PlanePoint {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let square = dx * dx + dy * dy
    guard square > 0 else { return a }
    let along = min(1, max(0, ((x - a.x) * dx + (y - a.y) * dy) / square))
    return PlanePoint(a.x + along * dx, a.y + along * dy)
  }
}

internal import ZoneGeometry

/// Joins the parts of a mesh by short straight ways.
enum StreetLinks {
  /// Further parts that each part is joined to beside its nearest: dead walking would else go round by a tree.
  private static let more = 2

  /// Joins what holds an owner's edge or a place to the nearest other parts: a tree, and a few ways more. Returns how
  /// many such parts there were.
  static func join(_ mesh: inout StreetMesh, _ anchors: [Int], reach: Double) -> Int {
    var union = Components(mesh.points.count)
    for edge in mesh.edges { union.join(edge.a, edge.b) }
    let owned = mesh.edges.filter { !$0.owners.isEmpty }.map(\.a)
    let wanted = Set((owned + anchors).map { union.find($0) }).sorted()
    // points of lines without length belong to no part
    var isUsed = [Bool](repeating: false, count: mesh.points.count)
    for point in mesh.edges.flatMap({ [$0.a, $0.b] }) + anchors { isUsed[point] = true }
    let before = wanted.count
    var isFirst = true
    while true {
      let grid = PointCells(mesh.points, isUsed)
      var members: [Int: [Int]] = [:]
      for point in mesh.points.indices where isUsed[point] {
        members[union.find(point), default: []].append(point)
      }
      let open = Set(wanted.map { union.find($0) }).sorted()
      guard open.count > 1 else { break }
      let largest = open.max { (members[$0]?.count ?? 0, $1) < (members[$1]?.count ?? 0, $0) } ?? 0
      var ways: [(far: Double, a: Int, b: Int)] = []
      for part in open where part != largest {
        ways += nearest(members[part] ?? [], grid, mesh.points, reach, isFirst ? 1 + more : 1, &union)
      }
      var hasJoined = false
      for way in ways.sorted(by: { ($0.far, $0.a, $0.b) < ($1.far, $1.a, $1.b) }) {
        let isNew = union.join(way.a, way.b)
        hasJoined = hasJoined || isNew
        if isNew || isFirst { mesh.link(way.a, way.b) }
      }
      isFirst = false
      if !hasJoined { break }
    }
    return before
  }

  /// The shortest ways from one part to so many others.
  private static func nearest(
    _ members: [Int], _ grid: PointCells, _ points: [PlanePoint], _ reach: Double, _ most: Int,
    _ union: inout Components
  ) -> [(far: Double, a: Int, b: Int)] {
    guard let first = members.first else { return [] }
    let own = union.find(first)
    var found: [Int: (far: Double, a: Int, b: Int)] = [:]
    var limit = reach
    for a in members {
      grid.around(points[a], within: limit) { b in
        let other = union.find(b)
        let far = points[a].distance(to: points[b])
        guard other != own, far <= limit else { return limit }
        if let known = found[other], (known.far, known.a, known.b) <= (far, a, b) { return limit }
        found[other] = (far, a, b)
        if found.count >= most {
          limit = min(limit, found.values.map(\.far).sorted()[most - 1])
        }
        return limit
      }
    }
    return Array(found.values.sorted { ($0.far, $0.a, $0.b) < ($1.far, $1.a, $1.b) }.prefix(most))
  }
}

/// Which points hang together.
struct Components {
  private var root: [Int]

  init(_ count: Int) { root = Array(0..<count) }

  mutating func find(_ point: Int) -> Int {
    var at = point
    while root[at] != at {
      root[at] = root[root[at]]
      at = root[at]
    }
    return at
  }

  /// `false` when they did already.
  @discardableResult
  mutating func join(_ a: Int, _ b: Int) -> Bool {
    let (x, y) = (find(a), find(b))
    root[max(x, y)] = min(x, y)
    return x != y
  }
}

/// Points by squares, to find those around a place nearest squares first.
private struct PointCells {
  private struct Cell: Hashable {
    var column, row: Int
  }

  private var cells: [Cell: [Int]] = [:]
  private let all: [Int]
  private let side: Double
  /// Beyond so many rings of squares it is quicker to ask every point.
  private static let rings = 30

  init(_ points: [PlanePoint], _ isUsed: [Bool]) {
    all = points.indices.filter { isUsed[$0] }
    var box: Box<PlanePoint>?
    for p in all.map({ points[$0] }) { if box == nil { box = Box(p) } else { box?.extend(to: p) } }
    let ground = box.map { max(1, $0.width) * max(1, $0.height) } ?? 1
    let side = max(10, (ground / Double(max(1, points.count)) * 4).squareRoot())
    self.side = side
    for number in all { cells[Self.cell(points[number], side), default: []].append(number) }
  }

  private static func cell(_ p: PlanePoint, _ side: Double) -> Cell {
    Cell(column: Int((p.x / side).rounded(.down)), row: Int((p.y / side).rounded(.down)))
  }

  /// - Parameter visit: gets a point and says how far to look from then on.
  func around(_ p: PlanePoint, within reach: Double, visit: (Int) -> Double) {
    let middle = Self.cell(p, side)
    var limit = reach
    var ring = 0
    while Double(ring - 1) * side <= limit {
      if ring > Self.rings {
        for point in all { limit = visit(point) }
        return
      }
      for row in middle.row - ring...middle.row + ring {
        let isEdge = abs(row - middle.row) == ring
        for column in stride(
          from: middle.column - ring, through: middle.column + ring, by: isEdge || ring == 0 ? 1 : 2 * ring)
        {
          for point in cells[Cell(column: column, row: row)] ?? [] { limit = visit(point) }
        }
      }
      ring += 1
    }
  }
}

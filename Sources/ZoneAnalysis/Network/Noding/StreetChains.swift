internal import ZoneGeometry

/// The edges of a mesh drawn together to pieces between the points where one can turn or something changes.
struct StreetChains {
  private(set) var pieces: [StreetPieces.Piece] = []
  private var number: [Int]
  private(set) var nodes = 0

  private let mesh: StreetMesh
  /// The edges at each point.
  private let first: [Int]
  private let around: [Int]
  private var isDone: [Bool]

  /// - Parameter keeping: points that stay, whatever meets there.
  init(_ mesh: StreetMesh, keeping anchors: [Int]) {
    self.mesh = mesh
    var first = [Int](repeating: 0, count: mesh.points.count + 1)
    for edge in mesh.edges {
      first[edge.a + 1] += 1
      first[edge.b + 1] += 1
    }
    for point in mesh.points.indices { first[point + 1] += first[point] }
    var next = first
    var around = [Int](repeating: 0, count: 2 * mesh.edges.count)
    for (index, edge) in mesh.edges.enumerated() {
      for end in [edge.a, edge.b] {
        around[next[end]] = index
        next[end] += 1
      }
    }
    (self.first, self.around) = (first, around)
    isDone = [Bool](repeating: false, count: mesh.edges.count)
    number = [Int](repeating: -1, count: mesh.points.count)
    for anchor in anchors { keep(anchor) }
    for point in mesh.points.indices where first[point + 1] > first[point] && !isSmooth(point) { keep(point) }
    for point in mesh.points.indices where number[point] >= 0 { draw(from: point) }
    // what is left are rings nothing else meets
    for index in mesh.edges.indices where !isDone[index] {
      keep(mesh.edges[index].a)
      draw(from: mesh.edges[index].a)
    }
  }

  func node(of point: Int) -> Int { number[point] }

  private mutating func keep(_ point: Int) {
    guard number[point] < 0 else { return }
    number[point] = nodes
    nodes += 1
  }

  /// Whether exactly two edges meet there that are alike.
  private func isSmooth(_ point: Int) -> Bool {
    guard first[point + 1] - first[point] == 2 else { return false }
    let (k, l) = (around[first[point]], around[first[point] + 1])
    let (one, two) = (mesh.edges[k], mesh.edges[l])
    return one.owners == two.owners && one.isLink == two.isLink && flow(k, to: point) == flow(l, from: point)
  }

  /// The flow of an edge passed from a point: 1 with it, -1 against it.
  private func flow(_ edge: Int, from point: Int) -> Int {
    mesh.edges[edge].a == point ? mesh.edges[edge].flow : -mesh.edges[edge].flow
  }

  private func flow(_ edge: Int, to point: Int) -> Int { -flow(edge, from: point) }

  private mutating func draw(from start: Int) {
    for k in first[start]..<first[start + 1] where !isDone[around[k]] {
      let edge = mesh.edges[around[k]]
      let flow = flow(around[k], from: start)
      var trail = [start]
      var (at, by) = (start, around[k])
      while true {
        isDone[by] = true
        at = mesh.edges[by].a == at ? mesh.edges[by].b : mesh.edges[by].a
        trail.append(at)
        if number[at] >= 0 { break }
        by = around[first[at]] == by ? around[first[at] + 1] : around[first[at]]
      }
      if flow < 0 { trail.reverse() }
      pieces.append(
        StreetPieces.Piece(
          from: number[trail[0]], to: number[trail[trail.count - 1]], points: trail.map { mesh.points[$0] },
          owners: edge.owners, isOneWay: flow != 0, isLink: edge.isLink))
    }
  }
}

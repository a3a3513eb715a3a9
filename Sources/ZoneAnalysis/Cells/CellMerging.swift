internal import ZoneGeometry

/// Puts pieces too small for a cell of their own to their neighbours; see ``CellDivision``.
struct CellMerging {
  /// What the lattice cut out.
  struct Piece {
    var face: Polygon<GridPoint>
    var square: GridCell
    /// Square metres.
    var area: Double
  }

  private let pieces: [Piece]
  private let lattice: CellLattice
  private let plane: Plane
  /// The cell each piece is in, told by the number of its first piece.
  private var cellOfPiece: [Int]
  private var members: [[Int]]
  private var areas: [Double]
  /// Per cell the metres of border with each neighbouring one.
  private var borders: [[Int: Double]]

  init(_ pieces: [Piece], on lattice: CellLattice, _ plane: Plane) {
    // whatever order they were cut out in
    let pieces = pieces.sorted { Self.precedes($0, $1) }
    self.pieces = pieces
    self.lattice = lattice
    self.plane = plane
    cellOfPiece = Array(pieces.indices)
    members = pieces.indices.map { [$0] }
    areas = pieces.map(\.area)
    borders = Array(repeating: [:], count: pieces.count)
  }

  /// North to south, then west to east, then the larger.
  private static func precedes(_ a: Piece, _ b: Piece) -> Bool {
    if a.square.row != b.square.row { return a.square.row > b.square.row }
    if a.square.column != b.square.column { return a.square.column < b.square.column }
    if a.area != b.area { return a.area > b.area }
    let (p, q) = (a.face.exterior[0], b.face.exterior[0])
    return (p.first, p.second) < (q.first, q.second)
  }

  /// - Parameter least: square metres of a cell that stands on its own.
  mutating func run(least: Double) throws {
    try measureBorders()
    var waiting = cellOfPiece.filter { areas[$0] < least }
    waiting.sort { (areas[$0], $0) < (areas[$1], $1) }
    // a cell that grew stays where it is in the queue, and is asked again for its size
    for cell in waiting where cellOfPiece[cell] == cell && areas[cell] < least {
      guard let best = neighbour(of: cell) else { continue }
      merge(cell, into: best)
    }
  }

  private mutating func measureBorders() throws {
    var sides: [TilingFaces.Edge: Int] = [:]
    for (number, piece) in pieces.enumerated() {
      for ring in piece.face.rings {
        for (a, b) in zip(ring, ring.dropFirst()) {
          let edge = TilingFaces.Edge(a, b)
          guard let other = sides.updateValue(number, forKey: edge), other != number else { continue }
          let ends = (
            try plane.forward(lattice.grid.inverse(a)), try plane.forward(lattice.grid.inverse(b))
          )
          let length = ends.0.distance(to: ends.1)
          borders[number][other, default: 0] += length
          borders[other][number, default: 0] += length
        }
      }
    }
  }

  /// The neighbour with the longest border; of equal ones the earlier.
  private func neighbour(of cell: Int) -> Int? {
    borders[cell].max { a, b in a.value != b.value ? a.value < b.value : a.key > b.key }?.key
  }

  private mutating func merge(_ cell: Int, into other: Int) {
    for piece in members[cell] { cellOfPiece[piece] = other }
    members[other] += members[cell]
    areas[other] += areas[cell]
    for (neighbour, length) in borders[cell] where neighbour != other {
      borders[other][neighbour, default: 0] += length
      borders[neighbour][other, default: 0] += length
      borders[neighbour][cell] = nil
    }
    borders[other][cell] = nil
    borders[cell] = [:]
    members[cell] = []
  }

  /// The cells in their order.
  func cells(_ engine: GeometryEngine) throws -> [UnitCell] {
    let cells = try members.filter { !$0.isEmpty }.map { members in
      let faces = members.map { MultiPolygon([pieces[$0].face]) }
      let ground = faces.count == 1 ? faces[0] : try engine.union(faces)
      let largest = members.max { (pieces[$0].area, $1) < (pieces[$1].area, $0) } ?? members[0]
      return (
        piece: largest,
        cell: UnitCell(
          shape: .ground(lattice.grid.inverse(ground)), square: pieces[largest].square,
          size: members.reduce(0) { $0 + pieces[$1].area })
      )
    }
    return cells.sorted { $0.piece < $1.piece }.map(\.cell)
  }
}

internal import ZoneGeometry

/// Stretches of columns, row by row.
typealias SquareRows = [Int: [ClosedRange<Int>]]

extension CellLattice {
  /// The lattice's lines across some ground, from corner to corner: of the squares it meets and of those around
  /// them. Lines across the box around a long zone that runs aslant, or bends, would be a thousand times as
  /// many.
  ///
  /// - Parameter locator: tells what lies in the ground.
  func lines(across ground: MultiPolygon<GridPoint>, _ locator: AreaLocator) throws -> [[GridPoint]] {
    var rows: SquareRows = [:]
    for ring in ground.polygons.flatMap(\.rings) {
      for (a, b) in zip(ring, ring.dropFirst()) {
        for (columns, row) in try squares(along: a, b) { rows[row, default: []].append(columns) }
      }
    }
    rows = try filled(rows.mapValues(Self.joined), locator)
    return try upright(rows) + level(rows)
  }

  /// Stretches that meet made one, from west to east.
  private static func joined(_ stretches: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    var joined: [ClosedRange<Int>] = []
    for stretch in stretches.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, stretch.lowerBound <= last.upperBound + 1 {
        joined[joined.count - 1] = last.lowerBound...max(last.upperBound, stretch.upperBound)
      } else {
        joined.append(stretch)
      }
    }
    return joined
  }

  /// With the squares between edges that lie in the ground: none of its edges passes there, so one place tells
  /// of a whole stretch.
  private func filled(_ rows: SquareRows, _ locator: AreaLocator) throws -> SquareRows {
    let gaps = rows.sorted { $0.key < $1.key }.flatMap { row, stretches in
      zip(stretches, stretches.dropFirst()).map { (row: row, columns: $0.upperBound + 1...$1.lowerBound - 1) }
    }
    let places = try gaps.map { try middle(GridCell(column: $0.columns.lowerBound, row: $0.row)) }
    let hits = locator.locate(places.map(\.first), places.map(\.second))
    var filled = rows
    for (number, gap) in gaps.enumerated() where !hits[number].isEmpty {
      filled[gap.row]?.append(gap.columns)
    }
    return filled.mapValues(Self.joined)
  }

  private func middle(_ square: GridCell) throws -> GridPoint {
    let a = try corner(square)
    let b = try corner(GridCell(column: square.column + 1, row: square.row + 1))
    return GridPoint((a.first + b.first) / 2, (a.second + b.second) / 2)
  }

  /// Lines from west to east, south of every row and north of the last.
  private func level(_ rows: SquareRows) throws -> [[GridPoint]] {
    var lines: SquareRows = [:]
    for (row, stretches) in rows {
      let corners = stretches.map { $0.lowerBound...$0.upperBound + 1 }
      lines[row, default: []] += corners
      lines[row + 1, default: []] += corners
    }
    return try lines.sorted { $0.key < $1.key }.flatMap { row, stretches in
      try Self.joined(stretches).map { columns in
        try columns.map { try corner(GridCell(column: $0, row: row)) }
      }
    }
  }

  /// Lines from south to north, as long as rows that follow one another have their column.
  private func upright(_ rows: SquareRows) throws -> [[GridPoint]] {
    var columns: [Int: [Int]] = [:]
    for (row, stretches) in rows.sorted(by: { $0.key < $1.key }) {
      for stretch in Self.joined(stretches.map { $0.lowerBound...$0.upperBound + 1 }) {
        for column in stretch { columns[column, default: []].append(row) }
      }
    }
    return try columns.sorted { $0.key < $1.key }.flatMap { column, rows in
      try Self.joined(rows.map { $0...$0 }).map { rows in
        try (rows.lowerBound...rows.upperBound + 1).map { try corner(GridCell(column: column, row: $0)) }
      }
    }
  }

  /// The squares an edge meets and those around them: stretches of columns in rows; some come twice.
  func squares(along a: GridPoint, _ b: GridPoint) throws -> [(columns: ClosedRange<Int>, row: Int)] {
    let parts = max(1, (max(abs(b.first - a.first), abs(b.second - a.second)) / reach).rounded(.up))
    var found: [(columns: ClosedRange<Int>, row: Int)] = []
    for k in 0..<Int(min(parts, 1e6)) {
      var box = Box(Self.place(Double(k) / parts, a, b))
      box.extend(to: Self.place(Double(k + 1) / parts, a, b))
      let (columns, rows) = try squares(around: box)
      found += rows.map { (columns, $0) }
    }
    return found
  }

  /// The same, none twice.
  func squaresOnce(along a: GridPoint, _ b: GridPoint) throws -> [(columns: ClosedRange<Int>, row: Int)] {
    let squares = try squares(along: a, b)
    // short edges, nearly all there are, have been looked along in one step
    guard Set(squares.map(\.row)).count < squares.count else { return squares }
    let rows = Dictionary(grouping: squares, by: \.row).mapValues { Self.joined($0.map(\.columns)) }
    return rows.sorted { $0.key < $1.key }.flatMap { row, stretches in stretches.map { ($0, row) } }
  }

  /// About four squares, in the grid's unit: edges are looked along in steps of it.
  private var reach: Double { 4 * size / 111_000 * grid.scale }
}

/// The ground between streets, in lots that can be built on.
struct Blocks {
  struct Lot {
    /// Metres across and along, low and high.
    let across: (low: Double, high: Double)
    let along: (low: Double, high: Double)
    let parent: String
    /// Which of the four sides lies on a main road: west, east, north, south.
    let main: [Bool]
    let centre: Vector
  }

  let grid: Grid
  private(set) var blocks: [Lot] = []

  init(_ topology: Topology, _ streets: Streets) {
    grid = streets.grid
    for (column, next) in zip(Grid.columns, Grid.columns.dropFirst()) where column != -1 {
      for (row, below) in zip(Grid.rows, Grid.rows.dropFirst()) {
        add(column, next, row, below, topology, streets)
      }
    }
  }

  private mutating func add(
    _ west: Int, _ east: Int, _ north: Int, _ south: Int, _ topology: Topology, _ streets: Streets
  ) {
    let crossings = [(west, north), (east, north), (east, south), (west, south)].map {
      streets.crossing($0.0, $0.1)
    }
    let corners = crossings.compactMap { $0 }
    guard corners.count == 4,
      let parent = topology.subdistrict(at: streets.crossings[corners[0]].place)?.code,
      corners.allSatisfy({ topology.subdistrict(at: streets.crossings[$0].place)?.code == parent })
    else { return }
    let sides = [(0, 3), (1, 2), (0, 1), (3, 2)].map { streets.street(corners[$0.0], corners[$0.1]) }
    guard sides.compactMap({ $0 }).count >= 2 else { return }
    let main = [
      Grid.isMain(column: west), Grid.isMain(column: east), Grid.isMain(row: north), Grid.isMain(row: south),
    ]
    let inset = main.map { $0 ? 34.0 : 21.0 }
    let across = (low: grid.across(west) + inset[0], high: grid.across(east) - inset[1])
    let along = (low: grid.along(north) + inset[2], high: grid.along(south) - inset[3])
    blocks.append(
      Lot(
        across: across, along: along, parent: parent, main: main,
        centre: grid.place((across.low + across.high) / 2, (along.low + along.high) / 2)))
  }

  /// A lot's outline on the ground, bent like the grid, corners cut by `cut` metres.
  func outline(_ lot: Lot, cut: [Double]) -> Loop {
    let (u, v) = (lot.across, lot.along)
    let corners = [(u.low, v.high), (u.high, v.high), (u.high, v.low), (u.low, v.low)]
    var line: [(Double, Double)] = []
    for (index, corner) in corners.enumerated() {
      let before = corners[(index + 3) % 4]
      let after = corners[(index + 1) % 4]
      line.append(Blocks.step(corner, before, cut[index]))
      if cut[index] > 0 { line.append(Blocks.step(corner, after, cut[index])) }
      line.append(Blocks.step(Blocks.middle(corner, after), after, 0))
    }
    return Loop(line.map { grid.place($0.0, $0.1) })
  }

  /// Parts of a lot: `columns` by `rows`, with lanes of `lane` metres between them.
  func divided(_ lot: Lot, columns: Int, rows: Int, lane: Double) -> [Lot] {
    var parts: [Lot] = []
    for column in 0..<columns {
      for row in 0..<rows {
        let across = Blocks.part(lot.across, column, columns, lane)
        let along = Blocks.part(lot.along, row, rows, lane)
        parts.append(
          Lot(
            across: across, along: along, parent: lot.parent, main: lot.main,
            centre: grid.place((across.low + across.high) / 2, (along.low + along.high) / 2)))
      }
    }
    return parts
  }

  private static func part(
    _ range: (low: Double, high: Double), _ index: Int, _ count: Int, _ lane: Double
  )
    -> (low: Double, high: Double)
  {
    let width = (range.high - range.low - lane * Double(count - 1)) / Double(count)
    let low = range.low + Double(index) * (width + lane)
    return (low, low + width)
  }

  private static func step(
    _ from: (Double, Double), _ to: (Double, Double), _ metres: Double
  ) -> (Double, Double) {
    let way = Vector(to.0 - from.0, to.1 - from.1)
    let moved = Vector(from.0, from.1) + way.unit * metres
    return (moved.x, moved.y)
  }

  private static func middle(_ a: (Double, Double), _ b: (Double, Double)) -> (Double, Double) {
    ((a.0 + b.0) / 2, (a.1 + b.1) / 2)
  }
}

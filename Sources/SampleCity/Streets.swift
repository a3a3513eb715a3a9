/// The street network: crossings and the streets between them.
struct Streets {
  struct Crossing {
    let column: Int
    let row: Int
    let place: Vector
  }

  struct Street {
    let from: Int
    let to: Int
    let path: Path
    /// Whether it runs along a column (roughly north–south) or along a row.
    let isColumn: Bool
    let isMain: Bool
    let isBridge: Bool
  }

  let grid: Grid
  private(set) var crossings: [Crossing] = []
  private(set) var streets: [Street] = []
  /// Streets at each crossing.
  private(set) var at: [[Int]] = []
  private var indexOfCrossing: [Int: Int] = [:]

  init(_ topology: Topology) {
    grid = Grid(river: topology.river)
    for column in Grid.columns {
      for row in Grid.rows { addCrossing(column, row, inside: topology.outline) }
    }
    var seed = Seed("streets")
    for crossing in crossings.indices { addStreets(from: crossing, topology.outline, &seed) }
    keepConnected()
    at = Array(repeating: [], count: crossings.count)
    for (index, street) in streets.enumerated() {
      at[street.from].append(index)
      at[street.to].append(index)
    }
  }

  func crossing(_ column: Int, _ row: Int) -> Int? { indexOfCrossing[column * 100 + row] }

  /// The street between two neighbouring crossings, if it was built.
  func street(_ from: Int, _ to: Int) -> Int? {
    at[from].first { streets[$0].from == to || streets[$0].to == to }
  }

  func other(_ street: Int, than crossing: Int) -> Int {
    streets[street].from == crossing ? streets[street].to : streets[street].from
  }

  /// The street's line, walked from `crossing`.
  func path(_ street: Int, from crossing: Int) -> Path {
    let path = streets[street].path
    return streets[street].from == crossing ? path : Path(path.corners.reversed())
  }

  private mutating func addCrossing(_ column: Int, _ row: Int, inside outline: Loop) {
    let place = grid.place(column, row)
    guard outline.contains(place), outline.distance(to: place) > 45 else { return }
    indexOfCrossing[column * 100 + row] = crossings.count
    crossings.append(Crossing(column: column, row: row, place: place))
  }

  private mutating func addStreets(from index: Int, _ outline: Loop, _ seed: inout Seed) {
    let start = crossings[index]
    let built = seed.chance(Streets.density(start.place))
    let builtRow = seed.chance(Streets.density(start.place))
    if let south = crossing(start.column, start.row + 1), built || Grid.isMain(column: start.column) {
      add(index, south, isColumn: true, outline)
    }
    guard let east = crossing(start.column == -1 ? 1 : start.column + 1, start.row) else { return }
    if start.column == -1 ? Streets.bridges.contains(start.row) : builtRow || Grid.isMain(row: start.row) {
      add(index, east, isColumn: false, outline)
    }
  }

  private mutating func add(_ from: Int, _ to: Int, isColumn: Bool, _ outline: Loop) {
    let (a, b) = (crossings[from], crossings[to])
    let start = Vector(grid.across(a.column), grid.along(a.row))
    let end = Vector(grid.across(b.column), grid.along(b.row))
    let path = Path(
      (0...3).map { piece in
        let at = start.towards(end, Double(piece) / 3)
        return CityPlane.snapped(grid.place(at.x, at.y))
      })
    guard path.corners.allSatisfy({ outline.contains($0) && outline.distance(to: $0) > 25 }) else { return }
    streets.append(
      Street(
        from: from, to: to, path: path, isColumn: isColumn,
        isMain: isColumn ? Grid.isMain(column: a.column) : Grid.isMain(row: a.row),
        isBridge: a.column == -1 && b.column == 1))
  }

  /// Drops streets that cannot be reached from the largest connected part.
  private mutating func keepConnected() {
    var part = Array(crossings.indices)
    var changed = true
    while changed {
      changed = false
      for street in streets where part[street.from] != part[street.to] {
        let low = min(part[street.from], part[street.to])
        part[street.from] = low
        part[street.to] = low
        changed = true
      }
    }
    var sizes = Array(repeating: 0, count: crossings.count)
    for name in part { sizes[name] += 1 }
    let largest = sizes.indices.max { sizes[$0] < sizes[$1] } ?? 0
    streets.removeAll { part[$0.from] != largest }
  }

  private static let bridges = [10, 14, 22]

  /// The chance that a side street was built: the old city is dense, the edge is not.
  private static func density(_ place: Vector) -> Double {
    let away = place.distance(to: Vector(300, 700))
    return min(0.95, max(0.28, 1.02 - away / 7_500))
  }
}

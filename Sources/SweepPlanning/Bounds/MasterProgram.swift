/// The linear program of column generation: choose routes of the largest total value, each stop at most once,
/// each class of teams at most as often as it has teams.
///
/// Revised primal simplex with a dense inverse: at most a few hundred rows, columns of a dozen entries. Nothing
/// depends on its precision: whatever multipliers it gives make a valid bound.
struct MasterProgram {
  private let rows: Int
  private let stops: Int
  private var columns: [Column] = []
  /// The column in each row of the basis; below zero: the slack of row -1 - c.
  private var basis: [Int]
  private var inverse: [Double]
  private var solution: [Double]
  private(set) var multipliers: [Double]
  private(set) var value = 0.0
  /// Entries looked at by the last solution.
  private(set) var work = 0

  struct Column {
    var rows: [Int32]
    var entries: [Double]
    var value: Double
    var isRoute: Bool
    var isBasic = false
  }

  private let limits: [Double]

  init(stops: Int, teams: [Int]) {
    let size = stops + teams.count
    rows = size
    self.stops = stops
    // right-hand sides a hair apart keep the simplex method from turning in circles
    let limits = [Double](repeating: 1, count: stops) + teams.map(Double.init)
    self.limits = limits.indices.map { limits[$0] + Double(($0 * 7919) % 1009) * 1e-9 }
    (basis, inverse, solution, multipliers) = ([], [], [], [])
    restart()
  }

  /// Forgets walks that are no routes, and begins again with nothing chosen.
  mutating func keepRoutes() {
    columns.removeAll { !$0.isRoute }
    for index in columns.indices { columns[index].isBasic = false }
    restart()
  }

  private mutating func restart() {
    basis = (0..<rows).map { -1 - $0 }
    inverse = [Double](repeating: 0, count: rows * rows)
    for row in 0..<rows { inverse[row * rows + row] = 1 }
    solution = limits
    multipliers = [Double](repeating: 0, count: rows)
  }

  /// Adds a route unless the multipliers say that it cannot help; whether it was added.
  ///
  /// - Parameter isRoute: whether a team could really make it.
  mutating func add(_ route: [Int], class number: Int, value: Double, isRoute: Bool) -> Bool {
    var counts: [Int32: Double] = [:]
    for stop in route { counts[Int32(stop), default: 0] += 1 }
    let touched = counts.keys.sorted() + [Int32(stops + number)]
    counts[Int32(stops + number)] = 1
    let column = Column(
      rows: touched, entries: touched.map { counts[$0] ?? 0 }, value: value, isRoute: isRoute)
    guard gain(column) > 1e-7 * max(1, abs(value)) else { return false }
    columns.append(column)
    return true
  }

  private func gain(_ column: Column) -> Double {
    var gain = column.value
    for (row, entry) in zip(column.rows, column.entries) { gain -= multipliers[Int(row)] * entry }
    return gain
  }

  /// Pivots until no column helps.
  mutating func solve(isOver: () -> Bool) {
    work = 0
    for turn in 0..<2000 {
      if turn & 31 == 31, isOver() { break }
      work += 2 * rows * rows + 12 * columns.count
      var (entering, most) = (-1, 1e-9)
      for (index, column) in columns.enumerated() where !column.isBasic {
        let gain = gain(column)
        if gain > most { (entering, most) = (index, gain) }
      }
      var slack = -1
      for row in 0..<rows where -multipliers[row] > most { (slack, most) = (row, -multipliers[row]) }
      if slack >= 0 {
        guard pivot(-1 - slack) else { break }
      } else if entering >= 0 {
        guard pivot(entering) else { break }
      } else {
        break
      }
    }
    value = zip(basis, solution).reduce(0) { $0 + ($1.0 >= 0 ? columns[$1.0].value * $1.1 : 0) }
  }

  private mutating func pivot(_ entering: Int) -> Bool {
    let size = rows
    var direction = [Double](repeating: 0, count: size)
    if entering >= 0 {
      let column = columns[entering]
      for (row, entry) in zip(column.rows, column.entries) {
        for i in 0..<size { direction[i] += inverse[i * size + Int(row)] * entry }
      }
    } else {
      for i in 0..<size { direction[i] = inverse[i * size + (-1 - entering)] }
    }
    var (leaving, least) = (-1, Double.infinity)
    for i in 0..<size where direction[i] > 1e-9 {
      let ratio = max(0, solution[i]) / direction[i]
      if ratio < least { (leaving, least) = (i, ratio) }
    }
    guard leaving >= 0 else { return false }
    update(direction, leaving, least)
    if basis[leaving] >= 0 { columns[basis[leaving]].isBasic = false }
    basis[leaving] = entering
    if entering >= 0 { columns[entering].isBasic = true }
    findMultipliers()
    return true
  }

  private mutating func update(_ direction: [Double], _ leaving: Int, _ step: Double) {
    let size = rows
    inverse.withUnsafeMutableBufferPointer { inverse in
      let pivotRow = inverse.baseAddress! + leaving * size
      let scale = 1 / direction[leaving]
      for j in 0..<size { pivotRow[j] *= scale }
      for i in 0..<size where i != leaving && direction[i] != 0 {
        let factor = direction[i]
        let row = inverse.baseAddress! + i * size
        for j in 0..<size { row[j] -= factor * pivotRow[j] }
      }
    }
    for i in 0..<size { solution[i] -= step * direction[i] }
    solution[leaving] = step
  }

  private mutating func findMultipliers() {
    let size = rows
    for j in 0..<size { multipliers[j] = 0 }
    for i in 0..<size where basis[i] >= 0 {
      let worth = columns[basis[i]].value
      if worth == 0 { continue }
      for j in 0..<size { multipliers[j] += worth * inverse[i * size + j] }
    }
  }
}

/// A street grid bent along the river: lines of one `column` keep their distance from the river, lines of
/// one `row` run away from it. Far from the water the bends fade and slow noise takes their place.
struct Grid {
  /// West of the river −1, −2, …; east 1, 2, …; the river itself is 0 and has no street.
  static let columns = Array(-24 ... -1) + Array(1...14)
  static let rows = Array(0...36)

  private let river: Path
  private let axis: Path
  private let noise = (Noise("bend east"), Noise("bend north"))
  private let jitter: [Double]

  init(river: River) {
    self.river = Grid.extended(river.line)
    axis = Path([self.river.corners[0], self.river.corners[self.river.corners.count - 1]])
    var seed = Seed("grid")
    jitter = (0..<128).map { _ in seed.number(-38, 38) }
  }

  /// Metres from the river, east positive, of a column.
  func across(_ column: Int) -> Double {
    let steps = Double(abs(column) - 1)
    let metres = Grid.embankment + 330 * steps + (steps == 0 ? 0 : jitter[64 + column])
    return column < 0 ? -metres : metres
  }

  /// Metres along the river, from the north, of a row.
  func along(_ row: Int) -> Double { 250 + 345 * Double(row) + jitter[row] }

  func place(_ column: Int, _ row: Int) -> Vector { place(across(column), along(row)) }

  /// The place `u` metres across and `v` metres along.
  func place(_ u: Double, _ v: Double) -> Vector {
    let far = min(1, abs(u) / 5_500)
    let spine = river.place(at: v).towards(axis.place(at: v / river.length * axis.length), far)
    let bend = 170 * min(1, abs(abs(u) - Grid.embankment) / 1_300)
    let wave = Vector(noise.0.value(u / 1_900, v / 1_900), noise.1.value(u / 1_900, v / 1_900))
    return spine + Grid.east * u + wave * bend
  }

  /// Main roads keep a wider spacing than streets.
  static func isMain(column: Int) -> Bool { column == -1 || column == 1 || column % 4 == 0 }
  static func isMain(row: Int) -> Bool { row % 4 == 2 }

  private static let embankment = 285.0
  private static let east = Vector(0.96, 0.28)

  /// The river's line, carried on straight for a kilometre at either end.
  private static func extended(_ line: Path) -> Path {
    let corners = line.corners
    let first = (corners[0] - corners[3]).unit * 1_200
    let last = (corners[corners.count - 1] - corners[corners.count - 4]).unit * 1_200
    return Path([corners[0] + first] + corners + [corners[corners.count - 1] + last])
  }
}

internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

/// Repairs the tiling of one kind, round by round.
struct TilingFixer {
  private(set) var redrawn: [Int: MultiPolygon<LonLat>] = [:]
  private(set) var transfers: [TilingRepair.Transfer] = []
  private(set) var balance: TilingFix.Balance
  private let tiles: TilingSet
  private let outline: MultiPolygon<LonLat>?
  private let grid: DecimalGrid
  private let engine = GeometryEngine()
  private var grounds: [MultiPolygon<LonLat>] = []
  /// Rounding to the grid changed nothing.
  private let isOnGrid: Bool

  /// With an outline one round is the rule. Without, the hull of ground that was filled may show another notch.
  private static let rounds = 8

  init(_ tiles: TilingSet, _ outline: MultiPolygon<LonLat>?, decimals: Int) throws {
    self.tiles = tiles
    balance = TilingFix.Balance(kind: tiles.kind, before: 0, after: 0, outline: 0, left: 0)
    let grid = DecimalGrid(decimals: decimals)
    self.grid = grid
    var check = GroundCheck()
    var rounded = outline.map { [grid.rounded($0)] } ?? []
    rounded += tiles.grounds.map { grid.rounded($0) }
    isOnGrid = rounded == (outline.map { [$0] } ?? []) + tiles.grounds
    for place in rounded.indices where !check.isSurelyValid(rounded[place]) {
      guard case .invalid = try engine.validity(of: rounded[place]) else { continue }
      rounded[place] = try engine.repaired(rounded[place])
      // written as it was it would be broken
      let zone = place - (outline == nil ? 0 : 1)
      if zone >= 0 { redrawn[zone] = rounded[place] }
    }
    self.outline = outline == nil ? nil : rounded.removeFirst()
    grounds = rounded
    balance.before = try total()
  }

  private func total() throws -> Double { try grounds.reduce(0) { $0 + (try tiles.plane.area(of: $1)) } }

  /// - Parameter first: what was found of the zones as they are.
  mutating func run(_ first: TilingCheck, _ reporter: Reporter) throws {
    var check = isOnGrid ? first : try tiles.check(grounds, outline: outline, engine)
    for round in 0..<Self.rounds where !check.isClean {
      reporter.progress(
        Progress(Phrase("repairing the tiling", zh: "修复划分"), done: round, of: Self.rounds))
      let repair = try TilingRepair(
        grounds, damaged: check.concerned, outline: try outline ?? tiles.plane.inverse(check.outline),
        cuts: outline != nil, grid: grid, plane: tiles.plane, engine: engine)
      if repair.grounds.isEmpty { break }
      for (zone, ground) in repair.grounds {
        grounds[zone] = ground
        redrawn[zone] = ground
      }
      transfers += repair.transfers
      check = try tiles.check(grounds, outline: outline, engine)
    }
    balance.after = try total()
    balance.outline = check.sums.outline
    balance.dust = check.sums.overlapDust + check.sums.outsideDust - check.sums.gapDust
    balance.left = check.gaps.count + check.overlaps.count + check.outside.count
  }
}

public import ZoneAnalysis
public import ZoneGeometry
public import ZoneModel

/// A proposal: the zones of some kinds drawn anew where they did not tile.
public struct TilingFix: Sendable {
  public var zones: ZoneSet
  /// New ground by zone number, of the zones that are drawn anew; empty where nothing is left of one.
  public internal(set) var grounds: [Int: MultiPolygon<LonLat>] = [:]
  /// Ground that changes hands, by zone numbers, in the order of kinds and rounds.
  public internal(set) var transfers: [TilingRepair.Transfer] = []
  /// Zones that are not valid at the date; they are not part of the proposal.
  public internal(set) var leftOut: [Int] = []
  /// One a kind.
  public internal(set) var balances: [Balance] = []

  /// Square metres: before + gaps and corners − overlaps − outside = after.
  public struct Balance: Sendable, Hashable {
    public var kind: ZoneKind
    /// The zones' areas added up, corners rounded.
    public var before: Double
    public var after: Double
    /// Of the outline with the corners it has now; of the hull when there is no outline.
    public var outline: Double
    /// Gaps, overlaps and pieces beyond the outline that an audit of the proposal still finds.
    public var left: Int
  }

  /// Zones whose ground changes, apart from added corners.
  public var changed: Set<Int> {
    Set(
      transfers.filter { $0.reason != .corners }.flatMap { [$0.from, $0.reason == .overlap ? nil : $0.to] }
        .compactMap { $0 })
  }
}

/// Draws the zones of each kind anew where they do not tile.
///
/// - Throws: `Problem(.usage)` when no kind is held to tile.
func fixTilings(
  of kinds: [ZoneKind], _ zones: ZoneSet, _ isValid: [Bool], _ outline: MultiPolygon<LonLat>?, decimals: Int,
  _ reporter: Reporter
) throws -> TilingFix {
  guard !kinds.isEmpty else {
    throw Problem(
      .usage, Phrase("no kind of zones is held to tile", zh: "没有指定应铺满的区域类型"),
      hint: Phrase("name one: --kind street", zh: "请指定类型，如 --kind street"))
  }
  var fix = TilingFix(zones: zones)
  fix.leftOut = zones.zones.indices.filter { !isValid[$0] }
  for kind in kinds {
    var fixer = try TilingFixer(TilingSet(zones, isValid, kind), outline, decimals: decimals)
    try fixer.run(reporter)
    for (place, ground) in fixer.redrawn { fix.grounds[fixer.tiles.numbers[place]] = ground }
    fix.transfers += fixer.transfers.map { transfer in
      var named = transfer
      named.from = transfer.from.map { fixer.tiles.numbers[$0] }
      named.to = transfer.to.map { fixer.tiles.numbers[$0] }
      return named
    }
    fix.balances.append(fixer.balance)
  }
  return fix
}

/// Repairs the tiling of one kind, round by round.
private struct TilingFixer {
  let tiles: TilingSet
  private(set) var redrawn: [Int: MultiPolygon<LonLat>] = [:]
  private(set) var transfers: [TilingRepair.Transfer] = []
  private(set) var balance: TilingFix.Balance
  private let outline: MultiPolygon<LonLat>?
  private let grid: DecimalGrid
  private let engine = GeometryEngine()
  private var grounds: [MultiPolygon<LonLat>] = []

  /// One round is the rule; a hull that is drawn anew after it may show a notch more.
  private static let rounds = 3

  init(_ tiles: TilingSet, _ outline: MultiPolygon<LonLat>?, decimals: Int) throws {
    self.tiles = tiles
    balance = TilingFix.Balance(kind: tiles.kind, before: 0, after: 0, outline: 0, left: 0)
    let grid = DecimalGrid(decimals: decimals)
    self.grid = grid
    var rounding = Rounding(grid: grid, engine: engine)
    self.outline = try outline.map { try rounding.sound($0) }
    grounds = try tiles.grounds.map { try rounding.sound($0) }
    balance.before = try total()
  }

  /// Rounds ground to a grid and keeps it valid.
  private struct Rounding: ~Copyable {
    let grid: DecimalGrid
    let engine: GeometryEngine
    var check = GroundCheck()

    init(grid: DecimalGrid, engine: GeometryEngine) {
      self.grid = grid
      self.engine = engine
    }

    mutating func sound(_ ground: MultiPolygon<LonLat>) throws -> MultiPolygon<LonLat> {
      let rounded = grid.rounded(ground)
      return check.isSurelyValid(rounded) ? rounded : try engine.sound(rounded)
    }
  }

  private func total() throws -> Double { try grounds.reduce(0) { $0 + (try tiles.plane.area(of: $1)) } }

  mutating func run(_ reporter: Reporter) throws {
    var check = try tiles.check(grounds, outline: outline, engine)
    for round in 0..<Self.rounds where !check.isClean {
      reporter.progress(
        Progress(Phrase("repairing the tiling", zh: "修复划分"), done: round, of: Self.rounds))
      let repair = try TilingRepair(
        grounds, damaged: check.concerned, outline: try outline ?? tiles.plane.inverse(check.outline),
        cuts: outline != nil, grid: grid, plane: tiles.plane, engine: engine)
      for (zone, ground) in repair.grounds {
        grounds[zone] = ground
        redrawn[zone] = ground
      }
      transfers += repair.transfers
      check = try tiles.check(grounds, outline: outline, engine)
    }
    balance.after = try total()
    balance.outline = check.sums.outline
    balance.left = check.gaps.count + check.overlaps.count + check.outside.count
  }
}

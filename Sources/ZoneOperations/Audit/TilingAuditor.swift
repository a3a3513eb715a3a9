internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

/// Holds zones of a kind to tile the outline.
struct TilingAuditor {
  let zones: ZoneSet
  let isValid: [Bool]
  let outline: MultiPolygon<LonLat>?
  /// Metres.
  let sliver: Double
  private let engine = GeometryEngine()
  private(set) var findings: [AuditFinding] = []
  private(set) var tilings: [ZoneAudit.Tiling] = []
  /// What was found of each kind.
  private(set) var checked: [(tiles: TilingSet, check: TilingCheck)] = []

  init(zones: ZoneSet, isValid: [Bool], outline: MultiPolygon<LonLat>?, sliver: Double) {
    self.zones = zones
    self.isValid = isValid
    self.outline = outline
    self.sliver = sliver
  }

  /// Subdistricts must tile; so must the areas of a set that knows one kind only.
  var usualKind: ZoneKind? {
    if zones.zones.count(where: { $0.kind == .street && !$0.boundary.isRoad }) > 1 { return .street }
    let kinds = Set(zones.zones.lazy.filter { !$0.boundary.isRoad }.map(\.kind))
    return kinds.count == 1 ? kinds.first : nil
  }

  mutating func addTiling(_ kind: ZoneKind, _ reporter: Reporter) throws {
    let tiles = try TilingSet(zones, isValid, kind)
    reporter.progress(
      Progress(Phrase("checking the tiling", zh: "检查是否铺满"), done: 0, of: tiles.numbers.count))
    let check = try tiles.check(tiles.grounds, outline: outline, engine)
    tilings.append(ZoneAudit.Tiling(kind: kind, sums: check.sums))
    checked.append((tiles, check))
    try add(check, tiles)
  }

  private mutating func add(_ check: TilingCheck, _ tiles: TilingSet) throws {
    let ids = tiles.numbers.map { zones.zones[$0].id }
    for gap in check.gaps {
      let between = gap.borders.map { ids[$0.zone] }.joined(separator: ", ")
      let reason = Phrase(
        gap.borders.isEmpty ? "ground of the outline in no zone" : "ground in no zone, between \(between)",
        zh: gap.borders.isEmpty ? "城市范围内不属于任何区域" : "不属于任何区域，邻接 \(between)")
      var found = try finding(.gap, gap.piece, reason, tiles)
      found.zones = gap.borders.map { ids[$0.zone] }
      describe(&found, gap.borders, gap.nearest?.zone, tiles)
    }
    for overlap in check.overlaps {
      let pair = [ids[overlap.first], ids[overlap.second]]
      let reason = Phrase("claimed by \(pair[0]) and \(pair[1])", zh: "\(pair[0]) 与 \(pair[1]) 重复划入")
      var found = try finding(.overlap, overlap.piece, reason, tiles)
      found.zones = pair
      describe(&found, overlap.borders, overlap.keeper, tiles)
    }
    for outside in check.outside {
      let id = ids[outside.zone]
      let reason = Phrase("\(id) reaches beyond the outline", zh: "\(id) 超出城市范围")
      var found = try finding(.outsideOutline, outside.piece, reason, tiles)
      found.zones = [id]
      findings.append(found)
    }
  }

  private mutating func describe(
    _ found: inout AuditFinding, _ borders: [TilingCheck.Border], _ natural: Int?, _ tiles: TilingSet
  ) {
    found.neighbours = borders.map {
      .init(zone: zones.zones[tiles.numbers[$0.zone]].id, border: $0.length)
    }
    if let natural {
      found.suggestion = zones.zones[tiles.numbers[natural]].id
      found.suggestedOwner = zones.zones[tiles.numbers[natural]].owner
    }
    findings.append(found)
  }

  private func finding(
    _ issue: ZoneIssue, _ piece: TilingCheck.Piece, _ reason: Phrase, _ tiles: TilingSet
  ) throws -> AuditFinding {
    let isSliver = piece.clearance.radius < sliver
    let width = String(value: piece.clearance.radius * 2, decimals: 1)
    return AuditFinding(
      issue: isSliver ? .sliver : issue, zones: [], place: .polygon(try tiles.plane.inverse(piece.ground)),
      area: piece.area, kind: tiles.kind,
      reason: isSliver
        ? Phrase("\(reason.english); at most \(width) m wide", zh: "\(reason.chinese)；最宽处 \(width) 米")
        : reason)
  }
}

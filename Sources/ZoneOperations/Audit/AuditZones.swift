public import ZoneAnalysis
internal import ZoneFormats
public import ZoneGeometry
public import ZoneModel

/// What can be wrong with a zone set.
public enum ZoneIssue: String, Sendable, Hashable, CaseIterable {
  case gap, overlap, unowned, invalid
  case duplicateID = "duplicate_id"
  case sliver
  case outsideOutline = "outside_outline"

  public var title: Phrase {
    switch self {
    case .gap: Phrase("gap: ground in no zone", zh: "空隙：不属于任何区域")
    case .overlap: Phrase("overlap: ground in two zones", zh: "重叠：同属两个区域")
    case .unowned: Phrase("zone without a responsible body", zh: "无责任单位")
    case .invalid: Phrase("broken boundary", zh: "边界无效")
    case .duplicateID: Phrase("id used twice", zh: "编号重复")
    case .sliver: Phrase("sliver between boundaries", zh: "狭缝：边界之间的细长缝隙")
    case .outsideOutline: Phrase("ground beyond the outline", zh: "超出城市范围")
    }
  }
}

/// One thing wrong with a zone set.
public struct AuditFinding: Sendable {
  public var issue: ZoneIssue
  /// Ids of the zones concerned.
  public var zones: [String]
  /// Where, when it has a place.
  public var place: Geometry<LonLat>?
  /// Square metres concerned; of a broken boundary what its repair changes.
  public var area: Double?
  public var reason: Phrase
}

public struct AuditOptions: Sendable {
  /// File of the city's outline; `nil`: the hull of the zones that must tile.
  public var outline: String?
  public var outlineDatum: Datum?
  /// The kind that must tile; `nil`: subdistricts where there are any, else all areas of a set of one kind.
  public var kind: ZoneKind?
  /// Gaps and overlaps in which no circle of this radius in metres fits are slivers.
  public var sliver = 2.0

  public init() {}
}

/// What an audit found.
public struct ZoneAudit: Sendable {
  public var zones: ZoneSet
  public var findings: [AuditFinding]
  /// The kind that was held to tile; `nil` when none was.
  public var kind: ZoneKind?
  /// Square metres; `nil` when nothing was held to tile.
  public var sums: TilingCheck.Sums?
  public var rejections: [Rejection] { zones.rejections }
}

/// Judges a zone set itself: gaps, overlaps, unowned zones, broken boundaries.
///
/// - Throws: `Problem` when an input cannot be used at all.
public func auditZones(
  _ options: InputOptions, _ audit: AuditOptions, reporter: Reporter = .silent
) throws -> ZoneAudit {
  let zones = try loadZones(options, reporter: reporter)
  var auditor = Auditor(zones: zones, options: audit)
  auditor.addRecords()
  if let kind = audit.kind ?? auditor.tilingKind {
    try auditor.addTiling(kind, outline: auditor.outline(options, reporter), reporter)
  }
  return ZoneAudit(zones: zones, findings: auditor.findings, kind: auditor.kind, sums: auditor.sums)
}

private struct Auditor {
  let zones: ZoneSet
  let options: AuditOptions
  let engine = GeometryEngine()
  var findings: [AuditFinding] = []
  var kind: ZoneKind?
  var sums: TilingCheck.Sums?

  init(zones: ZoneSet, options: AuditOptions) {
    self.zones = zones
    self.options = options
  }

  /// Subdistricts must tile; so must the areas of a set that knows one kind only.
  var tilingKind: ZoneKind? {
    if zones.zones.count(where: { $0.kind == .street && !$0.boundary.isRoad }) > 1 { return .street }
    let kinds = Set(zones.zones.lazy.filter { !$0.boundary.isRoad }.map(\.kind))
    return kinds.count == 1 ? kinds.first : nil
  }

  /// What the records themselves show: repairs, rejections, owners.
  mutating func addRecords() {
    for repair in zones.repairs {
      findings.append(
        AuditFinding(
          issue: .invalid, zones: [repair.zone], place: .point(repair.near),
          area: abs(repair.areaAfter - repair.areaBefore), reason: repair.notice.what))
    }
    for rejection in zones.rejections {
      let issue: ZoneIssue = rejection.reason.english.hasPrefix("the id ") ? .duplicateID : .invalid
      findings.append(
        AuditFinding(
          issue: issue, zones: rejection.id.map { [$0] } ?? [], reason: rejection.reason))
    }
    for (zone, area) in zip(zones.zones, zones.areas) where zone.owner == nil {
      findings.append(
        AuditFinding(
          issue: .unowned, zones: [zone.id], place: zone.boundary.geometry, area: area,
          reason: Phrase("no responsible body is named", zh: "未注明责任单位")))
    }
  }

  /// The city's outline in WGS 84; `nil` when no file is named.
  func outline(_ options: InputOptions, _ reporter: Reporter) throws -> MultiPolygon<LonLat>? {
    guard let path = self.options.outline else { return nil }
    let layer = try InputFile.read(path, options.reading)
    layer.notices.forEach(reporter.notice)
    let datum = self.options.outlineDatum ?? options.zonesDatum.first ?? layer.declaredDatum ?? .wgs84
    let placing = try Placing(datum, file: path)
    var polygons: [Polygon<LonLat>] = []
    for geometry in layer.geometries.compactMap({ $0 }) { polygons += try placing.place(geometry).polygons }
    guard !polygons.isEmpty else {
      throw Problem(
        .badData, Phrase("the outline holds no area", zh: "城市范围文件中没有面要素"), at: Phrase(path, zh: path),
        hint: Phrase("give a file with a Polygon or MultiPolygon", zh: "请提供含面（Polygon 或 MultiPolygon）的文件"))
    }
    return try engine.union(polygons.map { try engine.repaired(MultiPolygon([$0])) })
  }

  mutating func addTiling(_ kind: ZoneKind, outline: MultiPolygon<LonLat>?, _ reporter: Reporter) throws {
    let tiles = zones.zones.indices.filter {
      zones.zones[$0].kind == kind && !zones.zones[$0].boundary.isRoad
    }
    guard !tiles.isEmpty else {
      throw Problem(
        .badData, Phrase("no zone is of the kind \(kind)", zh: "没有类型为 \(kind) 的区域"),
        hint: Phrase("kinds there are: \(kinds)", zh: "现有类型：\(kinds)"))
    }
    reporter.progress(Progress(Phrase("checking the tiling", zh: "检查是否铺满"), done: 0, of: tiles.count))
    let box = tiles.compactMap { zones.zones[$0].boundary.geometry.bounds }
    let all = box.dropFirst().reduce(into: box[0]) { $0.extend(to: $1) }
    let plane = try Plane(.equalArea(near: all))
    let grounds: [MultiPolygon<PlanePoint>] = try tiles.map {
      guard case .ground(let ground) = zones.zones[$0].boundary else { return MultiPolygon() }
      return try engine.sound(plane.forward(ground))
    }
    let check = try TilingCheck(
      grounds, outline: outline.map { try engine.sound(plane.forward($0)) }, engine: engine)
    self.kind = kind
    sums = check.sums
    try add(check, tiles.map { zones.zones[$0].id }, plane, hasOutline: outline != nil)
  }

  private var kinds: String { Set(zones.zones.map(\.kind.rawValue)).sorted().joined(separator: ", ") }

  private mutating func add(_ check: TilingCheck, _ ids: [String], _ plane: Plane, hasOutline: Bool) throws {
    for gap in check.gaps {
      let borders = gap.borders.map { ids[$0.zone] }
      let between = borders.joined(separator: ", ")
      let reason = Phrase(
        borders.isEmpty ? "ground of the outline in no zone" : "ground in no zone, between \(between)",
        zh: borders.isEmpty ? "城市范围内不属于任何区域" : "不属于任何区域，邻接 \(between)")
      try add(.gap, borders, gap.piece, reason, plane)
    }
    for overlap in check.overlaps {
      let pair = [ids[overlap.first], ids[overlap.second]]
      let reason = Phrase("claimed by \(pair[0]) and \(pair[1])", zh: "\(pair[0]) 与 \(pair[1]) 重复划入")
      try add(.overlap, pair, overlap.piece, reason, plane)
    }
    for outside in check.outside {
      let id = ids[outside.zone]
      let reason = Phrase("\(id) reaches beyond the outline", zh: "\(id) 超出城市范围")
      try add(.outsideOutline, [id], outside.piece, reason, plane)
    }
  }

  private mutating func add(
    _ issue: ZoneIssue, _ ids: [String], _ piece: TilingCheck.Piece, _ reason: Phrase, _ plane: Plane
  ) throws {
    let isSliver = piece.clearance.radius < options.sliver
    let width = String(value: piece.clearance.radius * 2, decimals: 1)
    findings.append(
      AuditFinding(
        issue: isSliver ? .sliver : issue, zones: ids, place: .polygon(try plane.inverse(piece.ground)),
        area: piece.area,
        reason: isSliver
          ? Phrase("\(reason.english); at most \(width) m wide", zh: "\(reason.chinese)；最宽处 \(width) 米")
          : reason))
  }
}

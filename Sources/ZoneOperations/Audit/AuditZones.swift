public import ZoneAnalysis
internal import ZoneFormats
public import ZoneGeometry
public import ZoneModel

public struct AuditOptions: Sendable {
  /// File of the city's outline; `nil`: the hull of the zones that must tile.
  public var outline: String?
  public var outlineDatum: Datum?
  /// The kinds that must tile, each on its own; empty: subdistricts where there are any, else all areas of a
  /// set of one kind.
  public var kinds: [ZoneKind] = []
  /// Gaps and overlaps in which no circle of this radius in metres fits are slivers.
  public var sliver = 2.0
  /// The moment boundaries must be valid at (`valid_from`, `valid_to`); `nil`: their dates are not judged.
  public var asOf: Instant?
  /// Propose a tiling without gaps and overlaps, its corners rounded to so many decimals of a degree.
  public var fixDecimals: Int?

  public init() {}
}

/// What an audit found.
public struct ZoneAudit: Sendable {
  public var zones: ZoneSet
  public var findings: [AuditFinding] = []
  /// One a kind that was held to tile.
  public var tilings: [Tiling] = []
  /// The proposal, when one was asked for.
  public var fix: TilingFix?
  public var rejections: [Rejection] { zones.rejections }

  /// How far the zones of a kind tile the outline.
  public struct Tiling: Sendable {
    public var kind: ZoneKind
    /// Square metres.
    public var sums: TilingCheck.Sums
  }
}

/// Judges a zone set itself: gaps, overlaps, unowned and out-of-date zones, broken boundaries.
///
/// - Throws: `Problem` when an input cannot be used at all.
public func auditZones(
  _ options: InputOptions, _ audit: AuditOptions, reporter: Reporter = .silent
) throws -> ZoneAudit {
  let zones = try loadZones(options, reporter: reporter)
  let validity = ZoneValidity(zones, options)
  let isValid = zones.zones.indices.map { zone in audit.asOf.map { validity.holds(zone, at: $0) } ?? true }
  validity.notices(isJudged: audit.asOf != nil).forEach(reporter.notice)
  let outline = try audit.outline.map { try readOutline($0, options, audit, reporter) }
  var auditor = TilingAuditor(zones: zones, isValid: isValid, outline: outline, sliver: audit.sliver)
  var result = ZoneAudit(zones: zones)
  result.findings = recordFaults(of: zones) + (try zoneFaults(of: zones, validity, audit.asOf, isValid))
  let kinds = audit.kinds.isEmpty ? auditor.usualKind.map { [$0] } ?? [] : audit.kinds
  for kind in kinds {
    try auditor.addTiling(kind, reporter)
  }
  result.findings += auditor.findings
  result.tilings = auditor.tilings
  if let decimals = audit.fixDecimals {
    result.fix = try fixTilings(auditor.checked, zones, isValid, outline, decimals: decimals, reporter)
  }
  return result
}

/// What the loading showed: repairs and rejections.
private func recordFaults(of zones: ZoneSet) -> [AuditFinding] {
  let repairs = zones.repairs.map { repair in
    AuditFinding(
      issue: .invalid, zones: [repair.zone], place: .point(repair.near),
      area: abs(repair.areaAfter - repair.areaBefore), reason: repair.notice.what)
  }
  let rejections = zones.rejections.map { rejection in
    AuditFinding(
      issue: rejection.reason.english.hasPrefix("the id ") ? .duplicateID : .invalid,
      zones: rejection.id.map { [$0] } ?? [], reason: rejection.reason)
  }
  return repairs + rejections
}

/// Zones nobody answers for, and zones not valid at the date.
private func zoneFaults(
  of zones: ZoneSet, _ validity: ZoneValidity, _ asOf: Instant?, _ isValid: [Bool]
) throws -> [AuditFinding] {
  let unowned = zones.zones.indices.filter { zones.zones[$0].owner == nil && isValid[$0] }
  let outdated = zones.zones.indices.filter { !isValid[$0] }
  let neighbourhood = try ZoneNeighbourhood(zones, isValid: isValid)
  let around = try neighbourhood.neighbours(of: unowned + outdated)
  return (unowned + outdated).map { number in
    let zone = zones.zones[number]
    let beside = around[number] ?? ZoneNeighbourhood.Answer()
    return AuditFinding(
      issue: isValid[number] ? .unowned : .outOfDate, zones: [zone.id], place: zone.boundary.geometry,
      area: zones.areas[number],
      neighbours: beside.borders.map { .init(zone: zones.zones[$0.zone].id, border: $0.length) },
      suggestion: beside.suggestion.map { zones.zones[$0].id },
      suggestedOwner: beside.suggestion.flatMap { zones.zones[$0].owner },
      reason: isValid[number]
        ? Phrase("no responsible body is named", zh: "未注明责任单位") : validity.reason(number, at: asOf ?? 0))
  }
}

/// The city's outline in WGS 84.
private func readOutline(
  _ path: String, _ options: InputOptions, _ audit: AuditOptions, _ reporter: Reporter
) throws -> MultiPolygon<LonLat> {
  let layer = try InputFile.read(path, options.reading)
  layer.notices.forEach(reporter.notice)
  let datum = audit.outlineDatum ?? options.zonesDatum.first ?? layer.declaredDatum ?? .wgs84
  let placing = try Placing(datum, file: path)
  var polygons: [Polygon<LonLat>] = []
  do {
    for geometry in layer.geometries.compactMap({ $0 }) { polygons += try placing.place(geometry).polygons }
  } catch {
    throw Problem(.badData, error.reason, at: Phrase(path, zh: path), hint: error.hint)
  }
  let engine = GeometryEngine()
  let ground = try engine.union(polygons.map { try engine.repaired(MultiPolygon([$0])) })
  guard !ground.isEmpty else {
    throw Problem(
      .badData, Phrase("the outline holds no area", zh: "城市范围文件中没有面要素"), at: Phrase(path, zh: path),
      hint: Phrase("give a file with a Polygon or MultiPolygon", zh: "请提供含面（Polygon 或 MultiPolygon）的文件"))
  }
  return ground
}

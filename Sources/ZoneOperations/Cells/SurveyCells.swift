public import ZoneAnalysis
internal import ZoneGeometry
public import ZoneModel

/// What was seen of every cell of every zone.
public struct CellSurvey: Sendable {
  public var survey: ZoneSurvey
  public var cells: ZoneCells
  /// Per zone one a cell.
  public var looks: [[CellLook]]
  /// Zone and place of every cell, zone by zone.
  let places: [(zone: Int, cell: Int)]

  /// Cells of a zone that somebody looked at ÷ its cells.
  public func share(of zone: Int) -> Share {
    Share(Double(looks[zone].count { $0.looks > 0 }), of: Double(looks[zone].count))
  }

  public var rejections: [Rejection] { survey.rejections + cells.rejections }
}

/// Looks at the cells of zones that were surveyed: made ones, or the office's own.
///
/// What counts for a cell is what counts for its zone: of a walled compound what was seen from inside the
/// compound, though from another of its cells.
///
/// - Throws: `Problem` when the cells cannot be had.
public func surveyCells(
  of survey: ZoneSurvey, _ cells: CellOptions, _ input: InputOptions, reporter: Reporter = .silent
) throws -> CellSurvey {
  let threads = survey.options.threads
  let made =
    try cells.file.map { path in
      try OfficeCells(path, cells, input, reporter).dealt(to: survey.zones, reporter)
    } ?? makeCells(of: survey.zones, cells, threads: threads, reporter)
  let workers = Workers(threads: threads) {
    CellSurveyor(survey, made)
  } work: { surveyor, zone in
    try surveyor.looks(at: zone)
  }
  let looks = try workers.results(survey.zones.count) { done in
    reporter.progress(
      Progress(Phrase("measuring cells", zh: "量算单元网格"), done: done, of: survey.zones.count))
  }
  let places = made.perZone.indices.flatMap { zone in made.perZone[zone].indices.map { (zone, $0) } }
  return CellSurvey(survey: survey, cells: made, looks: looks, places: places)
}

/// Looks at the cells of one zone after the other, in one task.
private final class CellSurveyor {
  private let survey: ZoneSurvey
  private let cells: ZoneCells
  private let engine: GeometryEngine
  private let kernel: CoverageKernel
  private var planes: [PlaneDefinition: Plane] = [:]

  init(_ survey: ZoneSurvey, _ cells: ZoneCells) {
    self.survey = survey
    self.cells = cells
    engine = GeometryEngine()
    kernel = CoverageKernel(engine: engine)
  }

  func looks(at zone: Int) throws -> [CellLook] {
    let sightings = survey.sights[zone].sightings
    if sightings.footprints.isEmpty { return cells.perZone[zone].map { _ in CellLook() } }
    let plane = try plane(survey.zones.planes[zone])
    return try cells.perZone[zone].map { cell in
      switch cell.cell.shape {
      case .ground(let ground): try kernel.look(at: engine.sound(plane.forward(ground)), by: sightings)
      case .road(let lines): kernel.look(at: try lines.map { try plane.forward($0) }, by: sightings)
      }
    }
  }

  private func plane(_ definition: PlaneDefinition) throws -> Plane {
    if let plane = planes[definition] { return plane }
    let plane = try Plane(definition)
    planes[definition] = plane
    return plane
  }
}

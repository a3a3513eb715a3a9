internal import Foundation
internal import ZoneFormats
internal import ZoneGeometry
public import ZoneModel
public import ZoneStore

/// What came of importing one file.
public struct ImportReport: Sendable {
  public var file: String
  public var role: ProjectRole
  public var tally: ImportTally
  /// Records that could not be used; they are kept in the project too.
  public var rejections: [Rejection]
}

/// Takes files into a project: each whole or not at all, in the order given.
///
/// - Parameters:
///   - options: the files of zones, findings and observations, and how they are to be read.
///   - teams: files of teams, and `checklists` of checklist items: CSV, or JSON arrays of objects.
///   - moment: when this happens.
///   - generation: the moment from which on the zones' boundaries hold; what was drawn before stays on record.
///     `nil`: the zones are corrected in their place.
/// - Returns: one report a file.
/// - Throws: `Problem` when a file cannot be read at all (those before it are in the project then), `.busy`,
///   `.inputOutput` when the disk is full: the file concerned is not in the project then.
public func importFiles(
  _ options: InputOptions, teams: [String] = [], checklists: [String] = [], into project: ProjectFile,
  at moment: Instant, generation: Instant? = nil,
  threads: Int = 1, reporter: Reporter = .silent
) throws -> [ImportReport] {
  let importer = ProjectImporter(
    options: options, project: project, moment: InputOptions.utc(moment),
    generation: generation.map(InputOptions.utc), threads: threads, reporter: reporter
  )
  var reports: [ImportReport] = []
  for (index, source) in options.zones.enumerated() {
    reports.append(try importer.take(.zones, index, source.path, kind: source.kind, options.zonesDatum))
  }
  for (index, path) in options.findings.enumerated() {
    reports.append(try importer.take(.findings, index, path, kind: nil, options.findingsDatum))
  }
  for (index, path) in options.observations.enumerated() {
    reports.append(try importer.take(.observations, index, path, kind: nil, options.observationsDatum))
  }
  for path in teams { reports.append(try importer.takePlain(.teams, path)) }
  for path in checklists { reports.append(try importer.takePlain(.checklist, path)) }
  return reports
}

struct ProjectImporter {
  let options: InputOptions
  let project: ProjectFile
  let moment: String
  let generation: String?
  let threads: Int
  let reporter: Reporter

  func take(
    _ role: ProjectRole, _ index: Int, _ path: String, kind: ZoneKind?, _ datums: [Datum]
  ) throws -> ImportReport {
    let options = options
    let source = ProjectSource(role: role, name: path, kind: kind?.rawValue, fields: options.fields)
    var rejections: [Rejection] = []
    let tally = try project.importRecords(
      of: source, at: moment, generation: role == .zones ? generation : nil
    ) { records in
      var taker: RecordTaker?
      var datum = Datum.wgs84
      var joint = LayerJoint()
      try inOrder(
        threads: threads,
        source: InputFile.stream(path, options.reading, tellsNumbers: true, threads: threads),
        take: { stream in try stream.cut().map { ImportPiece(records: $0, progress: stream.progress) } },
        worker: {},
        work: { _, piece in ImportPart(part: try piece.records.read(), progress: piece.progress) },
        use: { part in
          let layer = try joint.joined(part.part)
          layer.notices.forEach(reporter.notice)
          if taker == nil {
            datum = InputOptions.datum(datums, index, layer)
            taker = RecordTaker(role, records, placing: try Placing(datum, file: path), kind: kind, options)
          }
          rejections += try taker?.take(layer) ?? []
          let (done, total) = part.progress
          if total > 0 {
            reporter.progress(Progress(Phrase("importing \(path)", zh: "导入 \(path)"), done: done, of: total))
          }
        })
      try taker?.finish()
      if records.tally.isEmpty { throw nothingUsable([path], rejections) }
      return (taker?.columns ?? [], datum)
    }
    return ImportReport(file: path, role: role, tally: tally, rejections: rejections)
  }
}

/// Some records on their way from the reader to the project.
private struct ImportPiece: Sendable {
  let records: LayerPiece
  let progress: (done: Int, of: Int)
}

private struct ImportPart: Sendable {
  let part: LayerPart
  let progress: (done: Int, of: Int)
}

internal import Foundation
internal import ZoneFormats
internal import ZoneGeometry
public import ZoneModel
public import ZoneStore

/// Writes the records of a role as they are kept: properties with people's names and numbers masked, places
/// in the output's datum.
///
/// - Returns: how many records were written.
/// - Throws: `Problem`: `.badData` when the project has none, and what writing throws.
public func exportRecords(
  _ role: ProjectRole, of project: String, _ options: OutputOptions, to target: OutputTarget,
  reporter: Reporter = .silent
) throws -> Int {
  let sources = try ProjectFile(reading: project).sources(role)
  let datum = try OutputDatum(options.datum)
  var seen: Set<String> = []
  let names = sources.flatMap(\.columns).filter { seen.insert($0).inserted }
  guard !sources.isEmpty else { throw noRecords(role, of: project) }
  let output = try PartedOutput(target)
  var count = 0
  for source in sources {
    let stream = try ProjectFile.records(of: source, in: project)
    while let part = try stream.next() {
      let shapes = part.geometries
      var layer = OutputLayer(
        name: role.rawValue, count: part.count,
        geometry: { row in
          shapes[row].flatMap { datum.geometry($0.mapPositions { LonLat($0.first, $0.second) }) }
        },
        tables: [part.properties], carried: { OutputLayer.Carried(table: 0, row: $0) },
        members: datum.members, isGeographic: datum.isGeographic, precision: options.precision)
      layer.carriedNames = names
      try output.append(layer)
      count += part.count
      let (done, total) = stream.progress
      reporter.progress(
        Progress(Phrase("writing \(source.name)", zh: "写出 \(source.name)"), done: done, of: total))
    }
  }
  try output.commit()
  return count
}

/// The project holds none of them.
func noRecords(_ role: ProjectRole, of project: String) -> Problem {
  Problem(
    .badData, Phrase("the project has no \(role.title.english)", zh: "项目中没有\(role.title.chinese)"),
    at: Phrase(project, zh: project),
    hint: Phrase(
      "import some: zonesweep project import --project \(project) --\(role.rawValue) FILE",
      zh: "请先导入：zonesweep project import --project \(project) --\(role.rawValue) 文件"))
}

extension InputOptions {
  /// What to say where an input is needed that no file was named for and the project does not have; `nil`
  /// without a project.
  public func lacking(_ role: ProjectRole) -> Problem? { project.map { noRecords(role, of: $0.path) } }
}

/// Writes a package for QGIS: zones with their coverage, the blind spots and the findings with their zones,
/// each with colours.
///
/// - Returns: the names of its layers.
/// - Throws: `Problem`, as the verbs `coverage`, `blindspots` and `map` do.
public func exportSnapshot(
  of project: String, on day: Instant? = nil, _ options: OutputOptions, to path: String, language: Language,
  reporter: Reporter = .silent
) throws -> [String] {
  var input = InputOptions()
  try input.useProject(project, on: day)
  var survey = SurveyOptions()
  survey.asOf = day
  let result = try surveyZones(input, survey, reporter: reporter)
  let spots = try blindSpots(of: result, causes: Cause.unseen, reporter: reporter)
  let package = try GeoPackageWriter(path)
  var names: [String] = []
  func add(_ layer: OutputLayer, _ name: String, _ style: LayerStyle) throws {
    var layer = layer
    layer.name = name
    try package.append(layer, style: style)
    names.append(name)
  }
  let styles = SnapshotStyles(language: language)
  let zones = try result.outputLayer(options)
  // a layer has one sort of symbol: streets that are lines stand in one of their own
  let isRoad = result.zones.zones.map(\.boundary.isRoad)
  let areas = isRoad.indices.filter { !isRoad[$0] }
  if !areas.isEmpty { try add(zones.selecting(areas), "zones", styles.coverage(.fill)) }
  if areas.count < isRoad.count {
    try add(zones.selecting(isRoad.indices.filter { isRoad[$0] }), "roads", styles.coverage(.line))
  }
  try add(spots.outputLayer(options, language: language), "blindspots", styles.blindSpots)
  if !input.findings.isEmpty {
    let map = try mapFindings(input, reporter: reporter)
    try add(map.outputLayer(options), "findings", styles.findings)
  }
  try package.commit()
  return names
}

extension OutputLayer {
  /// Some of the rows, in the order given.
  func selecting(_ rows: [Int]) -> OutputLayer {
    OutputLayer(
      name: name, count: rows.count, geometry: { [geometry] in geometry(rows[$0]) }, tables: tables,
      carried: { [carried] in carried(rows[$0]) },
      columns: columns.map { column in
        Column(column.name, replaces: column.replaces) { column.value(rows[$0]) }
      },
      members: members, isGeographic: isGeographic, precision: precision)
  }
}

/// The colours of a snapshot's layers.
private struct SnapshotStyles {
  let language: Language

  private func say(_ english: String, zh chinese: String) -> String {
    language == .chinese ? chinese : english
  }

  func coverage(_ shape: LayerStyle.Shape) -> LayerStyle {
    let opacity = shape == .fill ? 150 : 255
    return LayerStyle(
      title: say("coverage", zh: "覆盖率"), column: "coverage", shape: shape,
      steps: [
        LayerStyle.Step("0 – 25 %", [215, 48, 39, opacity], .range(0, 0.25)),
        LayerStyle.Step("25 – 50 %", [252, 141, 89, opacity], .range(0.25, 0.5)),
        LayerStyle.Step("50 – 75 %", [254, 224, 139, opacity], .range(0.5, 0.75)),
        LayerStyle.Step("75 – 100 %", [145, 207, 96, opacity], .range(0.75, 1)),
      ])
  }

  var blindSpots: LayerStyle {
    let colours = [[215, 48, 39, 200], [252, 141, 89, 200], [153, 112, 171, 200]]
    return LayerStyle(
      title: say("blind spots", zh: "检查盲区"), column: "cause", shape: .fill,
      steps: zip(Cause.unseen, colours).map { cause, colour in
        LayerStyle.Step(cause.title.text(in: language), colour, .value(cause.rawValue))
      } + [LayerStyle.Step(say("other", zh: "其他"), [150, 150, 150, 200], .others)])
  }

  var findings: LayerStyle {
    LayerStyle(
      title: say("findings by status", zh: "问题点（按状态）"), column: "status", shape: .marker,
      steps: [
        LayerStyle.Step(say("open", zh: "待处置"), [215, 48, 39, 255], .value("open")),
        LayerStyle.Step(say("closed", zh: "已结案"), [26, 152, 80, 255], .value("closed")),
        LayerStyle.Step("待整改", [215, 48, 39, 255], .value("待整改")),
        LayerStyle.Step("整改中", [254, 224, 139, 255], .value("整改中")),
        LayerStyle.Step("已整改", [26, 152, 80, 255], .value("已整改")),
        LayerStyle.Step(say("other", zh: "其他"), [100, 100, 100, 255], .others),
      ])
  }
}

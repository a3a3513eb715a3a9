internal import Foundation
internal import SweepPlanning
internal import ZoneFormats
internal import ZoneGeometry
public import ZoneModel

/// What the demo made.
public struct Demo {
  public var survey: ZoneSurvey
  public var unseen: BlindSpotList
  public var others: BlindSpotList
  public var effort: BlindSpotList
  public var items: ItemSurvey
  public var findings: FindingMap
  public var sweeps: PlannedSweeps
  /// The files written, in the order they were.
  public var files: [String]
  public var rejections: [Rejection]
}

/// Does the whole job on the sample city: every output into one folder.
///
/// - Parameters:
///   - data: the folder that holds the sample city.
///   - folder: made when it is not there.
/// - Throws: `Problem` (`.inputMissing` when the sample city is not in `data`, `.cannotCreate` …).
public func runDemo(
  data: String, into folder: String, language: Language, reporter: Reporter = .silent
) throws -> Demo {
  let city = try SampleCityFiles(data)
  var output = DemoOutput(folder: folder)
  try output.prepare()
  var writing = OutputOptions()
  writing.language = language
  let map = try mapFindings(city.options, nearest: 50, reporter: reporter)
  try output.write(map.outputLayer(writing), "map", formats: [.geojson, .csv])
  var surveyed = SurveyOptions()
  surveyed.checklist = try readChecklist(city.path("checklist.csv"), reporter: reporter)
  let survey = try surveyZones(city.options, surveyed, reporter: reporter)
  try output.write(survey.outputLayer(writing), "coverage", formats: [.geojson, .csv])
  let items = try surveyItems(survey, reporter: reporter)
  try output.write(items.outputLayer(writing), "coverage-items", formats: [.csv])
  let unseen = try blindSpots(of: survey, causes: Cause.unseen, reporter: reporter)
  try output.write(
    unseen.outputLayer(writing, language: language), "blindspots", formats: [.geojson, .csv])
  let others = try blindSpots(of: survey, causes: [.overdue, .unowned, .disputed], reporter: reporter)
  let effort = try blindSpots(of: survey, causes: Cause.ofEffort, items: items, reporter: reporter)
  try output.write(
    effort.outputLayer(writing, language: language), "blindspots-effort", formats: [.csv])
  try output.write(
    others.outputLayer(writing, language: language), "blindspots-other", formats: [.geojson, .csv])
  try output.writeHeatmap(city.options, language, reporter)
  var audit = AuditOptions()
  audit.outline = city.path("outline.geojson")
  try output.write(
    auditZones(city.options, audit, reporter: reporter).outputLayer(writing, language: language),
    "audit",
    formats: [.geojson])
  var report = SurveyReport(
    survey: survey, unseen: unseen, others: others, effort: effort,
    title: Phrase("Blind spots of the sample city", zh: "示例城市的检查盲区"),
    background: ReportBackground(water: city.path("river.geojson"), outline: city.path("outline.geojson")))
  report.related = [("heatmap.html", Phrase("Heatmap of findings", zh: "问题热力图"))]
  try output.write(report.svg(in: language), "blind-spots.svg")
  try output.write(report.html(in: language), "report.html")
  let sweeps = try planSweeps(city, unseen, others, reporter)
  try output.write(sweeps.outputLayer(writing, language: language), "plan", formats: [.geojson, .csv])
  try output.write(sweeps.gpx(in: language), "plan.gpx")
  try output.write(sweeps.sheets(in: language), "plan.html")
  return Demo(
    survey: survey, unseen: unseen, others: others, effort: effort, items: items, findings: map,
    sweeps: sweeps,
    files: output.files,
    rejections: survey.rejections)
}

/// The sample teams' sweeps of markets and compounds on the day after the newest record.
private func planSweeps(
  _ city: SampleCityFiles, _ unseen: BlindSpotList, _ others: BlindSpotList, _ reporter: Reporter
) throws -> PlannedSweeps {
  var list = unseen
  list.spots += others.spots.filter { $0.cause == .overdue }
  list.spots.sort { $0.priority != $1.priority ? $0.priority > $1.priority : $0.id < $1.id }
  var options = PlanOptions(planner: SweepPlanner(limit: .iterations(20_000)))
  options.stops.kinds = [.market, .compound]
  return try planSweeps(
    of: list, loadTeams(city.path("teams.json")), .usual, options, reporter: reporter)
}

/// Where the sample city's files are and how they are to be read (see its README).
private struct SampleCityFiles {
  private let folder: String
  private(set) var options = InputOptions()

  init(_ folder: String) throws {
    self.folder = folder
    guard FileManager.default.fileExists(atPath: "\(folder)/subdistricts.geojson") else {
      throw Problem(
        .inputMissing, Phrase("the sample city is not here", zh: "找不到示例城市的数据"),
        at: Phrase(folder, zh: folder),
        hint: Phrase(
          "run it in the project's folder, or name the folder: --data geodata",
          zh: "请在项目目录中运行，或用 --data geodata 指定目录"))
    }
    options.zones = ["subdistricts", "roads", "markets", "villages", "compounds"].map {
      ZoneSource(path: "\(folder)/\($0).geojson")
    }
    options.findings = ["covert.geojson", "leaders.geojson", "office.csv", "complaints.csv"].map {
      "\(folder)/findings-\($0)"
    }
    options.findingsDatum = [.wgs84, .wgs84, .gcj02, .gcj02]
    let tracks = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/tracks").sorted()
    options.observations =
      [path("visits.geojson"), path("tracks.geojson")]
      + tracks.filter { $0.hasSuffix(".gpx") }.map { path("tracks/\($0)") }
  }

  func path(_ name: String) -> String { "\(folder)/\(name)" }
}

/// The folder results go to.
private struct DemoOutput {
  let folder: String
  var files: [String] = []

  init(folder: String) { self.folder = folder }

  func prepare() throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Problem(
        .cannotCreate, Phrase("the folder cannot be made", zh: "无法创建文件夹"), at: Phrase(folder, zh: folder),
        hint: Phrase("name another one: --out DIR", zh: "请用 --out 指定其他文件夹"))
    }
  }

  mutating func write(_ layer: OutputLayer, _ name: String, formats: [OutputFormat]) throws {
    for format in formats {
      var target = OutputTarget(path: "\(folder)/\(name).\(format.rawValue)")
      target.format = format
      if name != "map" { target.csvGeometry = .none }
      try ZoneOperations.write(layer, to: target)
      files.append(target.path)
    }
  }

  /// The cells as data, as a picture and as a page.
  mutating func writeHeatmap(_ input: InputOptions, _ language: Language, _ reporter: Reporter) throws {
    var options = HeatmapOptions()
    options.isForPicture = true
    let map = try drawHeatmap(input, options, reporter: reporter)
    try write(map.outputLayer(OutputOptions()), "heatmap", formats: [.geojson])
    let picture = try HeatPicture(map)
    try write(picture.svg(in: language), "heatmap.svg")
    try write(picture.html(in: language), "heatmap.html")
  }

  mutating func write(_ text: String, _ name: String) throws {
    let path = "\(folder)/\(name)"
    let file = try AtomicFile(path)
    var text = text
    try text.withUTF8 { try file.write(UnsafeRawBufferPointer($0)) }
    try file.commit()
    files.append(path)
  }
}

extension Demo {
  /// Per kind of zone, by cause, and the ten worst: two of each kind.
  public var summary: [SummaryTable] {
    var worst: [BlindSpot] = []
    for (kind, _) in survey.zones.byKind {
      worst += unseen.spots.filter { spot in
        spot.zoneNumber.map { survey.zones.zones[$0].kind == kind } ?? false
      }.prefix(2)
    }
    var few = unseen
    few.spots = worst
    var all = unseen
    for list in [others, effort] {
      all.spots += list.spots
      all.tooSmall.merge(list.tooSmall) { first, _ in first }
    }
    var causes = all.summary()[0]
    causes.title = Phrase("Dead corners by what makes them one", zh: "死角（按成因）")
    var ten = few.summary(worst: 10)[1]
    ten.title = Phrase("The ten worst dead corners, two of each kind", zh: "最突出的十处死角（每类两处）")
    let calls = DeadCornerCalls(survey, [unseen, others, effort], most: 2).table
    return [survey.summary, items.summary()[0], causes, ten, calls] + sweeps.summary().prefix(1)
  }
}

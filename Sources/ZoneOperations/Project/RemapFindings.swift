internal import ZoneAnalysis
internal import ZoneFormats
public import ZoneModel
public import ZoneStore

/// Maps a project's findings by two generations of boundaries and keeps both answers, the old beside the new.
///
/// - Parameter day: the moment the new generation began.
/// - Returns: findings whose zone is another now.
/// - Throws: `Problem`, as `mapFindings` does.
public func remapFindings(
  of project: ProjectFile, since day: Instant, reporter: Reporter = .silent
) throws -> Int {
  guard try !project.sources(.findings).isEmpty else { return 0 }
  guard try project.hasZones(on: InputOptions.utc(day - 1)) else { return 0 }
  let days = try project.generations()
  let moment = InputOptions.utc(day)
  // boundaries of which no beginning is known
  let earlier = days.last { $0 < moment } ?? "0001-01-01T00:00:00Z"
  let before = try answers(of: project, on: day - 1, reporter)
  let after = try answers(of: project, on: day, reporter)
  try project.keep(before, byBoundariesOf: earlier)
  try project.keep(after, byBoundariesOf: moment)
  return zip(before, after).count { $0.zone != $1.zone }
}

/// Where each finding lay by the boundaries of a moment; where none are known, in no zone.
private func answers(
  of project: ProjectFile, on day: Instant, _ reporter: Reporter
) throws -> [FindingAnswer] {
  var options = InputOptions()
  try options.useProject(project.path, on: day)
  let map = try mapFindings(options, reporter: reporter)
  let numbers = try project.sources(.findings).map { try project.findingNumbers(of: $0) }
  let zones = map.zones.zones
  return (0..<map.findings.count).map { i in
    let ids = map.hits[i].map { zones[Int($0)].id }
    let row = Int(map.findings.rows[i])
    return FindingAnswer(
      finding: numbers[map.findings.layer(of: i)][row], zone: map.hits.home(of: i).map { zones[$0].id },
      zones: "[\(ids.map(JSONQuote.text).joined(separator: ","))]")
  }
}

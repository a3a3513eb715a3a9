internal import ZoneModel

/// Counts findings and observations on a fixed grid or by zone.
///
/// - Parameter threads: so many read, project and draw. The cells are the same.
/// - Throws: `Problem` when an input cannot be used at all.
public func drawHeatmap(
  _ options: InputOptions, _ heat: HeatmapOptions, threads: Int = 1, reporter: Reporter = .silent
) throws -> Heatmap {
  var points = HeatPoints()
  if heat.isForPicture { points.times = RecordTimes() }
  var map = Heatmap(options: heat)
  if heat.measure == .findings {
    map.unused = try points.stream(options, heat, threads: threads, reporter, rejections: &map.rejections)
  } else {
    // inspectors' findings are observations too, so that they must be at hand
    let findings =
      options.findings.isEmpty
      ? nil : try loadFindings(options, reporter: reporter).windowed(heat.window, options.time)
    let observations = try loadObservations(
      options, findings: findings?.set, threads: threads, reporter: reporter)
    map.rejections = (findings?.set.rejections ?? []) + observations.rejections
    map.unused = findings?.left ?? 0
    if let findings, heat.measure != .observations { points.add(findings.set, options.time) }
    points.look(observations.observations, heat.window)
  }
  if heat.isByZone {
    try map.count(points, by: loadZones(options, threads: threads, reporter: reporter), threads)
  } else {
    try map.count(points, threads)
    if heat.isForPicture, !options.zones.isEmpty {
      map.background = try loadZones(options, threads: threads, reporter: reporter)
    }
  }
  map.times = points.times
  map.looks = points.looks.count
  if heat.smooths { map.smooth() }
  return map
}

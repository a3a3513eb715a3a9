internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel
internal import ZoneStore

/// Reads findings from files and gives each its place in WGS 84.
///
/// A finding drawn as a line or an area stands at its interior point; one without a place is rejected.
///
/// - Parameter threads: text is read by so many; the findings are the same.
/// - Throws: `Problem` when a file cannot be read at all, or (`.badData`) when no finding can be used.
public func loadFindings(
  _ options: InputOptions, threads: Int = 1, reporter: Reporter = .silent
) throws -> FindingSet {
  var set = FindingSet()
  let engine = GeometryEngine()
  for (index, path) in options.findings.enumerated() {
    reporter.progress(
      Progress(Phrase("reading \(path)", zh: "读取 \(path)"), done: index, of: options.findings.count))
    let layer = try options.layer(.findings, index, threads: threads)
    layer.notices.forEach(reporter.notice)
    let datum = InputOptions.datum(options.findingsDatum, index, layer)
    try set.add(layer, Placing(datum, file: layer.name), engine, options.fields(.findings, index))
  }
  if set.count == 0 { throw nothingUsable(options.findings, set.rejections) }
  return set
}

extension FindingSet {
  /// Adds the findings of a layer.
  mutating func add(
    _ layer: Layer, _ placing: Placing, _ engine: GeometryEngine, _ fields: [String: String]
  ) throws {
    reserve(layer.count)
    let points = layer.geometries.points
    for row in 0..<layer.count {
      do throws(Misplaced) {
        // a layer of points needs no look at each one's kind; a row without a place is not a number there
        if let points, !points[row].first.isNaN {
          append(try placing.position(points[row]), row: row)
        } else {
          append(try truePlace(layer.geometries[row], placing, engine), row: row)
        }
      } catch {
        reject(layer.rejection(row, id: layer.identifier(row, fields), error.reason, hint: error.hint))
      }
    }
    rejections += layer.rejections
    var kept = layer
    // positions live on as columns; the shapes are not needed again
    kept.geometries = []
    close(kept, datum: placing.datum, fields: FieldNames(layer.properties, renamed: fields))
  }
}

private func truePlace(
  _ geometry: Geometry<FilePosition>?, _ placing: Placing, _ engine: GeometryEngine
) throws(Misplaced) -> LonLat {
  guard let geometry else { throw Misplaced.nowhere }
  if case .point(let p) = geometry { return try placing.position(p) }
  let placed = try placing.place(geometry)
  guard let inside = try? engine.interiorPoint(of: placed) else { throw Misplaced.nowhere }
  return inside
}

/// Nothing of the named files can be used.
func nothingUsable(_ files: [String], _ rejections: [Rejection]) -> Problem {
  let place = Phrase(files.joined(separator: ", "), zh: files.joined(separator: "、"))
  guard let first = rejections.first else {
    return Problem(
      .badData, Phrase("there are no records in it", zh: "其中没有任何记录"), at: place,
      hint: Phrase("check the file, or leave it out", zh: "请检查该文件，或不要指定它"))
  }
  return Problem(
    .badData,
    Phrase(
      "nothing in it can be used; \(rejections.count) records were rejected, the first because \(first.reason.english)",
      zh: "没有可用的记录；\(rejections.count) 条被拒收，首条原因：\(first.reason.chinese)"),
    at: place, hint: first.hint)
}

extension Layer {
  /// The id a rejected row is told by.
  func identifier(_ row: Int, _ fields: [String: String]) -> String? {
    properties.text(fields["id"] ?? "id", at: row) ?? properties.identifier(at: row)
  }
}

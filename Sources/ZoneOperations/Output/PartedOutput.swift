internal import ZoneFormats

/// An output written part by part that appears whole or not at all.
final class PartedOutput {
  private let file: AtomicFile?
  private let spool: SpooledOutput?
  private var csv: CSVWriter.Parts?
  private var json: GeoJSONWriter.Parts?

  /// - Throws: `Problem` (`.cannotCreate`, `.notPermitted`).
  init(_ target: OutputTarget) throws {
    file = target.path == "-" ? nil : try AtomicFile(target.path)
    spool = target.path == "-" ? SpooledOutput() : nil
    guard let sink: any ByteSink = file ?? spool else { return }
    if target.format == .csv {
      csv = try CSVWriter.Parts(
        to: sink, encoding: target.isGB18030 ? .gb18030 : .utf8WithMark, coordinates: target.csvGeometry)
    } else {
      json = GeoJSONWriter.Parts(to: sink, as: target.format == .geojsonSequence ? .sequence : .collection)
    }
  }

  func append(_ part: OutputLayer) throws {
    try csv?.append(part)
    try json?.append(part)
  }

  /// Puts the output in its place.
  func commit() throws {
    try csv?.finish()
    try json?.finish()
    try file?.commit()
    try spool?.commit()
  }
}

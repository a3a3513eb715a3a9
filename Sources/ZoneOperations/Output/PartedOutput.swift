internal import ZoneFormats
internal import ZoneStore

/// An output written part by part that appears whole or not at all.
final class PartedOutput {
  private let file: AtomicFile?
  private let spool: SpooledOutput?
  private var csv: CSVWriter.Parts?
  private var json: GeoJSONWriter.Parts?
  private let package: GeoPackageWriter?

  /// - Throws: `Problem` (`.cannotCreate`, `.notPermitted`, for a GeoPackage `.busy`, `.usage`).
  init(_ target: OutputTarget) throws {
    let isPackage = target.format == .geopackage
    package = isPackage ? try GeoPackageWriter(target.path) : nil
    file = target.path == "-" || isPackage ? nil : try AtomicFile(target.path)
    spool = target.path == "-" && !isPackage ? SpooledOutput() : nil
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
    try package?.append(part)
  }

  /// Puts the output in its place.
  func commit() throws {
    try csv?.finish()
    try json?.finish()
    try file?.commit()
    try spool?.commit()
    try package?.commit()
  }
}

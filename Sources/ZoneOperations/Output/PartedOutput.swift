internal import ZoneFormats
internal import ZoneStore

/// An output written part by part that appears whole or not at all.
final class PartedOutput {
  private let file: AtomicFile?
  private let spool: SpooledOutput?
  private var csv: CSVWriter.Parts?
  private var json: GeoJSONWriter.Parts?
  private let package: GeoPackageWriter?

  /// - Parameter spools: what goes to standard output is kept aside until it is whole.
  /// - Throws: `Problem` (`.cannotCreate`, `.notPermitted`, for a GeoPackage `.busy`, `.usage`).
  init(_ target: OutputTarget, spools: Bool = true) throws {
    let isPackage = target.format == .geopackage
    package = isPackage ? try GeoPackageWriter(target.path) : nil
    file = target.path == "-" || isPackage ? nil : try AtomicFile(target.path)
    let isStandard = target.path == "-" && !isPackage
    spool = isStandard && spools ? SpooledOutput() : nil
    let straight = isStandard && !spools ? StandardOutput() : nil
    guard let sink: any ByteSink = file ?? spool ?? straight else { return }
    if target.format == .csv {
      csv = try CSVWriter.Parts(
        to: sink, encoding: target.isGB18030 ? .gb18030 : .utf8WithMark, coordinates: target.csvGeometry)
    } else {
      json = GeoJSONWriter.Parts(to: sink, as: target.format == .geojsonSequence ? .sequence : .collection)
    }
  }

  /// How parts for `append` may be put into words by other threads; `nil` when they cannot be.
  var notation: RowsNotation? { csv?.notation ?? json?.notation }

  /// Appends rows that have been put into words.
  func append(_ text: RowsText) throws {
    try csv?.append(text)
    try json?.append(text)
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

internal import Foundation
public import ZoneFormats
internal import ZoneGeometry
public import ZoneModel

/// Where an output goes and in which format.
public struct OutputTarget: Sendable {
  /// A file, or `-` for standard output.
  public var path: String
  public var format = OutputFormat.geojson
  /// CSV in GB18030 instead of UTF-8 with a byte order mark.
  public var isGB18030 = false
  /// The columns a geometry becomes in CSV. Outlines as text overflow a spreadsheet's cells (32,767
  /// characters in Excel), so figures about zones are better written without.
  public var csvGeometry = CSVWriter.Coordinates.auto

  public init(path: String) { self.path = path }
}

/// Writes a layer whole or not at all.
///
/// - Throws: `Problem` (`.cannotCreate`, `.inputOutput`, `.notPermitted`; for a GeoPackage also `.unavailable`
///   when GDAL is not installed); `ClosedPipe` when the reader of standard output has gone.
public func write(_ layer: OutputLayer, to target: OutputTarget) throws {
  if target.format == .geopackage { return try writeGeoPackage(layer, to: target.path) }
  if target.path == "-" { return try write(layer, target, to: StandardOutput()) }
  let file = try AtomicFile(target.path)
  try write(layer, target, to: file)
  try file.commit()
}

private func write(_ layer: OutputLayer, _ target: OutputTarget, to sink: any ByteSink) throws {
  switch target.format {
  case .csv:
    try CSVWriter.write(
      layer, to: sink, encoding: target.isGB18030 ? .gb18030 : .utf8WithMark, coordinates: target.csvGeometry)
  case .geojsonSequence: try GeoJSONWriter.write(layer, to: sink, as: .sequence)
  default: try GeoJSONWriter.write(layer, to: sink, as: .collection)
  }
}

/// By way of a GeoJSON file beside it and GDAL.
private func writeGeoPackage(_ layer: OutputLayer, to path: String) throws {
  guard path != "-" else {
    throw Problem(
      .usage, Phrase("a GeoPackage cannot go to standard output", zh: "GeoPackage 不能写到标准输出"),
      hint: Phrase("name a file: -o result.gpkg", zh: "请指定文件：-o 结果.gpkg"))
  }
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("zonesweep-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let draft = folder.appendingPathComponent("layer.geojson").path
  let file = try AtomicFile(draft)
  try GeoJSONWriter.write(layer, to: file, as: .numbered)
  try file.commit()
  let datum = layer.members.first { $0.name == "datum" }?.value.text.flatMap { Datum(name: $0) }
  try OGRBridge.writeGeoPackage(fromGeoJSON: draft, to: path, layer: layer.name, datum: datum ?? .wgs84)
}

/// Writes rejected records with their reasons: CSV for a path that ends in `.csv`, else JSON lines.
public func writeRejections(_ rejections: [Rejection], to path: String, language: Language) throws {
  let file = try AtomicFile(path)
  try RejectsWriter.write(rejections, to: file, as: RejectsWriter.Form(path: path), in: language)
  try file.commit()
}

public import ZoneFormats
internal import ZoneGeometry
public import ZoneModel
internal import ZoneStore

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
/// - Throws: `Problem` (`.cannotCreate`, `.inputOutput`, `.notPermitted`; for a GeoPackage also `.busy` when
///   another program has the old one open); `ClosedPipe` when the reader of standard output has gone.
public func write(_ layer: OutputLayer, to target: OutputTarget) throws {
  if target.format == .geopackage {
    let package = try GeoPackageWriter(target.path)
    try package.append(layer)
    return try package.commit()
  }
  if target.path == "-" { return try write(layer, target, to: StandardOutput()) }
  let file = try AtomicFile(target.path)
  try write(layer, target, to: file)
  try file.commit()
}

/// The same by several threads, each with a layer of its own.
///
/// - Parameter layer: makes the layer; every call the same.
public func write(
  to target: OutputTarget, threads: Int, _ layer: @escaping @Sendable () throws -> OutputLayer
) throws {
  guard threads > 1, target.format != .geopackage else { return try write(layer(), to: target) }
  let whole = try layer()
  // parts must not look through all rows for what the whole layer knows
  let names = whole.allCarriedNames
  var settled = target
  settled.csvGeometry = whole.settled(target.csvGeometry)
  let output = try PartedOutput(settled, spools: false)
  guard let notation = output.notation else { return try write(whole, to: target) }
  let chunks = Chunks(whole.count, size: max(1, min(1 << 13, whole.count / (8 * threads) + 1)))
  if chunks.count == 0 { try output.append(RowsWriter(whole, notation).text(0..<0)) }
  try inOrder(
    threads: threads, source: 0,
    take: { number in
      defer { number += 1 }
      return number < chunks.count ? number : nil
    },
    worker: {
      var mine = try layer()
      mine.carriedNames = names
      return RowsWriter(mine, notation)
    },
    work: { writer, number in writer.text(chunks[number]) }, use: { try output.append($0) })
  try output.commit()
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

/// Writes rejected records with their reasons: CSV for a path that ends in `.csv`, else JSON lines.
public func writeRejections(_ rejections: [Rejection], to path: String, language: Language) throws {
  let file = try AtomicFile(path)
  try RejectsWriter.write(rejections, to: file, as: RejectsWriter.Form(path: path), in: language)
  try file.commit()
}

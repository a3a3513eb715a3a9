public import ZoneFormats
public import ZoneGeometry
public import ZoneModel

/// A layer ready to be written in another datum, and what could not be converted.
public struct ConvertedLayer {
  public var output: OutputLayer
  public var rejections: [Rejection]
  /// The datum the coordinates were read in.
  public var source: Datum
}

/// Takes every record of a file to another datum; all properties are kept.
///
/// - Parameters:
///   - source: `nil`: what the file declares, else WGS 84.
///   - target: the datum to write.
/// - Throws: `Problem` when the file cannot be used at all, or a datum is not known.
public func convertLayer(
  _ path: String, from source: Datum?, to target: Datum, reading: ReadingOptions, precision: Int,
  reporter: Reporter = .silent
) throws -> ConvertedLayer {
  let layer = try InputFile.read(path, reading)
  layer.notices.forEach(reporter.notice)
  let from = source ?? layer.declaredDatum ?? .wgs84
  let conversion = try Conversion(from: from, to: target, file: layer.name)
  var rejections = layer.rejections
  var rows: [Int] = []
  var shapes: [Geometry<FilePosition>?] = []
  for row in 0..<layer.count {
    do throws(Misplaced) {
      shapes.append(
        try layer.geometries[row].map { geometry throws(Misplaced) in try conversion.apply(geometry) })
      rows.append(row)
    } catch {
      rejections.append(
        layer.rejection(row, id: layer.properties.identifier(at: row), error.reason, hint: error.hint))
    }
    reporter.progress(Progress(Phrase("converting", zh: "转换坐标"), done: row + 1, of: layer.count))
  }
  if rows.isEmpty { throw nothingUsable([path], rejections) }
  let output = OutputLayer(
    name: "convert", count: rows.count, geometry: { shapes[$0] }, tables: [layer.properties],
    carried: { OutputLayer.Carried(table: 0, row: rows[$0]) },
    members: target == .wgs84 ? [] : [("datum", .text(target.description))],
    isGeographic: conversion.isGeographic, precision: precision)
  return ConvertedLayer(output: output, rejections: rejections, source: from)
}

/// One way between two datums, judging on the way that the places are on earth.
private struct Conversion {
  let inward: Placing
  let outward: OutputDatum
  let isSame: Bool

  init(from source: Datum, to target: Datum, file: String) throws {
    inward = try Placing(source, file: file)
    outward = try OutputDatum(target)
    isSame = source == target
  }

  var isGeographic: Bool { outward.isGeographic }

  func apply(_ geometry: Geometry<FilePosition>) throws(Misplaced) -> Geometry<FilePosition> {
    let placed = try inward.place(geometry)
    if isSame { return geometry }
    guard let converted = outward.geometry(placed) else {
      let p = geometry.bounds?.minimum ?? FilePosition(.nan, .nan)
      throw Misplaced.outside(p, outward.datum)
    }
    return converted
  }
}

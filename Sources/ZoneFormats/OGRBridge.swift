internal import Foundation
internal import ZoneGeometry
internal import ZoneModel

/// Reads what only GDAL reads (Shapefile, KML, FileGDB, MapInfo, Excel …) by way of its programs `ogrinfo` and
/// `ogr2ogr`.
///
/// The programs are run without a shell, and drivers that would fetch from the network are switched off.
public enum OGRBridge {
  /// One layer of a file. Coordinates are those of the file, easting or longitude first.
  ///
  /// `declaredDatum` is the system the layer names. A layer in a projected system that has no EPSG code is
  /// converted to WGS 84 by GDAL, with a notice. A sheet or table without geometry is read as CSV is, its
  /// coordinates by the names of its columns. A feature id is kept as the rows' `id` for GeoPackages whose
  /// layer has no column of that name.
  ///
  /// - Throws: `Problem`: `.unavailable` (GDAL is not installed), `.usage` (several layers and none named, or
  ///   no such layer), `.badData` (GDAL cannot read it, or complains while it does).
  public static func read(_ path: String, _ options: ReadingOptions) throws -> Layer {
    let source = try OGRSource(path)
    let chosen = try source.layer(named: options.layer)
    return chosen.hasGeometry ? try source.features(chosen, options) : try source.table(chosen, options)
  }
}

/// Systems as GDAL's programs describe them.
enum OGRSystem {
  private static let shifted: [(datum: Datum, title: String)] = [(.gcj02, "GCJ-02"), (.bd09, "BD-09")]

  /// The datum that a system of that title is; `nil` when it is none of ours.
  static func datum(titled title: String) -> Datum? { shifted.first { $0.title == title }?.datum }
}

/// A file that GDAL opens.
struct OGRSource {
  /// One of its layers.
  struct Layer {
    let name: String
    let hasGeometry: Bool
    /// What names it on a command line; nothing when the file has no other.
    var selection: [String] = []
  }

  static let package = "gdal-bin"
  /// Nothing is fetched from the network; the first line of a sheet holds the column names.
  static let environment = [
    "OGR_SKIP": "OGR_VRT,WFS,OAPIF,CSW,HTTP", "OGR_XLSX_HEADERS": "FORCE", "OGR_ODS_HEADERS": "FORCE",
    "OGR_XLS_HEADERS": "FORCE",
  ]

  let name: String
  private let path: String
  private let info: ExternalProgram
  private let converter: ExternalProgram

  init(_ name: String) throws {
    self.name = name
    path = Self.archived(name)
    info = try ExternalProgram("ogrinfo", package: Self.package)
    converter = try ExternalProgram("ogr2ogr", package: Self.package)
  }

  /// A path that is no option and no address: one with a folder in front.
  static func safe(_ path: String) -> String { path.hasPrefix("/") ? path : "./\(path)" }

  /// Zip archives are opened through GDAL's file system, except those that are a format of their own.
  private static func archived(_ path: String) -> String {
    let isArchive = path.lowercased().hasSuffix(".zip")
    return isArchive ? "/vsizip/{\(safe(path))}" : safe(path)
  }
}

// MARK: - Layers

extension OGRSource {
  /// The layer called `wanted`; without a name the only one with geometry, else the only one.
  func layer(named wanted: String?) throws -> Layer {
    let layers = try layers()
    return layers[
      try LayerChoice(file: name, layers.map { ($0.name, $0.hasGeometry) }).place(named: wanted)]
  }

  /// All layers, as `ogrinfo` lists them: `1: name (Type)` or `Layer: name (Type)`, `None` for a table.
  private func layers() throws -> [Layer] {
    let output = try run(info, ["-ro", "-q", "-nomd", path])
    let lines = String(decoding: output.bytes, as: UTF8.self).split(separator: "\n")
    let layers = lines.compactMap { line -> Layer? in
      let pattern = /\s*(?:\d+|Layer): (.+?)(?: \(([^()]*(?:\([^()]*\))?[^()]*)\))?/
      return line.wholeMatch(of: pattern).map { Layer(name: String($0.1), hasGeometry: $0.2 != "None") }
    }
    if layers.count < 2 { return layers }
    return try layers.map { layer in
      if layer.name.hasPrefix("-") { throw option(layer.name) }
      return Layer(name: layer.name, hasGeometry: layer.hasGeometry, selection: [layer.name])
    }
  }

  /// GDAL would take the name for an option.
  private func option(_ layer: String) -> Problem {
    Problem(
      .badData, Phrase("the layer name \(layer) begins with a hyphen", zh: "图层名 \(layer) 以连字符开头"),
      at: Phrase(name, zh: name), hint: Phrase("give the layer another name", zh: "请更改图层名"))
  }
}

// MARK: - Reading

extension OGRSource {
  private static let geoJSON = [
    // coordinates and system of the file, every digit of them
    "-f", "GeoJSON", "-lco", "RFC7946=NO", "-lco", "SIGNIFICANT_FIGURES=17",
  ]

  func features(_ layer: Layer, _ options: ReadingOptions) throws -> ZoneFormats.Layer {
    let text = TableText(path: name, chosen: options.encoding)
    let isPackage = name.lowercased().hasSuffix(".gpkg")
    let arguments = Self.geoJSON + text.options + (isPackage ? ["-preserve_fid"] : [])
    var rows = try read(layer, arguments)
    if rows.declaredDatum == nil { try place(&rows, layer, arguments) }
    rows.notices += text.notices
    if rows.properties.names.contains(where: { $0.lowercased() == "id" }) {
      rows.properties = rows.properties.withoutIdentifiers
    }
    return rows
  }

  private func read(_ layer: Layer, _ arguments: [String]) throws -> ZoneFormats.Layer {
    let output = try run(converter, arguments + ["/vsistdout/", path] + layer.selection)
    var rows = try GeoJSONReader.read(output, name: name)
    // lines of the text in between mean nothing to anybody
    rows.places = .none
    for index in rows.rejections.indices { rows.rejections[index].line = nil }
    return rows
  }

  /// A sheet or a table, through CSV.
  func table(_ layer: Layer, _ options: ReadingOptions) throws -> ZoneFormats.Layer {
    let text = TableText(path: name, chosen: options.encoding)
    let arguments = ["-f", "CSV"] + text.options + ["/vsistdout/", path] + layer.selection
    var plain = options
    plain.encoding = .utf8
    var rows = try CSVReader.read(try run(converter, arguments), name: name, plain)
    rows.places = .none
    for index in rows.rejections.indices { rows.rejections[index].line = nil }
    rows.notices += text.notices
    return rows
  }

  /// What to do with a layer whose system has no code.
  private func place(_ rows: inout ZoneFormats.Layer, _ layer: Layer, _ arguments: [String]) throws {
    let selection = layer.selection.isEmpty ? ["-al"] : layer.selection
    let output = try run(info, ["-ro", "-so", "-nocount", "-noextent", "-nomd", path] + selection)
    let lines = String(decoding: output.bytes, as: UTF8.self).split(separator: "\n")
    let description = lines.drop { !$0.hasPrefix("Layer SRS WKT:") }.dropFirst()
    let system = description.first ?? ""
    let title = system.split(separator: "\"").dropFirst().first.map(String.init) ?? "?"
    if system.hasPrefix("PROJCRS") || system.hasPrefix("BOUNDCRS") || system.hasPrefix("COMPOUNDCRS") {
      rows = try read(layer, arguments + ["-t_srs", "EPSG:4326"])
      rows.declaredDatum = .wgs84
      rows.notices.append(converted(title))
    } else if let datum = OGRSystem.datum(titled: title) {
      rows.declaredDatum = datum
    } else if system.hasPrefix("GEOGCRS"), Self.code(in: description) == "4326" {
      // GDAL writes no system into GeoJSON that is in WGS 84
      rows.declaredDatum = .wgs84
    } else {
      rows.notices.append(assumed(system.hasPrefix("GEOGCRS") ? title : nil))
    }
  }

  /// The EPSG code a description in WKT ends with.
  private static func code(in description: some Sequence<Substring>) -> Substring? {
    let line = description.first { $0.hasPrefix("    ID[\"EPSG\",") }
    return line?.dropFirst(14).prefix { $0.isNumber }
  }

  private func converted(_ title: String) -> Notice {
    Notice(
      Phrase(
        "the layer's system (\(title)) has no EPSG code; GDAL converted it to WGS 84",
        zh: "图层坐标系（\(title)）没有 EPSG 代码，已由 GDAL 转换为 WGS 84"),
      at: Phrase(name, zh: name))
  }

  private func assumed(_ title: String?) -> Notice {
    let what =
      title.map { Phrase("the layer's system (\($0)) has no EPSG code", zh: "图层坐标系（\($0)）没有 EPSG 代码") }
      ?? Phrase("the layer names no coordinate system", zh: "图层未注明坐标系")
    return Notice(
      Phrase("\(what.english); read as WGS 84", zh: "\(what.chinese)，按 WGS 84 读取"),
      at: Phrase(name, zh: name),
      hint: Phrase("name the datum on the command line if that is wrong", zh: "如不正确，请在命令行指定坐标基准"))
  }
}

// MARK: - Running

extension OGRSource {
  /// Runs a program; GDAL reports some errors and still ends with 0.
  private func run(_ program: ExternalProgram, _ arguments: [String]) throws -> ByteStorage {
    let result = try program.run(arguments, environment: Self.environment)
    if result.status == 0, !Self.isAlarming(result.complaint) { return result.output }
    let words = Self.summary(result.complaint)
    throw Problem(
      .badData, Phrase("GDAL cannot read it: \(words.english)", zh: "GDAL 无法读取：\(words.chinese)"),
      at: Phrase(name, zh: name),
      hint: Phrase(
        "copy or export the file again", zh: "请重新复制或导出该文件"))
  }

  static func isAlarming(_ complaint: String) -> Bool {
    complaint.split(separator: "\n").contains { $0.hasPrefix("ERROR") }
  }

  /// The first lines of what GDAL said, without its list of drivers.
  static func summary(_ complaint: String) -> Phrase {
    let lines = complaint.split(separator: "\n").filter { line in
      !line.hasPrefix("  ->") && line != "FAILURE:" && !line.hasPrefix("Warning") && !line.hasPrefix("Usage")
    }
    let words = lines.prefix(2).map { $0.replacing(" with the following drivers.", with: "") }
    if words.isEmpty { return Phrase("it knows no such format", zh: "格式无法识别") }
    return Phrase(words.joined(separator: "; "), zh: words.joined(separator: "; "))
  }
}

extension PropertyTable {
  /// The same rows without the ids beside their properties.
  fileprivate var withoutIdentifiers: PropertyTable {
    guard case .objects(let storage, let starts, let ends, let identifiers) = backing else { return self }
    return PropertyTable(
      objects: storage, starts: starts, ends: ends, identifiers: identifiers.map { _ in (0, 0) })
  }
}

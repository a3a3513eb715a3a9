internal import ZoneGeometry
internal import ZoneModel

/// Reads GeoJSON: a FeatureCollection, a Feature, a bare geometry, a bare array of features or of objects with
/// a `geometry`, and text sequences (one record after the other, with or without RS).
///
/// - Source: RFC 7946; RFC 8142 for sequences.
public enum GeoJSONReader {
  /// The records of a text in UTF-8 as a layer.
  ///
  /// A record that is JSON but not what GeoJSON asks for is rejected alone. Where the text itself stops being
  /// JSON nothing behind it can be trusted: the whole file is refused, except in a sequence, whose records
  /// stand on lines of their own.
  ///
  /// - Parameter threads: so many read; the answer is the same.
  /// - Throws: `Problem(.badData)`: not JSON, cut off, or JSON that is no GeoJSON at all.
  public static func read(_ storage: ByteStorage, name: String, threads: Int = 1) throws -> Layer {
    if case .neither(let offset) = storage.textForm {
      throw GeoJSONParser(storage, name: name).problem(JSONFault(kind: .encoding, offset: offset))
    }
    var parts = GeoJSONParts(storage, name: name)
    return try parts.part(storage, from: 0, isLast: true, threads: threads).layer
  }
}

// MARK: - Sequences

extension GeoJSONParser {
  static let recordSeparator: UInt8 = 0x1E

  /// A broken first record is one record of a sequence only when the next line holds another. One that the
  /// text ends in is a cut document: the whole objects on its lines are its own features.
  mutating func isSequence(after start: JSONScanner.Pointer, _ fault: JSONFault) throws -> Bool {
    guard fault.kind != .cut, start.pointee == UInt8(ascii: "{"), let next = nextRecord(after: start),
      isWhole(next)
    else { return false }
    reject(fault, from: start, to: next)
    scanner.at = next
    return true
  }

  /// Whether one well-formed object stands at `p`, with another or the end behind it.
  private func isWhole(_ p: JSONScanner.Pointer) -> Bool {
    var probe = scanner
    probe.at = p
    guard (try? probe.skipObject(depth: 0)) != nil else { return false }
    probe.skipSpace()
    return probe.isAtEnd || probe.byte == UInt8(ascii: "{") || probe.byte == Self.recordSeparator
  }

  mutating func skipSeparators() {
    scanner.skipSpace()
    while scanner.byte == Self.recordSeparator {
      scanner.at += 1
      scanner.skipSpace()
    }
  }

  /// Where the next line (or record separator) begins an object.
  func nextRecord(after start: JSONScanner.Pointer) -> JSONScanner.Pointer? {
    var p = start + 1
    while p < scanner.end {
      if p.pointee == 10 || p.pointee == Self.recordSeparator {
        var q = p + 1
        while q < scanner.end, q.pointee <= 0x20 { q += 1 }
        if q < scanner.end, q.pointee == UInt8(ascii: "{") { return q }
      }
      p += 1
    }
    return nil
  }

  mutating func reject(
    _ fault: JSONFault, from start: JSONScanner.Pointer, to end: JSONScanner.Pointer
  ) {
    let bytes = JSONText.Bytes(start: start, count: end - start)
    let found = storage.excerpt(at: fault.offset)
    rows.rejections.append(
      Rejection(
        file: name, record: record, line: storage.line(at: start - scanner.start),
        reason: Phrase("\(fault.kind.phrase.english): \(found)", zh: "\(fault.kind.phrase.chinese)：\(found)"),
        hint: fault.kind.hint, content: String(decoding: bytes, as: UTF8.self).trimmed))
  }
}

// MARK: - Records

extension GeoJSONParser {
  /// Makes a row of a record, or a rejection.
  mutating func add(_ record: Record) throws(JSONFault) {
    if let fault = fault(of: record) { return reject(fault, record.start, record.end) }
    if record.type.isGeometry {
      let end = scanner.at
      scanner.at = scanner.start + record.start
      let shape = try geometry(depth: 1)
      scanner.at = end
      if let fault { return reject(fault, record.start, record.end) }
      return append(shape, of: record, properties: (record.start, record.start))
    }
    if record.hasBadProperties {
      return reject(
        GeoJSONFault(kind: .propertiesNotObject, offset: record.propertyStart), record.start, record.end)
    }
    if record.type == .missing && !record.has(.properties) {
      rows.bareRows.append(rows.geometries.count)
      return append(record.geometry, of: record, properties: (record.start, record.end))
    }
    append(record.geometry, of: record, properties: (record.propertyStart, record.propertyEnd))
  }

  /// What keeps a record from being a row.
  private func fault(of record: Record) -> GeoJSONFault? {
    func made(_ kind: GeoJSONFault.Kind, _ offset: Int) -> GeoJSONFault {
      GeoJSONFault(kind: kind, offset: offset)
    }
    switch record.type {
    case .missing:
      if record.has(.geometry) { return record.fault }
      return made(.noType, record.start)
    case .unknown: return made(.unknownType, record.typeOffset)
    case .featureCollection: return made(.collectionAsFeature, record.start)
    case .feature: return record.has(.geometry) ? record.fault : made(.noGeometry, record.start)
    default: return nil
    }
  }

  private mutating func append(
    _ shape: Geometry<FilePosition>?, of record: Record, properties: (start: Int, end: Int)
  ) {
    tally.closedRings += closedHere
    rows.geometries.append(shape)
    rows.propertyStarts.append(properties.start)
    rows.propertyEnds.append(properties.end)
    rows.identifiers.append((record.idStart, record.idEnd))
    rows.records.append(self.record)
    rows.offsets.append(record.start)
  }

  mutating func reject(_ fault: GeoJSONFault, _ start: Int, _ end: Int) {
    let object = JSONText.Bytes(rebasing: storage.bytes[start..<end])
    let id =
      JSONText.member("id", of: object)
      ?? JSONText.member("properties", of: object)
      .flatMap { JSONText.member("id", of: $0) ?? JSONText.member("name", of: $0) }
    rows.rejections.append(
      Rejection(
        file: name, record: record, line: storage.line(at: start),
        id: id.flatMap { JSONText.value(of: $0).text },
        reason: fault.kind.reason(found: storage.excerpt(at: fault.offset)), hint: fault.kind.hint,
        content: String(decoding: object, as: UTF8.self)))
  }

  var layer: Layer {
    Layer(
      name: name, geometries: rows.geometries, properties: rows.propertyTable(storage), records: rows.records,
      places: .offsets(rows.offsets, in: storage), declaredDatum: declaredDatum, rejections: rows.rejections,
      notices: tally.notices(file: name))
  }
}

// MARK: - Declared systems

extension GeoJSONParser {
  /// Reads the legacy `crs` member (GeoJSON 2008, section 3: `{"properties": {"name": …}}`) or our own `datum`.
  mutating func declare(_ value: JSONText.Bytes, by member: GeoJSONName) {
    var text = JSONText.value(of: value).text
    if member == .crs {
      text = JSONText.member("properties", of: value).flatMap { JSONText.member("name", of: $0) }
        .flatMap { JSONText.value(of: $0).text }
    }
    guard let text else { return }
    if let datum = Self.datum(named: text) {
      declaredDatum = datum
    } else {
      tally.unreadableSystem = text
    }
  }

  /// `urn:ogc:def:crs:OGC:1.3:CRS84`, `urn:ogc:def:crs:EPSG::4490`, `EPSG:4548`, `http://…/EPSG/0/4548`.
  static func datum(named text: String) -> Datum? {
    if text.hasSuffix("CRS84") { return .wgs84 }
    if let datum = Datum(name: text) { return datum }
    guard text.uppercased().contains("EPSG"),
      let code = text.split(whereSeparator: { ":/#".contains($0) }).last
    else {
      return nil
    }
    return Datum(name: "EPSG:\(code)")
  }
}

// MARK: - Problems

extension GeoJSONParser {
  func problem(_ fault: JSONFault) -> Problem {
    let line = storage.line(at: fault.offset)
    let column = storage.column(at: fault.offset)
    let found = fault.kind == .cut ? nil : storage.excerpt(at: fault.offset)
    let what = fault.kind.phrase
    return Problem(
      .badData,
      storage.bytes.allSatisfy { $0 <= 0x20 }
        ? Phrase("the file is empty", zh: "文件为空")
        : Phrase(
          "not valid JSON: \(what.english)\(found.map { ", found \($0)" } ?? "")",
          zh: "JSON 无效：\(what.chinese)\(found.map { "，此处为 \($0)" } ?? "")"),
      at: Phrase(
        "\(name), line \(line), column \(column)\(record > 0 ? ", record \(record)" : "")",
        zh: "\(name)，第 \(line) 行第 \(column) 列\(record > 0 ? "，第 \(record) 条记录" : "")"),
      hint: fault.kind.hint)
  }

  func notGeoJSON(_ why: Phrase) -> Problem {
    Problem(
      .badData,
      Phrase("this is JSON but no GeoJSON: \(why.english)", zh: "这是 JSON，但不是 GeoJSON：\(why.chinese)"),
      at: Phrase(name, zh: name),
      hint: Phrase(
        "expected {\"type\": \"FeatureCollection\", \"features\": [ … ]}",
        zh: "应为 {\"type\": \"FeatureCollection\", \"features\": [ … ]}"))
  }

  func isTopology(_ top: Record) -> Bool {
    storage.excerpt(at: top.typeOffset) == "\"Topology\""
  }

  var topology: Problem {
    Problem(
      .badData, Phrase("this is TopoJSON, which this program does not read", zh: "这是 TopoJSON，本程序不支持"),
      at: Phrase(name, zh: name),
      hint: Phrase(
        "convert it: ogr2ogr -f GeoJSON out.geojson \(name)",
        zh: "请先转换：ogr2ogr -f GeoJSON out.geojson \(name)"))
  }
}

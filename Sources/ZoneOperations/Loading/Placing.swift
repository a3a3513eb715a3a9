internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

/// Turns the coordinates of one file into WGS 84 longitude and latitude, or says why it cannot.
struct Placing {
  let datum: Datum
  private let converter: DatumConverter
  private let isIdentity: Bool

  init(_ datum: Datum, file: String) throws {
    self.datum = datum
    converter = try DatumConverter.between(datum, .wgs84, file: file)
    isIdentity = converter.isIdentity
  }

  /// The geometry in WGS 84.
  ///
  /// - Throws: `Misplaced`.
  func place(_ geometry: Geometry<FilePosition>) throws(Misplaced) -> Geometry<LonLat> {
    do {
      return try geometry.mapPositions { try position($0) }
    } catch let misplaced as Misplaced {
      throw misplaced
    } catch {
      throw Misplaced(reason: Phrase("\(error)", zh: "\(error)"), hint: nil)
    }
  }

  @inline(__always)
  func position(_ p: FilePosition) throws(Misplaced) -> LonLat {
    // the commonest case without a detour; what is not a number takes it
    if isIdentity, abs(p.first) <= 180, abs(p.second) <= 90 { return LonLat(p.first, p.second) }
    return try convertedPosition(p)
  }

  private func convertedPosition(_ p: FilePosition) throws(Misplaced) -> LonLat {
    guard p.isFinite else { throw Misplaced.notFinite }
    guard let converted = try? converter.convert(p) else { throw Misplaced.outside(p, datum) }
    guard abs(converted.first) <= 180, abs(converted.second) <= 90 else {
      throw Misplaced.outside(p, datum)
    }
    return LonLat(converted.first, converted.second)
  }
}

extension DatumConverter {
  /// The way between two datums the user named.
  ///
  /// - Throws: `Problem(.usage)` when there is none.
  static func between(_ source: Datum, _ target: Datum, file: String) throws -> DatumConverter {
    do {
      return try DatumConverter(from: source, to: target)
    } catch {
      let named = [source, target].first { if case .epsg = $0 { true } else { false } } ?? source
      throw Problem(
        .usage,
        Phrase("the datum \(named) cannot be used: \(error)", zh: "无法使用坐标基准 \(named)：\(error)"),
        at: Phrase(file, zh: file),
        hint: Phrase(
          "known: wgs84, cgcs2000, gcj02, bd09, EPSG:nnnn", zh: "可用：wgs84、cgcs2000、gcj02、bd09、EPSG:nnnn"))
    }
  }
}

/// Why coordinates name no place on earth.
struct Misplaced: Error {
  var reason: Phrase
  var hint: Phrase?

  static let notFinite = Misplaced(
    reason: Phrase("a coordinate is not a finite number", zh: "坐标不是有效数字"), hint: nil)

  static let nowhere = Misplaced(
    reason: Phrase("it has no position", zh: "没有坐标"),
    hint: Phrase("add coordinates, or leave the record out", zh: "请补充坐标，或删除该记录"))

  static func outside(_ p: FilePosition, _ datum: Datum) -> Misplaced {
    let seen = "\(p.first), \(p.second)"
    let reason = Phrase(
      "the position \(seen) is not on earth as \(datum)", zh: "坐标 \(seen) 超出 \(datum) 的有效范围")
    if (abs(p.first) > 400) != (abs(p.second) > 400) {
      return Misplaced(
        reason: reason,
        hint: Phrase("is a decimal point missing?", zh: "是否漏了小数点？"))
    }
    if abs(p.first) > 400 || abs(p.second) > 400 {
      return Misplaced(
        reason: reason,
        hint: Phrase(
          "metres of a projected system? name it, for example EPSG:4548",
          zh: "像是投影坐标（米）？请注明坐标系，例如 EPSG:4548"))
    }
    if abs(p.second) > 90, abs(p.first) <= 90 {
      return Misplaced(
        reason: reason,
        hint: Phrase("latitude first? longitude must come first", zh: "经纬度顺序反了？经度应在前"))
    }
    return Misplaced(
      reason: reason,
      hint: Phrase(
        "longitude lies in −180…180 and latitude in −90…90", zh: "经度范围 −180…180，纬度范围 −90…90"))
  }
}

extension Layer {
  /// A rejection of one of this layer's rows.
  func rejection(_ row: Int, id: String?, _ reason: Phrase, hint: Phrase? = nil) -> Rejection {
    Rejection(
      file: name, record: records[row], line: line(of: row), id: id, reason: reason, hint: hint,
      content: content(of: row))
  }
}

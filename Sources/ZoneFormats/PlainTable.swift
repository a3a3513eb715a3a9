internal import ZoneModel

/// Reads records without places: teams, checklists.
package enum PlainTable {
  /// The records of a CSV file, or of a JSON file that is an array of objects, as a layer without geometries.
  ///
  /// - Throws: `Problem`: `.inputMissing`, `.badData` when it is neither, or damaged.
  package static func read(_ path: String, _ options: ReadingOptions) throws -> Layer {
    let storage = try ByteStorage.read(path: path)
    let decoded = try TextEncoding.decodeToUTF8(storage, named: options.encoding, file: path)
    let start = decoded.text.bytes.first { $0 > 0x20 }
    var layer =
      start == UInt8(ascii: "[") ? try objects(decoded.text, path) : try rows(decoded.text, path)
    layer.notices = decoded.notices + layer.notices
    return layer
  }

  /// The records of a CSV text; their lines are counted from its beginning.
  private static func rows(_ text: ByteStorage, _ path: String) throws -> Layer {
    let table = withoutHead(text)
    var layer = try CSVReader.records(table, name: path, ReadingOptions(encoding: .utf8))
    let before = text.line(at: text.count - table.count) - 1
    layer.geometries = GeometryColumn((0..<layer.properties.count).map { _ in nil })
    layer.places = .lines((0..<layer.count).map { before + (layer.line(of: $0) ?? 1) })
    for index in layer.rejections.indices {
      layer.rejections[index].line = layer.rejections[index].line.map { before + $0 }
    }
    return layer
  }

  /// The text behind the lines at its beginning that tell of the table (`# version: …`).
  private static func withoutHead(_ text: ByteStorage) -> ByteStorage {
    var begin = 0
    while begin < text.count, text.bytes[begin] == UInt8(ascii: "#") {
      let line = text.bytes[begin...].firstIndex(of: 0x0a) ?? text.count - 1
      begin = line + 1
    }
    return text.droppingFirst(begin)
  }

  private static func objects(_ text: ByteStorage, _ path: String) throws -> Layer {
    var scanner = JSONScanner(text)
    do throws(JSONFault) {
      try scanner.document()
    } catch {
      throw broken(path, line: text.line(at: error.offset))
    }
    var starts: [Int] = []
    var ends: [Int] = []
    JSONText.forEachElement(of: text.bytes) { value in
      guard value.first == UInt8(ascii: "{"), let start = value.baseAddress else { return }
      starts.append(start - text.base)
      ends.append(start - text.base + value.count)
    }
    return Layer(
      name: path, geometries: GeometryColumn(starts.map { _ in nil }),
      properties: PropertyTable(
        objects: text, starts: starts, ends: ends, identifiers: starts.map { _ in (0, 0) }),
      records: starts.indices.map { $0 + 1 }, places: .offsets(starts, in: text))
  }

  private static func broken(_ path: String, line: Int) -> Problem {
    Problem(
      .badData, Phrase("this is no sound JSON", zh: "JSON 格式有误"),
      at: Phrase("\(path), line \(line)", zh: "\(path)，第 \(line) 行"),
      hint: Phrase("export it again, or correct it there", zh: "请重新导出，或在该处更正"))
  }
}

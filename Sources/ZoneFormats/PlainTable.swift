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
    let table =
      start == UInt8(ascii: "[")
      ? try objects(decoded.text, path)
      : try CSVReader.table(withoutHead(decoded.text), name: path, ReadingOptions(encoding: .utf8))
    return Layer(
      name: path, geometries: GeometryColumn((0..<table.count).map { _ in nil }), properties: table,
      records: Array(1...max(1, table.count)).prefix(table.count).map { $0 }, notices: decoded.notices)
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

  private static func objects(_ text: ByteStorage, _ path: String) throws -> PropertyTable {
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
    return PropertyTable(objects: text, starts: starts, ends: ends, identifiers: starts.map { _ in (0, 0) })
  }

  private static func broken(_ path: String, line: Int) -> Problem {
    Problem(
      .badData, Phrase("this is no sound JSON", zh: "JSON 格式有误"),
      at: Phrase("\(path), line \(line)", zh: "\(path)，第 \(line) 行"),
      hint: Phrase("export it again, or correct it there", zh: "请重新导出，或在该处更正"))
  }
}

internal import Foundation
internal import ZoneModel

/// In which encoding GDAL shall read the attribute table of a shapefile (`.dbf`).
///
/// The encoding belongs into a `.cpg` file beside it or into byte 29 of the table; many Chinese programs write
/// neither, and GDAL then takes GBK for Latin-1.
struct TableText {
  /// Open options for `ogr2ogr`.
  let options: [String]
  let notices: [Notice]

  init(path: String, chosen: TextEncoding?) {
    let stem = ["shp", "dbf"].first { path.lowercased().hasSuffix(".\($0)") }.map { _ in
      String(path.dropLast(4))
    }
    if let chosen {
      options = stem == nil ? [] : Self.option(chosen)
      notices = []
      return
    }
    guard let stem, !Self.exists(stem, ["cpg", "CPG"]), let guess = Self.guess(stem) else {
      options = []
      notices = []
      return
    }
    options = Self.option(guess)
    notices = [
      Notice(
        Phrase(
          "nothing says how the attribute texts are written; they were read as \(guess.rawValue)",
          zh: "属性表未注明编码，已按 \(guess.rawValue) 读取"),
        at: Phrase(path, zh: path),
        hint: Phrase(
          "name the encoding with --encoding if names look wrong", zh: "如文字显示不正确，请用 --encoding 指定编码"))
    ]
  }

  private static func option(_ encoding: TextEncoding) -> [String] {
    ["-oo", "ENCODING=\(encoding.rawValue)"]
  }

  private static func exists(_ stem: String, _ endings: [String]) -> Bool {
    endings.contains { FileManager.default.fileExists(atPath: "\(stem).\($0)") }
  }

  /// UTF-8 or GB 18030 where the table's bytes leave no doubt; `nil` for ASCII, for a table that names its
  /// code page, and for everything else.
  private static func guess(_ stem: String) -> TextEncoding? {
    guard let ending = ["dbf", "DBF"].first(where: { exists(stem, [$0]) }),
      let table = try? ByteStorage.read(path: "\(stem).\(ending)"), table.count > 32
    else { return nil }
    let codePage = table.bytes[29]
    // 0x57 is "whatever the computer uses", which says nothing
    guard codePage == 0 || codePage == 0x57 else { return nil }
    let records = table.droppingFirst(Int(table.bytes[8]) | Int(table.bytes[9]) << 8)
    switch records.textForm {
    case .ascii: return nil
    case .utf8: return .utf8
    case .neither: return isMostlyChinese(records.bytes) ? .gb18030 : nil
    }
  }

  /// Whether nine in ten of the bytes beyond ASCII stand in pairs as GB 2312 has them. Latin-1 has single
  /// letters with accents.
  private static func isMostlyChinese(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var pairs = 0
    var high = 0
    var i = 0
    while i < bytes.count {
      if bytes[i] < 0x80 {
        i += 1
      } else if i + 1 < bytes.count, (0xA1...0xF7).contains(bytes[i]), bytes[i + 1] >= 0xA1 {
        pairs += 1
        high += 2
        i += 2
      } else {
        high += 1
        i += 1
      }
    }
    return pairs >= 2 && pairs * 20 >= high * 9
  }
}

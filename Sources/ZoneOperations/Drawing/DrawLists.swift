internal import Foundation
internal import ZoneFormats
internal import ZoneModel

/// Zones that are excluded, and zones that are visited in any case.
struct DrawLists {
  var excluded: Set<String> = []
  var must: Set<String> = []
  /// Zone numbers of `must`, by id.
  var mustZones: [Int] = []
  /// The files ids were read from.
  var files: [String] = []

  init(_ zones: ZoneSet, _ options: DrawOptions, reporter: Reporter) throws {
    let numbers = Dictionary(uniqueKeysWithValues: zones.zones.enumerated().map { ($1.id, $0) })
    excluded = try ids(options.excluded, numbers, "--exclude", reporter)
    must = try ids(options.must, numbers, "--must", reporter)
    if let both = must.intersection(excluded).min() {
      throw Problem(
        .usage, Phrase("zone \(both) is to be visited and to be excluded", zh: "区域 \(both) 既列为必检又被排除"),
        hint: Phrase("take it off --must or --exclude", zh: "请从 --must 或 --exclude 中去掉"))
    }
    mustZones = must.compactMap { numbers[$0] }.sorted {
      zones.zones[$0].id.unicodeScalars.lexicographicallyPrecedes(zones.zones[$1].id.unicodeScalars)
    }
  }

  /// Ids, or what stands in files of them; ids of no zone are a mistake that must not pass in silence.
  private mutating func ids(
    _ words: [String], _ known: [String: Int], _ option: String, _ reporter: Reporter
  ) throws -> Set<String> {
    var found: Set<String> = []
    for word in words {
      let isFile = known[word] == nil && FileManager.default.fileExists(atPath: word)
      let names =
        isFile
        ? try Self.ids(inFile: word, reporter)
        : known[word] != nil ? [word] : word.split(whereSeparator: { ",，、".contains($0) }).map(String.init)
      if isFile { files.append(word) }
      for id in names {
        guard known[id] != nil else {
          throw Problem(
            .badData, Phrase("\(option): no zone has the id \(id)", zh: "\(option)：没有编号为 \(id) 的区域"),
            at: isFile ? Phrase(word, zh: word) : nil,
            hint: Phrase("correct the id, or name a file of ids that is there", zh: "请更正编号，或指定存在的编号文件"))
        }
        found.insert(id)
      }
    }
    return found
  }

  /// The first cell of each line; empty lines, comments (`#`) and a head (`id`, 编号) are passed over.
  private static func ids(inFile path: String, _ reporter: Reporter) throws -> [String] {
    let decoded = try TextEncoding.decodeToUTF8(ByteStorage.read(path: path), named: nil, file: path)
    decoded.notices.forEach(reporter.notice)
    return String(decoding: decoded.text.bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .compactMap { line in
        let cell = line.prefix { !",\t;".contains($0) }.blanksTrimmed.filter {
          $0 != "\"" && $0 != "\u{FEFF}"
        }
        return cell.isEmpty || cell.hasPrefix("#") || ["id", "编号"].contains(cell.lowercased()) ? nil : cell
      }
  }
}

import Foundation
import TestSupport
import Testing
import ZoneGeometry
import ZoneModel

@testable import ZoneFormats

/// Bytes that mean something to CSV, and some that do not.
private func hostileText(_ random: inout SeededRandom, _ count: Int) -> String {
  let parts = [
    "\"", "\"\"", ",", ";", "\t", "|", "\n", "\r\n", "\r", " ", "a", "12.5", "路", "\n\n", "\n \n", ",\"",
    "\",",
  ]
  return (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
}

/// Everything a layer says, row by row.
private struct Account: Equatable {
  var rows: [String] = []
  var rejections: [Rejection] = []
  var notices: [Notice] = []
  var datum: Datum?

  mutating func add(_ layer: Layer) {
    for row in 0..<layer.count {
      let place = layer.geometries[row].map { "\($0)" } ?? "nowhere"
      let line = layer.line(of: row) ?? 0
      let id = layer.properties.identifier(at: row) ?? "-"
      rows.append("\(layer.records[row]) line \(line) \(id) \(place) \(layer.content(of: row))")
    }
    rejections += layer.rejections
    notices += layer.notices
    datum = layer.declaredDatum
  }
}

private func account(_ work: (inout Account) throws -> Void) -> Result<Account, Problem> {
  var account = Account()
  do {
    try work(&account)
    return .success(account)
  } catch let problem as Problem {
    return .failure(problem)
  } catch {
    return .failure(Problem(.internal, Phrase("\(error)", zh: "\(error)")))
  }
}

private func account(_ read: () throws -> Layer) -> Result<Account, Problem> {
  account { account in account.add(try read()) }
}

@Suite struct `Where CSV may be cut` {
  /// Ends of the records that end with the end of a line, found by reading them.
  private func ends(_ text: ByteStorage, _ separator: UInt8) -> [Int] {
    var records = CSVRecords(text, from: 0, separator: separator)
    var ends: [Int] = []
    while records.next() {
      if case .openQuote = records.fault { break }
      if records.hasLineEnd { ends.append(records.offset) }
    }
    return ends
  }

  @Test(arguments: 0..<300) func `is the end of a record, whatever stands in it`(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let words = hostileText(&random, 40)
    let text = ByteStorage(words)
    for separator in ",;\t|".utf8 {
      let ends = ends(text, separator)
      let feeds = ends.filter { text.bytes[$0 - 1] == 10 }
      let cut = CSVCut.lastEnd(text, from: 0, separator: separator)
      // behind the last record there may be empty lines
      guard let cut else {
        #expect(feeds.isEmpty, "\(words.debugDescription)")
        continue
      }
      let isBlank = { (a: Int, b: Int) in text.bytes[a..<b].allSatisfy { $0 <= 0x20 } }
      #expect(
        ends.contains(cut) || isBlank(ends.last { $0 <= cut } ?? 0, cut),
        "\(words.debugDescription) at \(cut)")
      if let last = feeds.last { #expect(cut >= last, "\(words.debugDescription)") }
    }
  }

  @Test(arguments: 0..<60) func `changes nothing of what several threads read`(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let text =
      "id,lon,lat,note\n"
      + (0..<40).map { row in
        let note =
          ["plain", "\"two\nlines\"", "5\" pipe", "\"a\"\"b\"", "\"x\"y", "", "路,多", "\"\r\n\""]
          .randomElement(using: &random) ?? ""
        let place = row % 9 == 5 ? "east,north" : "116.\(row),23.\(row)"
        let end = ["\n", "\r\n", "\n\n", "\r"].randomElement(using: &random) ?? "\n"
        return "F\(row),\(place),\(note)\(end)"
      }.joined()
    for words in [text, String(text.dropLast(7)), text + "F,1", text + "F,1,2,\"open"] {
      let expected = account { try CSVReader.read(ByteStorage(words), name: "a.csv") }
      for threads in [2, 3, 7] {
        #expect(
          account { try CSVReader.read(ByteStorage(words), name: "a.csv", threads: threads, least: 16) }
            == expected)
      }
    }
  }
}

@Suite struct `GeoJSON read by several threads` {
  /// Features as people write them, and what only looks like one.
  private func document(_ random: inout SeededRandom, _ count: Int) -> String {
    let features = (0..<count).map { number -> String in
      let place = "[\(116 + Double(number) / 100),23.5]"
      switch Int.random(in: 0..<12, using: &random) {
      case 0: return "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"id\":\(number)}}"
      case 1: return "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\"},\"properties\":{}}"
      case 2: return "{\"type\":\"Other\"}"
      case 3: return "[1, {\"type\":\"Feature\"}, {\"type\":\"Feature\"}]"
      case 4:
        return
          "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":\(place)},\"properties\":"
          + "{\"list\":[1,{\"type\":\"Feature\",\"geometry\":null,\"properties\":{}},{\"type\":\"Feature\"}]}}"
      case 5:
        return
          "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":\(place)},\"properties\":"
          + "{\"text\":\",{\\\"type\\\":\\\"Feature\\\"}, \"}}"
      case 6:
        return "{\"type\":\"Feature\",\"id\":[1],\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
          + "[[[0,0],[1,0],[1,1]]]},\"properties\":{\"路\":\"\(number)\"}}"
      case 7:
        return "{\"geometry\":{\"type\":\"Point\",\"coordinates\":\(place)},\"name\":\"bare \(number)\"}"
      default:
        return
          "{ \"type\": \"Feature\", \"geometry\":\n {\"type\":\"Point\",\"coordinates\":\(place)},\"properties\":{\"id\":\"F\(number)\"}}"
      }
    }
    let list = features.joined(separator: [",", ",\n", " , "].randomElement(using: &random) ?? ",")
    let ends = ["]}", "],\"crs\":{\"properties\":{\"name\":\"EPSG:4490\"}}}", "]", "],\"features\":[]}", ""]
    let start =
      Bool.random(using: &random) ? "{\"type\":\"FeatureCollection\",\"features\":[" : "{\"features\":["
    return start + list + (ends.randomElement(using: &random) ?? "")
  }

  private func read(_ text: String, threads: Int) -> Result<Account, Problem> {
    account {
      let storage = ByteStorage(text)
      var parts = GeoJSONParts(storage, name: "a.geojson", leastShare: 64)
      return try parts.part(storage, from: 0, isLast: true, threads: threads).layer
    }
  }

  @Test(arguments: 0..<200) func `says what one thread says`(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let text = document(&random, 30)
    let array = "[" + text.drop { $0 != "[" }.dropFirst().prefix { $0 != "]" } + "]"
    let cut = String(text.prefix(Int.random(in: 1..<text.count, using: &random)))
    let torn = text.replacing("\"F7\"", with: "\"F7")
    for words in [text, array, cut, torn] {
      let expected = read(words, threads: 1)
      for threads in [2, 3, 9] {
        #expect(read(words, threads: threads) == expected, "\(threads) threads: \(words)")
      }
    }
  }

  @Test(arguments: 0..<30) func `says the same in parts`(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(700 + seed))
    let text = document(&random, 60)
    try withFile("a.geojson", Array(text.utf8)) { path in
      func inParts(_ threads: Int) -> Result<Account, Problem> {
        account { account in
          let stream = try LayerStream(path, ReadingOptions(), partSize: 600, threads: threads)
          while let part = try stream.next() { account.add(part) }
        }
      }
      #expect(inParts(2) == inParts(1))
    }
  }
}

@Suite struct `Rows written by several threads` {
  @Test(arguments: [RowsNotation.csv(.auto, hasMark: true), .geoJSON(.collection), .geoJSON(.sequence)])
  func `are the bytes one thread writes`(notation: RowsNotation) throws {
    var text = "id,lon,lat,note\n"
    for row in 0..<50 { text += "F\(row),116.\(row),23.\(row),\(row % 3 == 0 ? "\"a, b\"" : "1\(row)")\n" }
    let table = try CSVReader.read(ByteStorage(text), name: "a.csv")
    let layer = OutputLayer(
      name: "x", count: table.count, geometry: { table.geometries[$0] }, tables: [table.properties],
      carried: { OutputLayer.Carried(table: 0, row: $0) },
      columns: [OutputLayer.Column("number") { .integer($0) }])
    let whole = MemorySink()
    switch notation {
    case .csv: try CSVWriter.write(layer, to: whole)
    case .geoJSON(let form): try GeoJSONWriter.write(layer, to: whole, as: form)
    }
    try check(layer, notation, whole.bytes)
  }

  private func check(_ layer: OutputLayer, _ notation: RowsNotation, _ expected: [UInt8]) throws {
    for bounds in [[0, 50], [0, 0, 50], [0, 1, 2, 49, 50], [0, 20, 20, 50, 50]] {
      let sink = MemorySink()
      let texts = zip(bounds, bounds.dropFirst()).map { RowsWriter(layer, notation).text($0..<$1) }
      switch notation {
      case .csv:
        var parts = try CSVWriter.Parts(to: sink)
        for text in texts { try parts.append(text) }
        try parts.finish()
      case .geoJSON(let form):
        var parts = GeoJSONWriter.Parts(to: sink, as: form)
        for text in texts { try parts.append(text) }
        try parts.finish()
      }
      #expect(sink.bytes == expected, "cut at \(bounds)")
    }
  }
}

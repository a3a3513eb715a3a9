import Foundation
import TestSupport
import Testing
import ZoneGeometry
import ZoneModel

@testable import ZoneFormats

/// Everything a layer says, row by row, so that parts can be put together and compared with the whole.
private struct Account: Equatable {
  var names: [String] = []
  var rows: [String] = []
  var rejections: [Rejection] = []
  var notices: [Notice] = []
  var datum: Datum?

  mutating func add(_ layer: Layer, _ names: [String]) {
    self.names = names
    for row in 0..<layer.count {
      let place = layer.geometries[row].map { "\($0)" } ?? "nowhere"
      let values = names.map { layer.properties.text($0, at: row) ?? "-" }
      rows.append(
        "\(layer.records[row]) line \(layer.line(of: row) ?? 0) \(place) \(values) \(layer.content(of: row))")
    }
    rejections += layer.rejections
    notices += layer.notices
    datum = datum ?? layer.declaredDatum
  }
}

private func whole(_ path: String, _ options: ReadingOptions) -> Result<Account, Problem> {
  result {
    var account = Account()
    let layer = try LayerReader.read(path, options)
    account.add(layer, layer.properties.names)
    return account
  }
}

private func inParts(_ path: String, _ options: ReadingOptions, _ size: Int) -> Result<Account, Problem> {
  result {
    let stream = try LayerStream(path, options, partSize: size)
    var account = Account()
    while let part = try stream.next() { account.add(part, stream.names) }
    return account
  }
}

private func result(_ work: () throws -> Account) -> Result<Account, Problem> {
  do {
    return .success(try work())
  } catch let problem as Problem {
    return .failure(problem)
  } catch {
    return .failure(Problem(.internal, Phrase("\(error)", zh: "\(error)")))
  }
}

/// CSV as people write it: quoted line breaks, blank lines, cells too few and too many, rows without a place.
private func roughTable(_ random: inout SeededRandom, rows: Int) -> String {
  let end = ["\n", "\r\n"].randomElement(using: &random) ?? "\n"
  var text = "id,lon,lat,note\(end)"
  for row in 0..<rows {
    let place = "116.\(Int.random(in: 10...99, using: &random)),23.\(Int.random(in: 10...99, using: &random))"
    switch Int.random(in: 0..<12, using: &random) {
    case 0: text += "\(row),\(place),\"two\(end)lines, \"\"so\"\"\"\(end)"
    case 1: text += "\(row),,,nowhere\(end)"
    case 2: text += "\(row),116.5\(end)"
    case 3: text += "\(row),\(place),ok,,\(end)"
    case 4: text += "\(row),\(place),too,many\(end)"
    case 5: text += "\(row),east,north,words\(end)"
    case 6: text += end
    case 7: text += "\(row),\(place),占道经营\(end)"
    default: text += "\(row),\(place),plain\(end)"
    }
  }
  return text
}

@Suite struct `Files in parts` {
  @Test(arguments: 0..<40) func `say what the whole says, wherever they are cut`(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let text = roughTable(&random, rows: 60)
    try withFile("a.csv", Array(text.utf8)) { path in
      let options = ReadingOptions()
      let expected = whole(path, options)
      for size in [130, 200, 333, 1_000, 5_000] {
        #expect(inParts(path, options, size) == expected, "part size \(size)")
      }
    }
  }

  @Test(arguments: 0..<60) func `find a cut wherever the whole finds it`(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(100 + seed))
    // between characters: what ends inside one may pass for GB 18030 as long as little has been read
    let text = Array(roughTable(&random, rows: 30).unicodeScalars)
    let cut = Int.random(in: 120..<text.count, using: &random)
    var start = String.UnicodeScalarView()
    start.append(contentsOf: text[..<cut])
    try withFile("a.csv", Array(String(start).utf8)) { path in
      let options = ReadingOptions()
      let expected = whole(path, options)
      #expect(inParts(path, options, 130) == expected, "cut at \(cut)")
    }
  }

  @Test func `are inflated and decoded on the way`() throws {
    var random = SeededRandom(seed: 5)
    let text = roughTable(&random, rows: 300).replacing("\r\n", with: "\n")
    let chinese = try #require(text.data(using: .init(rawValue: 0x8000_0632)))
    try withFile("a.csv", Array(chinese)) { path in
      let options = ReadingOptions()
      #expect(inParts(path, options, 500) == whole(path, options))
      let pack = Process()
      pack.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      pack.arguments = ["gzip", "-k", path]
      try pack.run()
      pack.waitUntilExit()
      let packed = whole(path + ".gz", options)
      #expect(inParts(path + ".gz", options, 500) == packed)
      var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path + ".gz")))
      bytes.removeLast(9)
      try Data(bytes).write(to: URL(fileURLWithPath: path + ".cut.gz"))
      guard case .failure(let problem) = inParts(path + ".cut.gz", options, 500) else {
        Issue.record("a cut gzip file was taken for a whole one")
        return
      }
      #expect(problem.kind == .badData)
    }
  }

  @Test func `that are GB18030 only far behind the head are decoded from there`() throws {
    var bytes = Array("id,lon,lat,note\n".utf8)
    for row in 0..<100 { bytes += Array("\(row),116.5,23.6,plain\n".utf8) }
    bytes += Array("100,116.5,23.6,".utf8) + [0xD5, 0xBC, 0xB5, 0xC0, 0x0A]
    try withFile("a.csv", bytes) { path in
      let options = ReadingOptions()
      #expect(inParts(path, options, 200) == whole(path, options))
    }
  }

  @Test func `know which columns of the whole are numbers`() throws {
    var text = "id,lon,lat,count,mixed\n"
    for row in 0..<50 { text += "\(row),116.5,23.6,\(row),\(row == 49 ? "x" : "1")\n" }
    try withFile("a.csv", Array(text.utf8)) { path in
      let stream = try LayerStream(path, ReadingOptions(), partSize: 150, tellsNumbers: true)
      #expect(stream.isParted)
      let first = try #require(try stream.next())
      guard case .cells(let records) = first.properties.backing else {
        Issue.record("CSV is kept as cells")
        return
      }
      #expect(records.numbers == [false, true, true, true, false])
    }
  }
}

/// A GeoJSON text with features good and bad, members before and behind them, in one of four forms.
private func roughGeoJSON(_ random: inout SeededRandom, rows: Int) -> String {
  func feature(_ row: Int) -> String {
    let place =
      "[116.\(Int.random(in: 10...99, using: &random)),23.\(Int.random(in: 10...99, using: &random))]"
    let point = "{\"type\":\"Point\",\"coordinates\":\(place)}"
    switch Int.random(in: 0..<9, using: &random) {
    case 0:
      return "{\"type\":\"Feature\",\"id\":\(row),\"properties\":{\"街\":\"占道\\u4e00\"},\"geometry\":\(point)}"
    case 1: return "{\"type\":\"Feature\",\"properties\":null,\"geometry\":null}"
    case 2:
      return "{\"type\":\"Feature\",\"properties\":{\"a\":[1,{\"b\":2}]},\"geometry\":{\"type\":\"Point\"}}"
    case 3: return "{\"geometry\":\(point),\"name\":\"bare \\\"\(row)\\\"\"}"
    case 4: return "\(point)"
    case 5:
      return "{ \"type\" : \"Feature\" , \"geometry\" : \(point) , \n \"properties\" : {\"n\":\(row).50} }"
    default: return "{\"type\":\"Feature\",\"properties\":{\"row\":\(row)},\"geometry\":\(point)}"
    }
  }
  let features = (0..<rows).map(feature)
  let crs = "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:4490\"}}"
  switch Int.random(in: 0..<4, using: &random) {
  case 0:
    return
      "{\"type\":\"FeatureCollection\",\"name\":\"x\",\"features\":[\n\(features.joined(separator: ",\n"))\n],\(crs)}\n"
  case 1: return "{\(crs),\"features\":[\(features.joined(separator: ","))],\"type\":\"FeatureCollection\"}"
  case 2: return "[\(features.joined(separator: " , ")), 7, \"x\"]"
  default:
    return features.map { $0.replacing("\n", with: "") }.joined(separator: "\n")
      + "\n{\"broken\":}\n\(features[0].replacing("\n", with: ""))"
  }
}

/// Kind and words of a failure; its place may differ by the column.
private func failure(_ result: Result<Account, Problem>) -> String {
  switch result {
  case .success(let account): "\(account.rows.count) rows"
  case .failure(let problem): "\(problem.kind) \(problem.what.english)"
  }
}

@Suite struct `GeoJSON in parts` {
  @Test(arguments: 0..<60) func `says what the whole says, wherever it is cut`(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let text = roughGeoJSON(&random, rows: 25)
    try withFile("a.geojson", Array(text.utf8)) { path in
      let expected = whole(path, ReadingOptions())
      for size in [64, 111, 300, 1_000] {
        #expect(inParts(path, ReadingOptions(), size) == expected, "part size \(size)")
      }
    }
  }

  @Test(arguments: 0..<60) func `finds a cut wherever the whole finds it`(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let bytes = Array(roughGeoJSON(&random, rows: 12).utf8)
    let cut = Int.random(in: 70..<bytes.count, using: &random)
    try withFile("a.geojson", Array(bytes[..<cut])) { path in
      let expected = whole(path, ReadingOptions())
      #expect(failure(inParts(path, ReadingOptions(), 64)) == failure(expected), "cut at \(cut)")
    }
  }

  @Test func `judges the torture files as the whole reader does`() throws {
    guard let folder = TestData.folder("torture-json-a") else { return }
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var judged = 0
    for case let file as URL in files ?? .init() where file.pathExtension == "json" {
      judged += 1
      guard let data = try? Data(contentsOf: file), data.count > 16 else { continue }
      // as the properties of a feature, so that something stands before and behind
      let text =
        Array(
          "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\":"
            .utf8)
        + data + Array("}}]}".utf8)
      try withFile("a.geojson", text) { path in
        let utf8 = ReadingOptions(encoding: .utf8)
        #expect(failure(inParts(path, utf8, 24)) == failure(whole(path, utf8)), "\(file.lastPathComponent)")
      }
    }
    #expect(judged > 100)
  }

  @Test(arguments: [
    #"{"type":"FeatureCollection","features":[FEATURE,FEATURE],"features":[FEATURE]}"#,
    #"{"features":[FEATURE],"type":"Feature","geometry":null,"properties":{}}"#,
    #"{"type":"FeatureCollection","features":[FEATURE,{"type":"Feature","properties":{"名":"街GB"},"geometry":null}]}"#,
  ])
  func `is read whole where parts would have to be taken back, or are not UTF-8`(text: String) throws {
    let feature = #"{"type":"Feature","properties":{"a":1},"geometry":null}"#
    let written = text.replacing("FEATURE", with: feature)
    let bytes =
      written.contains("GB")
      ? Array(try #require(written.data(using: .init(rawValue: 0x8000_0632)))) : Array(written.utf8)
    try withFile("a.geojson", bytes) { path in
      let expected = whole(path, ReadingOptions())
      #expect(failure(expected).hasSuffix("rows"))
      #expect(inParts(path, ReadingOptions(), 50) == expected)
    }
  }

  @Test func `with one feature a hundred parts long is read`() throws {
    let line = (0..<500).map { "[\($0 % 100),1]" }.joined(separator: ",")
    let text =
      "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[\(line)]}}\n"
    try withFile("a.geojson", Array((text + text).utf8)) { path in
      #expect(inParts(path, ReadingOptions(), 64) == whole(path, ReadingOptions()))
    }
  }
}

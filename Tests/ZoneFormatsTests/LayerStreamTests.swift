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

  mutating func add(_ layer: Layer) {
    names = layer.properties.names
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
    account.add(try LayerReader.read(path, options))
    return account
  }
}

private func inParts(_ path: String, _ options: ReadingOptions, _ size: Int) -> Result<Account, Problem> {
  result {
    let stream = try LayerStream(path, options, partSize: size)
    var account = Account()
    while let part = try stream.next() { account.add(part) }
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

import Foundation
import TestSupport
import Testing
import ZoneAnalysis
import ZoneFormats
import ZoneGeometry
import ZoneModel
import ZoneOperations

@Suite struct `Drawing sites` {
  let files: SmallFiles
  let site: Site

  init() throws {
    files = try SmallFiles()
    site = try Site()
  }

  /// A chessboard of squares of 100 m that touch: compounds built 1980, 1981 … and every fifth a market.
  private func board(_ side: Int = 8) throws -> [(String, String)] {
    try (0..<side * side).map { i in
      (
        try site.rectangle(Double(i % side) * 100, Double(i / side) * 100, 100, 100),
        "{\"id\":\"Z\(i)\",\"kind\":\"\(i % 5 == 0 ? "market" : "compound")\",\"built\":\(1980 + i),\"parent\":\"P\(i % 2)\",\"beds\":\(i % 7)}"
      )
    }
  }

  private func draw(
    _ zones: [(String, String)], _ change: (inout DrawOptions) -> Void = { _ in }
  ) throws -> SiteDraw {
    var input = InputOptions()
    input.zones = [ZoneSource(path: try files.collection("zones.geojson", zones))]
    var options = DrawOptions()
    options.seed = 5
    change(&options)
    return try drawSites(input, options)
  }

  private func ids(_ draw: SiteDraw, _ role: SiteRole = .site) -> [String] {
    draw.sites.filter { $0.role == role }.map { draw.zones.zones[$0.zone].id }
  }

  private func text(_ draw: SiteDraw) throws -> String {
    var target = OutputTarget(path: files.folder.appendingPathComponent("out.geojson").path)
    target.format = .geojson
    try write(draw.outputLayer(OutputOptions()), to: target)
    return try String(contentsOfFile: target.path, encoding: .utf8)
  }

  @Test func `n of N by stratum, and each site's probability is n ÷ N`() throws {
    let draw = try draw(board()) {
      $0.count = .total(16)
      $0.reserve = 3
    }
    #expect(draw.strata.map(\.name) == ["market", "compound"])
    #expect(draw.strata.map(\.frame) == [13, 51])
    #expect(draw.strata.map(\.sites) == [4, 12])
    #expect(draw.strata.map(\.reserves) == [3, 3])
    for site in draw.sites {
      let stratum = draw.strata[site.stratum]
      let count = site.role == .site ? stratum.sites : stratum.sites + stratum.reserves
      #expect(isClose(site.probability, Double(count) / Double(stratum.frame), within: 1e-12))
      #expect((draw.zones.zones[site.zone].kind == .market) == (stratum.name == "market"))
    }
    #expect(Set(draw.sites.map(\.zone)).count == draw.sites.count)
    #expect(draw.sites.filter { $0.stratum == 1 }.map(\.order) == Array(1...15))
  }

  @Test func `the same zones and seed give the same bytes in any order of rows, another seed others`() throws
  {
    var random = SeededRandom(seed: 2)
    var zones = try board()
    let first = try draw(zones)
    for _ in 0..<5 {
      zones.shuffle(using: &random)
      let again = try draw(zones)
      #expect(ids(again) == ids(first))
      #expect(again.frameDigest == first.frameDigest)
      // the file itself is another one, and its fingerprint says so
      #expect(again.inputs != first.inputs)
    }
    #expect(try text(draw(board())) == text(draw(board())))
    #expect(try ids(draw(board()) { $0.seed = 6 }) != ids(first))
  }

  @Test func `more in one stratum leaves the others' sites alone`() throws {
    let few = try draw(board()) { $0.takes = ["market": 3, "compound": 4] }
    let more = try draw(board()) { $0.takes = ["market": 3, "compound": 9] }
    #expect(ids(few).prefix(3) == ids(more).prefix(3))
    #expect(throws: Problem.self) { try draw(board()) { $0.takes = ["moon": 1] } }
  }

  @Test func `conditions, exclusions and must-visit zones leave the frame, and the counts say so`() throws {
    let list = try files.write("closed.txt", "id\nZ1\n# note\n\"Z2\",示例\n")
    let draw = try draw(board()) {
      $0.count = .each(50)
      $0.filters = [AttributeFilter(text: "compound:built<2000")!]
      $0.excluded = [list]
      $0.must = ["Z3", "Z63"]
    }
    let compounds = draw.strata[1]
    #expect(compounds.zones == 51 && compounds.must == 2 && compounds.excluded == 2)
    #expect(compounds.frame == compounds.zones - compounds.must - compounds.excluded - compounds.filtered)
    let drawn = Set(ids(draw))
    // built before 2000 are Z0 … Z19; markets may be of any year
    #expect(drawn.isDisjoint(with: ["Z1", "Z2", "Z3", "Z21", "Z63"]))
    #expect(drawn.isSuperset(of: ["Z4", "Z19", "Z60"]))
    #expect(ids(draw, .must) == ["Z3", "Z63"])
    #expect(draw.inputs.map(\.path).last == list)
    #expect(throws: Problem.self) { try self.draw(board()) { $0.must = ["Z999"] } }
    #expect(throws: Problem.self) {
      try self.draw(board()) {
        $0.must = ["Z1"]
        $0.excluded = ["Z1"]
      }
    }
  }

  @Test func `a condition that cannot be judged lets nobody in, and is told`() throws {
    let zones = try [
      (site.rectangle(0, 0, 50, 50), "{\"id\":\"A\",\"built\":\"1998-05-01\"}"),
      (site.rectangle(100, 0, 50, 50), "{\"id\":\"B\",\"built\":\"２００３\"}"),
      (site.rectangle(200, 0, 50, 50), "{\"id\":\"C\"}"),
      (site.rectangle(300, 0, 50, 50), "{\"id\":\"D\",\"built\":\"unknown\"}"),
      (site.rectangle(400, 0, 50, 50), "{\"id\":\"E\",\"built\":1999}"),
    ]
    let draw = try draw(zones) {
      $0.count = .each(9)
      $0.filters = [AttributeFilter(text: "built<2000-01-01")!]
    }
    #expect(Set(ids(draw)) == ["A", "E"])
    #expect(draw.unjudged.map(\.zones) == [2])
  }

  @Test(arguments: ["", "built", "<2000", "built<", ":a=1", "=="]) func `no condition`(text: String) {
    #expect(AttributeFilter(text: text) == nil)
  }

  @Test func `chances in proportion to size leave out what has none`() throws {
    let draw = try draw(board()) {
      $0.strata = []
      $0.count = .total(12)
      $0.chances = .property("beds")
    }
    #expect(draw.strata[0].sizeless == 10)
    for site in draw.sites {
      let number = try #require(Int(draw.zones.zones[site.zone].id.dropFirst()))
      let total = (0..<64).reduce(0) { $0 + $1 % 7 }
      #expect(isClose(site.probability, 12 * Double(number % 7) / Double(total), within: 1e-9))
    }
  }

  @Test func `a neighbour is of the same kind, with the longest border, and serves once`() throws {
    // B touches A along 100 m, C along 40 m; D lies 30 m off; a market touches A along all of its west
    let zones = try [
      (site.rectangle(0, 0, 100, 100), "{\"id\":\"A\",\"kind\":\"compound\"}"),
      (site.rectangle(100, 0, 80, 100), "{\"id\":\"B\",\"kind\":\"compound\"}"),
      (site.rectangle(0, 100.4, 40, 80), "{\"id\":\"C\",\"kind\":\"compound\"}"),
      (site.rectangle(0, -130, 100, 100), "{\"id\":\"D\",\"kind\":\"compound\"}"),
      (site.rectangle(-100, 0, 100, 100), "{\"id\":\"M\",\"kind\":\"market\"}"),
    ]
    func neighbour(_ change: (inout DrawOptions) -> Void = { _ in }) throws -> (String, DrawnSite)? {
      let draw = try draw(zones) {
        $0.count = .each(0)
        $0.must = ["A"]
        $0.hasNeighbours = true
        change(&$0)
      }
      return draw.sites.first { $0.role == .neighbour }.map { (draw.zones.zones[$0.zone].id, $0) }
    }
    let longest = try #require(try neighbour())
    #expect(longest.0 == "B")
    #expect(isClose(longest.1.border, 100, within: 0.5))
    let next = try #require(try neighbour { $0.excluded = ["B"] })
    #expect(next.0 == "C", "outlines drawn 40 cm apart still touch")
    #expect(isClose(next.1.border, 40, within: 1.5))
    let near = try #require(try neighbour { $0.excluded = ["B", "C"] })
    #expect(near.0 == "D" && near.1.border == nil)
    #expect(isClose(near.1.gap, 30, within: 0.2))
    #expect(
      try neighbour {
        $0.excluded = ["B", "C"]
        $0.neighbourReach = 20
      } == nil)
  }

  @Test func `asking for more than there is takes all and says what is missing`() throws {
    var input = InputOptions()
    input.zones = [ZoneSource(path: try files.collection("zones.geojson", board()))]
    var options = DrawOptions()
    options.count = .total(70)
    var said: [String] = []
    let draw = try drawSites(input, options, reporter: Reporter(notice: { said.append($0.what.english) }))
    #expect(draw.sites.count == 64)
    #expect(said == ["70 sites are asked for in all, there are 64; all of them are taken, 6 are missing"])
  }

  @Test func `an assessment draws its groups, and says what a small city lacks`() throws {
    var zones = try (0..<100).map {
      (try site.line([(Double($0) * 50, 0), (Double($0) * 50, 40)]), "{\"id\":\"R\($0)\",\"kind\":\"road\"}")
    }
    zones += try (0..<140).map {
      (
        try site.rectangle(Double($0 % 20) * 60, 100 + Double($0 / 20) * 60, 50, 50),
        "{\"id\":\"C\($0)\",\"kind\":\"\($0 % 3 == 0 ? "学校" : "compound")\"}"
      )
    }
    zones += try (0..<6).map {
      (try site.rectangle(Double($0) * 500, 1000, 500, 500), "{\"id\":\"S\($0)\",\"kind\":\"street\"}")
    }
    let draw = try draw(zones) { $0.preset = DrawPreset(size: .medium, isSizeGiven: true) }
    func count(_ group: String) -> Int { draw.sites.count { $0.group == group && $0.role == .site } }
    #expect(count("main_roads") == 12 && count("streetscape") == 67)
    #expect(count("health_education") == 13 && count("all_sites") == 113)
    #expect(count("organisation") == 6)
    let organisation = try #require(draw.strata.first { $0.name == "organisation" })
    #expect(organisation.asked == 10 && organisation.sites == 6)
    #expect(Set(draw.sites.map(\.zone)).count == 211)
    #expect(draw.sites.filter { $0.group == "organisation" }.allSatisfy { $0.probability == 1 })
    // kinds that no group names serve the open groups
    #expect(draw.sites.contains { draw.zones.zones[$0.zone].kind.rawValue == "学校" })
  }

  @Test func `the digest of a file is that of its bytes`() throws {
    let path = try files.collection("zones.geojson", board())
    let draw = try draw(board())
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sha256sum", path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    process.waitUntilExit()
    let said = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    #expect(said.hasPrefix(try #require(draw.inputs[0].digest)))
  }
}

import Foundation
import TestSupport
import Testing
import ZoneAnalysis
import ZoneFormats
import ZoneGeometry
import ZoneModel
import ZoneOperations

/// Squares of 100 m in a row, 200 m apart, with visits and findings by zone and day.
final class RankWorld {
  let files: SmallFiles
  let site: Site
  var zones: [(String, String)] = []
  var visits: [(String, String)] = []
  var findings: [(String, String)] = []

  init() throws {
    files = try SmallFiles()
    site = try Site()
  }

  func zone(_ number: Int, kind: String = "market") throws {
    zones.append(
      (
        try site.rectangle(Double(number) * 200, 0, 100, 100),
        "{\"id\":\"Z\(number)\",\"name\":\"示例\(number)\",\"kind\":\"\(kind)\"}"
      ))
  }

  func visit(_ zone: Int, _ day: String?, items: [String] = [], access: String = "") throws {
    let time = day.map { "\"\($0)T09:00:00+08:00\"" } ?? "null"
    let list = items.map { "\"\($0)\"" }.joined(separator: ",")
    visits.append(
      (
        try site.point(Double(zone) * 200 + 50, 50),
        "{\"id\":\"V\(visits.count)\",\"time\":\(time),\"items\":[\(list)],\"access\":\"\(access)\"}"
      ))
  }

  func finding(
    _ zone: Int, _ day: String?, item: String = "06010", severity: Int = 1, source: String = "covert"
  ) throws {
    let time = day.map { "\"\($0)T10:00:00+08:00\"" } ?? "null"
    findings.append(
      (
        try site.point(Double(zone) * 200 + 40, 60),
        "{\"id\":\"F\(findings.count)\",\"time\":\(time),\"item\":\"\(item)\",\"severity\":\(severity),\"source\":\"\(source)\"}"
      ))
  }

  func rank(
    _ change: (inout RankOptions) -> Void = { _ in }, input: (inout InputOptions) -> Void = { _ in }
  ) throws -> ZoneRanking {
    var options = RankOptions()
    change(&options)
    var inputs = InputOptions()
    inputs.zones = [ZoneSource(path: try files.collection("zones.geojson", zones))]
    if !visits.isEmpty { inputs.observations = [try files.collection("visits.geojson", visits)] }
    inputs.findings = [try files.collection("findings.geojson", findings)]
    input(&inputs)
    return try rankZones(inputs, options)
  }
}

extension ZoneRanking {
  func row(_ id: String) throws -> RankRow {
    try #require(rows.first { zones.zones[$0.zone].id == id }, "no row of \(id)")
  }

  func ids(_ list: RankList) -> [String] {
    rows.filter { $0.list == list }.sorted { $0.listPlace! < $1.listPlace! }.map { zones.zones[$0.zone].id }
  }

  func csv(_ layer: OutputLayer, _ files: SmallFiles) throws -> String {
    var target = OutputTarget(path: files.folder.appendingPathComponent("out.csv").path)
    target.format = .csv
    target.csvGeometry = .none
    try write(layer, to: target)
    return try String(contentsOfFile: target.path, encoding: .utf8)
  }
}

@Suite struct `Ranking zones` {
  /// Four visits a zone on four days, and so many findings: 0, 1, 2 … by zone.
  private func ladder(_ count: Int, visits: Int = 4) throws -> RankWorld {
    let world = try RankWorld()
    for zone in 0..<count {
      try world.zone(zone)
      for day in 1...visits { try world.visit(zone, "2026-08-0\(day)") }
      for _ in 0..<zone { try world.finding(zone, "2026-08-01") }
    }
    return world
  }

  @Test func `the rate is findings per inspection, shrunk towards the class`() throws {
    let ranking = try ladder(9).rank()
    #expect(ranking.quarter.map { "\($0)" } == "2026Q3")
    let row = try ranking.row("Z2")
    #expect(row.events == 2 && row.exposure == 4 && row.inspections == 4)
    // mean 36 ÷ 36 = 1; V = Σ(k/4 − 1)² ÷ 9 − 1 ÷ 4 = 60/16/9 − .25 = .1667; w = .1667 ÷ (.1667 + .25) = .4
    #expect(row.rate?.rate == 0.5)
    #expect(isClose(row.rate?.weight, 0.4, within: 1e-9))
    #expect(isClose(row.rate?.value, 0.8, within: 1e-9))
    #expect(row.expected == 4)
    #expect(ranking.ids(.red) == ["Z0", "Z1", "Z2"])
    #expect(ranking.ids(.black) == ["Z8", "Z7", "Z6", "Z5"], "only what is above the mean")
    #expect(try ranking.row("Z4").list == nil)
  }

  @Test func `too few inspections is no place, and a place is no surprise`() throws {
    let world = try ladder(5)
    try world.zone(20)
    try world.visit(20, "2026-08-02")
    try world.zone(21)
    for _ in 0..<9 { try world.finding(21, "2026-08-02") }
    let ranking = try world.rank()
    #expect(try ranking.row("Z20").status == .notEnoughEvidence)
    #expect(try ranking.row("Z20").place == nil)
    let burst = try ranking.row("Z21")
    #expect(burst.inspections == 1, "nine findings of one day and source are one inspection")
    #expect(burst.status == .notEnoughEvidence && burst.list == nil)
    #expect(burst.funnel == .farAbove)
    #expect(ranking.classes[0].ranked == 5 && ranking.classes[0].zones == 7)
  }

  @Test func `nobody looked: no rate, no shrunk rate, no limits`() throws {
    let world = try ladder(3)
    try world.zone(9)
    let row = try world.rank().row("Z9")
    #expect(row.rate == nil && row.expected == nil && row.funnel == nil && row.score == nil)
    #expect(row.status == .notEnoughEvidence)
  }

  @Test func `no access is no inspection`() throws {
    let world = try ladder(3)
    try world.zone(9)
    for day in 1...5 { try world.visit(9, "2026-08-0\(day)", access: "none") }
    #expect(try world.rank().row("Z9").inspections == 0)
  }

  @Test func `a visit's findings are no further inspections, others' are one a day and source`() throws {
    let world = try RankWorld()
    try world.zone(0)
    try world.visit(0, "2026-08-01")
    try world.visit(0, "2026-08-01")
    for _ in 0..<3 { try world.finding(0, "2026-08-01") }
    for _ in 0..<3 { try world.finding(0, "2026-08-02") }
    try world.finding(0, "2026-08-02", source: "leaders")
    try world.finding(0, "2026-08-03", source: "complaint")
    let row = try world.rank().row("Z0")
    #expect(row.inspections == 2 + 2)
    #expect(row.findings == 8 && row.complaints == 1 && row.events == 7)
    let counted = try world.rank { $0.countsComplaints = true }.row("Z0")
    #expect(counted.events == 8 && counted.inspections == 4)
    let apart = try world.rank(input: { $0.findingsAreObservations = false }).row("Z0")
    #expect(apart.inspections == 2)
    // as coverage counts: two visits and seven findings
    #expect(try world.rank { $0.per = .observation }.row("Z0").exposure == 9)
  }

  @Test func `per hectare and per item have their own denominators`() throws {
    let world = try RankWorld()
    for zone in 0..<3 {
      try world.zone(zone)
      for day in 1...3 { try world.visit(zone, "2026-08-0\(day)", items: ["06010", "06012"]) }
    }
    try world.finding(0, "2026-08-01")
    try world.finding(0, "2026-08-01")
    try world.finding(0, "2026-08-02", item: "06041")
    let hectares = try world.rank { $0.per = .area }.row("Z0")
    #expect(abs(hectares.exposure - 1) < 1e-4 && hectares.events == 3)
    let items = try world.rank { $0.per = .item }
    let row = try items.row("Z0")
    // six checks of visits and one of a finding; an item that fails twice a day fails once
    #expect(row.events == 2 && row.exposure == 7)
    #expect(isClose(row.score, 100 * (1 - 2.0 / 7), within: 1e-9))
    #expect(isClose(items.classes[0].bayes.mean, 2.0 / 19, within: 1e-12))
    let points = try world.files.write("points.csv", "item,points\n06010,5\n06041,0\n")
    let weighed = try world.rank { $0.points = points }.row("Z0")
    // 3·5 + 3·1 + 1·0 points, 5 + 0 lost
    #expect(isClose(weighed.score, 100 * (1 - 5.0 / 18), within: 1e-9))
  }

  @Test func `a round is half-open, and what has no time is in none`() throws {
    let world = try ladder(3)
    try world.finding(0, "2026-07-01")
    try world.finding(0, "2026-10-01")
    try world.finding(0, nil)
    let ranking = try world.rank { $0.period = .quarter(Quarter(year: 2026, number: 3)!) }
    #expect(try ranking.row("Z0").findings == 1)
    let all = try world.rank { $0.period = .window(.always) }
    #expect(try all.row("Z0").findings == 3)
    #expect(all.previous == nil)
  }

  @Test func `something serious withholds the title and passes the place on`() throws {
    let world = try ladder(9)
    try world.finding(1, "2026-08-03", severity: 5)
    let ranking = try world.rank()
    #expect(ranking.ids(.red) == ["Z0", "Z2", "Z3"])
    #expect(try ranking.row("Z1").title == .withheld)
    #expect(try ranking.row("Z1").reason?.english == "serious finding F36, severity 5")
  }

  @Test func `titles are kept, revoked and awarded against the round before`() throws {
    let world = try ladder(6)
    // the quarter before: Z4 is best, Z0 worst, Z5 hardly seen; and Z1 as good as now
    for zone in 0..<5 {
      for day in 1...4 { try world.visit(zone, "2026-05-0\(day)") }
      for _ in 0..<[9, 1, 8, 7, 0][zone] { try world.finding(zone, "2026-05-01") }
    }
    let ranking = try world.rank { $0.best = 2 }
    #expect(ranking.ids(.red) == ["Z0", "Z1"])
    #expect(try ranking.row("Z0").title == .awarded)
    #expect(try ranking.row("Z1").title == .kept)
    #expect(try ranking.row("Z4").title == .revoked)
    #expect(try ranking.row("Z4").reason?.english == "slid to place 5 of 6")
    #expect(try ranking.row("Z0").movement == 4)
    #expect(try ranking.row("Z4").movement == -4)
    #expect(try ranking.row("Z5").movement == nil)
  }

  @Test func `an earlier output is as good as the data behind it`() throws {
    let world = try ladder(6)
    for zone in 0..<5 {
      for day in 1...4 { try world.visit(zone, "2026-05-0\(day)") }
      for _ in 0..<[9, 1, 8, 7, 0][zone] { try world.finding(zone, "2026-05-01") }
    }
    let before = try world.rank { $0.period = .quarter(Quarter(year: 2026, number: 2)!) }
    for name in ["before.csv", "before.geojson"] {
      var target = OutputTarget(path: world.files.folder.appendingPathComponent(name).path)
      target.format = name.hasSuffix("csv") ? .csv : .geojson
      target.csvGeometry = .none
      try write(before.outputLayer(OutputOptions(), language: .english), to: target)
      let now = try world.rank { $0.previous = target.path }
      let same = try world.rank()
      #expect(now.rows.map(\.movement) == same.rows.map(\.movement))
      #expect(now.rows.map(\.title) == same.rows.map(\.title))
    }
    let other = try world.files.write("other.csv", "a,b\n1,2\n")
    #expect(throws: Problem.self) { try world.rank { $0.previous = other } }
  }

  @Test func `a zone is never on both lists, however small its class`() throws {
    for count in 2...7 {
      let ranking = try ladder(count).rank()
      #expect(Set(ranking.ids(.red)).isDisjoint(with: ranking.ids(.black)))
      #expect(!ranking.ids(.red).isEmpty)
    }
  }

  @Test func `classes are ranked apart`() throws {
    let world = try ladder(4)
    for zone in 10..<13 {
      try world.zone(zone, kind: "compound")
      for day in 1...4 { try world.visit(zone, "2026-08-0\(day)") }
      for _ in 0..<zone { try world.finding(zone, "2026-08-01") }
    }
    try world.zone(30, kind: "road_side")
    let ranking = try world.rank {
      $0.classes = [
        RankClass(name: "买菜", kinds: [.market]), RankClass(name: "住", kinds: [.compound, .urbanVillage]),
      ]
    }
    #expect(ranking.classes.map(\.zones) == [4, 3])
    #expect(ranking.unclassed == 1)
    #expect(try ranking.row("Z10").place == 1 && ranking.row("Z0").place == 1)
    #expect(throws: Problem.self) {
      try world.rank { $0.classes = [RankClass(name: "none", kinds: [ZoneKind(rawValue: "moon")])] }
    }
  }

  @Test func `lost points count zones, common problems share them`() throws {
    let world = try ladder(4)
    try world.finding(1, "2026-08-02", item: "06012")
    try world.zone(9)
    let points = try world.files.write("points.csv", "item,points,name\n06010,2,垃圾\n")
    let losses = try world.rank { $0.points = points }.losses.filter { $0.classNumber == nil }
    #expect(losses.map(\.item) == ["06010", "06012"])
    #expect(losses[0].findings == 6 && losses[0].failing == 3 && losses[0].inspected == 4)
    #expect(losses[0].lost == 6 && losses[0].name == "垃圾")
    #expect(losses[0].share.percent == "75.0 %")
    #expect(losses[1].name == "道路不洁")
  }

  @Test func `findings in no zone do not vanish`() throws {
    let world = try ladder(4)
    try world.finding(50, "2026-08-01")
    try world.finding(51, "2026-05-01")
    let ranking = try world.rank()
    #expect(ranking.roundFindings == 7 && ranking.unplacedFindings == 1)
    #expect(ranking.rows.reduce(0) { $0 + $1.findings } == 6)
  }

  @Test func `an edge that two zones share gives each its finding, and the round one`() throws {
    let world = try RankWorld()
    world.zones = try [
      (world.site.rectangle(0, 0, 100, 100), "{\"id\":\"W\",\"kind\":\"market\"}"),
      (world.site.rectangle(100, 0, 100, 100), "{\"id\":\"E\",\"kind\":\"market\"}"),
    ]
    let corner = try world.site.position(100, 0)
    world.findings = [("{\"type\":\"Point\",\"coordinates\":\(corner)}", "{\"time\":\"2026-08-01\"}")]
    let ranking = try world.rank()
    #expect(try ranking.row("W").findings == 1 && ranking.row("E").findings == 1)
    #expect(ranking.roundFindings == 1 && ranking.unplacedFindings == 0)
  }

  @Test func `where only findings are recorded, somebody says so`() throws {
    let world = try RankWorld()
    try world.zone(0)
    try world.finding(0, "2026-08-01")
    var input = InputOptions()
    input.zones = [ZoneSource(path: try world.files.collection("zones.geojson", world.zones))]
    input.findings = [try world.files.collection("findings.geojson", world.findings)]
    var said: [String] = []
    _ = try rankZones(input, RankOptions(), reporter: Reporter(notice: { said.append($0.what.english) }))
    #expect(said.contains { $0.hasPrefix("no visits are recorded") })
  }

  @Test func `the records behind every figure add up to it`() throws {
    for per in RankExposure.allCases {
      let world = try ladder(5)
      try world.finding(2, "2026-08-09")
      try world.finding(2, "2026-08-09", source: "complaint")
      try world.finding(3, "2026-08-09", item: "06012")
      let ranking = try world.rank { $0.per = per }
      let text = try ranking.csv(ranking.recordLayer(OutputOptions()), world.files)
      let lines = text.split(whereSeparator: \.isNewline).map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      let head = lines[0].map { $0.replacing("\u{FEFF}", with: "") }
      let zone = try #require(head.firstIndex(of: "zone"))
      let event = try #require(head.firstIndex(of: "event"))
      let look = try #require(head.firstIndex(of: "inspection"))
      for row in ranking.rows {
        let mine = lines.dropFirst().filter { $0[zone] == ranking.zones.zones[row.zone].id }
        #expect(mine.reduce(0) { $0 + (Int($1[event]) ?? 0) } == row.events, "\(per)")
        #expect(mine.reduce(0) { $0 + (Int($1[look]) ?? 0) } == row.inspections, "\(per)")
      }
    }
  }

  @Test func `the order of the records changes not a byte`() throws {
    var random = SeededRandom(seed: 17)
    let world = try RankWorld()
    for zone in 0..<12 {
      try world.zone(zone, kind: zone % 3 == 0 ? "market" : "compound")
      for day in 1...Int.random(in: 2...8, using: &random) {
        try world.visit(zone, "2026-08-0\(day)", items: ["06010", "06012"])
      }
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        try world.finding(
          zone, "2026-08-1\(Int.random(in: 0...3, using: &random))",
          item: ["06010", "06012", "SL-1"].randomElement(using: &random)!,
          severity: Int.random(in: 1...4, using: &random))
      }
    }
    func texts() throws -> [String] {
      let ranking = try world.rank()
      return [
        try ranking.csv(ranking.outputLayer(OutputOptions(), language: .english), world.files),
        SummaryTable.json(ranking.summary),
      ]
    }
    let first = try texts()
    for _ in 0..<5 {
      world.zones.shuffle(using: &random)
      world.visits.shuffle(using: &random)
      world.findings.shuffle(using: &random)
      #expect(try texts() == first)
    }
  }
}

/// Whether a figure is there and near another.
func isClose(_ value: Double?, _ expected: Double, within tolerance: Double) -> Bool {
  value.map { abs($0 - expected) < tolerance } ?? false
}

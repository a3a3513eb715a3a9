import Foundation
import TestSupport
import Testing
import ZoneFormats
import ZoneGeometry
import ZoneModel
import ZoneOperations

@Suite struct `Blind spots by cause` {
  @Test func `ground where somebody was without an item, by which items are missing`() throws {
    var world = try ItemWorld()
    try world.zone("M", "market", x: 0)
    try world.visit(60, 100, day: 30, ["a"])
    try world.visit(140, 100, day: 30, [])
    let spots = try world.spots([.itemNotChecked])
    // b on all that was seen, in one piece; a on what only the general look saw
    let lens = 2 * 2500 * acos(0.8) - 40 * 60.0
    let both = 2 * Double.pi * 2500 - lens
    #expect(spots.map(\.cause) == [.itemNotChecked, .itemNotChecked])
    let b = try #require(spots.first { $0.items == ["b"] })
    // outlines follow arcs by chords within a centimetre
    #expect(abs(b.area - both) < 5)
    let a = try #require(spots.first { $0.items == ["a"] })
    #expect(abs(a.area - (Double.pi * 2500 - lens)) < 5)
    #expect(Set(spots.map(\.id)).count == 2)
  }

  @Test func `an item looked for too long ago is missing again, and due since then`() throws {
    var world = try ItemWorld()
    try world.zone("M", "market", x: 0)
    try world.visit(100, 100, day: 10, ["a", "b"])
    try world.visit(100, 100, day: 12, [])
    world.options.asOf = ItemWorld.moment(13)
    let spots = try world.spots([.itemNotChecked])
    #expect(spots.map(\.items) == [["b"]])
    #expect(spots[0].due == ItemWorld.moment(12))
    #expect(spots[0].lastObserved == ItemWorld.moment(12))
  }

  @Test func `where nobody was, no item is missing: that is another cause`() throws {
    var world = try ItemWorld()
    try world.zone("M", "market", x: 0)
    try world.visit(1000, 1000, day: 10, [])
    #expect(try world.spots([.itemNotChecked, .lowDetection]).isEmpty)
    let spots = try world.spots(Cause.unseen)
    #expect(spots.map(\.cause) == [.neverVisited])
    #expect(spots[0].due == ItemWorld.moment(20))
  }

  @Test func `little effort is low detection, the same figure as pod`() throws {
    var world = try ItemWorld()
    try world.zone("M", "market", x: 0)
    try world.zone("C", "compound", x: 300, size: 80)
    try world.visit(100, 100, day: 10, ["a"])
    try world.visit(340, 40, day: 10, ["a"])
    let survey = try world.survey()
    let spots = try world.spots([.lowDetection])
    #expect(spots.map(\.zone) == ["M"])
    #expect(abs(spots[0].area - 40_000) < 1)
    let pod = try #require(survey.coverage[0].probabilityOfDetection)
    #expect(abs(pod - (1 - exp(-Double.pi * 2500 / 40_000))) < 1e-6)
    // a narrower sweep makes the compound doubtful too
    world.options.detection = DetectionParameters(
      rows: [DetectionParameters.Row(values: .init(arrivals: Arrivals(perDay: 0), sweep: 0.4))])
    #expect(Set(try world.spots([.lowDetection]).map(\.zone)) == ["M", "C"])
  }

  @Test func `each spot says who, by when and why, in both languages`() throws {
    var world = try ItemWorld()
    try world.zone("M", "market", x: 0, ",\"owner\":\"单位\",\"leader\":\"领导\"")
    try world.zone("N", "compound", x: 300)
    try world.zone("T", "compound", x: 600)
    try world.visit(100, 100, day: 10, ["a"])
    try world.visit(700, 100, day: 11, [], ",\"access\":\"none\"")
    try world.visit(20, 20, day: 25, [])
    let list = try findBlindSpots(world.input(), world.options, causes: Cause.allCases)
    #expect(
      Set(list.spots.map(\.cause)) == [
        .itemNotChecked, .lowDetection, .neverVisited, .noAccess, .overdue, .unowned, .unseenPart,
      ])
    for language in Language.allCases {
      let layer = try list.outputLayer(OutputOptions(), language: language)
      func value(_ name: String, _ row: Int) -> PropertyValue? {
        layer.columns.first { $0.name == name }?.value(row)
      }
      for (row, spot) in list.spots.enumerated() {
        let reason = try #require(value("reason", row)?.text)
        #expect(!reason.isEmpty && !reason.contains("—"), "\(reason)")
        #expect(
          reason.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } == (language == .chinese))
        if spot.zone == "M" { #expect(value("owner", row) == .text("单位")) }
        #expect((value("due", row) == .null) == (spot.cause == .unowned))
        // of little effort only where an item was looked for in time
        if spot.cause != .lowDetection { #expect(spot.items.isEmpty == (spot.cause != .itemNotChecked)) }
      }
    }
  }

  @Test func `by expected problems the order is that of what is probably there`() throws {
    var world = try ItemWorld()
    world.options.detection = DetectionParameters(
      rows: [
        DetectionParameters.Row(values: .init(arrivals: Arrivals(perDay: 0.1))),
        DetectionParameters.Row(kind: .compound, values: .init(arrivals: Arrivals(perDay: 5))),
      ])
    try world.zone("Q", "quay", x: 0, size: 400)
    try world.zone("C", "compound", x: 600, size: 100)
    try world.visit(3000, 0, day: 1, [])
    try world.visit(3000, 0, day: 21, [])
    #expect(try world.spots(Cause.unseen).map(\.zone) == ["Q", "C"])
    world.options.ranking = .unseen
    let spots = try world.spots(Cause.unseen)
    #expect(spots.map(\.zone) == ["C", "Q"])
    #expect(abs(spots[0].priority - 2 * 5 * 20) < 1e-6 && abs(spots[1].priority - 0.1 * 20) < 1e-6)
    #expect(spots[0].expectedUnseen == spots[0].priority)
  }

  /// Ground where an item is missing and ground looked at for it are together the ground that was seen.
  @Test(arguments: 1...12)
  func `of every item, what is missing and what was looked at add up`(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed) + 500)
    var world = try ItemWorld()
    for (i, kind) in ["market", "compound", "quay"].enumerated() {
      try world.zone("Z\(i)", kind, x: Double(i) * 220)
    }
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      let radius = Double.random(in: 10...90, using: &random)
      try world.visit(
        Double.random(in: -40...680, using: &random), Double.random(in: -40...240, using: &random),
        day: Int.random(in: 1...30, using: &random),
        ["a", "b", "c"].filter { _ in Bool.random(using: &random) }, ",\"radius_m\":\(radius)")
    }
    let items = try world.items()
    let spots = try blindSpots(of: items.survey, causes: [.itemNotChecked], items: items).spots
    for cell in items.cells {
      let code = items.checklist.items[cell.item].code
      let missing = spots.filter { $0.zoneNumber == cell.zone && $0.items.contains(code) }
      let sum = missing.reduce(0) { $0 + $1.area }
      let seen = items.survey.coverage[cell.zone].observedArea
      // exact areas both; pieces below a square centimetre are left out
      #expect(abs(sum - (seen - cell.lookedArea)) <= 1e-9 * cell.area + 1e-4)
    }
  }

  @Test(arguments: 1...12)
  func `what was seen in time and what is overdue add up to what was seen`(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed) + 900)
    var world = try ItemWorld()
    for (i, kind) in ["market", "compound", "quay"].enumerated() {
      try world.zone("Z\(i)", kind, x: Double(i) * 220)
    }
    for _ in 0..<Int.random(in: 2...14, using: &random) {
      try world.visit(
        Double.random(in: -40...680, using: &random), Double.random(in: -40...240, using: &random),
        day: Int.random(in: 1...30, using: &random), [],
        ",\"radius_m\":\(Double.random(in: 10...90, using: &random))")
    }
    world.options.asOf = ItemWorld.moment(30)
    let all = try world.survey()
    let spots = try blindSpots(of: all, causes: [.overdue]).spots
    // the revisit interval is ten days; a window begins with its first moment
    world.options.window.from = ItemWorld.moment(20)
    let recent = try world.survey()
    for zone in all.coverage.indices {
      let overdue = spots.filter { $0.zoneNumber == zone }.reduce(0) { $0 + $1.area }
      let (seen, fresh) = (all.coverage[zone].observedArea, recent.coverage[zone].observedArea)
      #expect(abs(overdue - (seen - fresh)) <= 1e-9 * all.coverage[zone].area + 1e-4, "zone \(zone)")
    }
  }

  @Test func `where looks name items, little effort is told item by item`() throws {
    var world = try ItemWorld()
    try world.zone("M", "market", x: 0)
    // general looks at nearly all of it, one look at a, three at b
    for x in [60.0, 140] { for y in [60.0, 140] { try world.visit(x, y, day: 10, [], ",\"radius_m\":70") } }
    try world.visit(100, 100, day: 10, ["a", "b"])
    for x in [80.0, 100, 120] {
      try world.visit(x, 100, day: 10, ["b"], ",\"radius_m\":80")
    }
    let items = try world.items()
    let spots = try world.spots([.lowDetection])
    #expect(spots.map(\.items) == [["a"]])
    #expect(abs(spots[0].area - 40_000) < 1e-6 * 40_000)
    let pod = try #require(items.cell("M", "a")?.probabilityOfDetection)
    #expect(abs(pod - (1 - exp(-Double.pi * 2500 / 40_000))) < 1e-6)
    #expect((items.survey.coverage[0].probabilityOfDetection ?? 0) > 0.5)
    // weights 1 and 3: what a missed is a quarter of what should be known
    #expect(abs(spots[0].priority - (1 - pod) / 4 * spots[0].area) < 1e-3 * spots[0].priority)
    #expect(spots[0].due == ItemWorld.moment(20))
    let unseen = try #require(spots[0].expectedUnseen)
    #expect(abs(unseen - (items.cell("M", "a")?.expectedUnseen ?? 0)) < 1e-9)
    // an item with a least of its own
    world.options.detection = DetectionParameters(
      rows: [
        DetectionParameters.Row(
          item: "a", values: .init(arrivals: Arrivals(perDay: 0.1), leastProbability: 0.1))
      ])
    #expect(try world.spots([.lowDetection]).isEmpty)
    // looked at long ago is not looked at too little: another cause
    world.options.asOf = ItemWorld.moment(25)
    world.options.detection = .shipped
    #expect(try world.spots([.lowDetection]).allSatisfy(\.items.isEmpty))
  }

  @Test func `on a road the strip where an item is missing adds up with the part looked at`() throws {
    var world = try ItemWorld()
    world.zones = [
      (try world.site.line([(0, 0), (1000, 0)]), "{\"id\":\"R\",\"kind\":\"road\",\"width_m\":20}")
    ]
    world.visits = [
      (try world.site.line([(0, 0), (600, 0)]), "{\"time\":\"2026-08-20\",\"items\":\"a\"}"),
      (try world.site.line([(500, 0), (950, 0)]), "{\"time\":\"2026-08-20\"}"),
    ]
    let spots = try world.spots([.itemNotChecked])
    // a walk shows 50 m beyond its ends: a was looked for up to 650 m, somebody was everywhere
    #expect(abs((spots.first { $0.items == ["a"] }?.area ?? 0) - 350 * 20) < 1)
    #expect(abs((spots.first { $0.items == ["b"] }?.area ?? 0) - 1000 * 20) < 1)
  }
}

@Suite struct `Silent zones` {
  private func visits(_ world: ItemWorld) throws -> [VisitRecord] {
    try world.survey().coverage.map(\.visits)
  }

  @Test func `never visited, no access, clean and with findings are four things`() throws {
    var world = try ItemWorld()
    for (i, id) in ["never", "closed", "clean", "found"].enumerated() {
      try world.zone(id, "compound", x: Double(i) * 300)
    }
    try world.visit(400, 100, day: 5, [], ",\"access\":\"none\"")
    try world.visit(700, 100, day: 5, ["a"])
    try world.finding(1000, 100, day: 5, item: "a")
    #expect(try visits(world) == [.never, .noAccess, .clean, .withFindings])
  }

  @Test func `complaints from a zone found clean are suspected misses`() throws {
    var world = try ItemWorld()
    try world.zone("clean", "compound", x: 0)
    try world.zone("never", "compound", x: 300)
    try world.zone("found", "compound", x: 600)
    try world.visit(100, 100, day: 5, ["a"])
    for x in [50.0, 150, 350, 650] { try world.finding(x, 50, day: 6, item: "a", source: "complaint") }
    try world.finding(700, 100, day: 5, item: "c")
    let coverage = try world.survey().coverage
    #expect(coverage.map(\.complaints) == [2, 1, 1])
    #expect(coverage.map(\.suspectedMisses) == [2, 0, 0])
    #expect(coverage.map(\.visits) == [.clean, .never, .withFindings])
  }

  @Test func `the mean gap runs from the record's beginning to the moment of the figures`() throws {
    var world = try ItemWorld()
    try world.zone("Z", "compound", x: 0)
    try world.zone("N", "compound", x: 300)
    try world.visit(3000, 0, day: 1, [])
    for day in [6, 16] { try world.visit(100, 100, day: day, []) }
    world.options.asOf = ItemWorld.moment(31)
    let coverage = try world.survey().coverage
    #expect(abs((coverage[0].meanGapDays ?? 0) - 350.0 / 30) < 1e-9)
    #expect(abs((coverage[0].meanResponseDays ?? 0) - 350.0 / 60) < 1e-9)
    #expect(abs((coverage[1].meanGapDays ?? 0) - 30) < 1e-9)
  }
}

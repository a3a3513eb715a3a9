import Foundation
import TestSupport
import Testing
import ZoneFormats
import ZoneGeometry
import ZoneModel
import ZoneOperations

@Suite struct `Coverage by item` {
  @Test func `only items that apply to the kind have cells`() throws {
    var world = try ItemWorld()
    try world.zone("M", "market", x: 0)
    try world.zone("C", "compound", x: 300)
    try world.zone("Q", "quay", x: 600)
    try world.visit(100, 100, day: 5, ["a", "c"])
    let items = try world.items()
    let names = items.cells.map { "\(items.zones.zones[$0.zone].id)\(items.checklist.items[$0.item].code)" }
    #expect(names == ["Ma", "Mb", "Ca", "Cc", "Qa"])
    #expect(items.tally.cells == 5)
    // c was looked at in a market, to which it does not apply
    #expect(items.strayLooks == 1)
  }

  @Test func `an item's interval is its own, else the zone's, and classes meet without a hole`() throws {
    for (day, a, b) in [
      (30, "fresh", "fresh"), (29, "fresh", "fresh"), (28, "fresh", "due"), (27, "fresh", "overdue"),
      (25, "fresh", "overdue"), (24, "due", "overdue"), (20, "due", "overdue"), (19, "overdue", "overdue"),
    ] {
      var world = try ItemWorld()
      try world.zone("M", "market", x: 0)
      try world.visit(100, 100, day: day, ["a", "b"])
      world.options.asOf = ItemWorld.moment(30)
      let items = try world.items()
      #expect(items.cell("M", "a")?.freshness.rawValue == a, "day \(day)")
      #expect(items.cell("M", "b")?.freshness.rawValue == b, "day \(day)")
      #expect(items.cell("M", "b")?.due(since: nil) == ItemWorld.moment(day) + 2 * 86_400)
    }
  }

  @Test func `shares by cells, ground and weight have each their own numbers`() throws {
    var world = try ItemWorld()
    try world.zone("M", "market", x: 0, size: 100, ",\"weight\":2")
    try world.zone("C", "compound", x: 300, size: 200)
    try world.visit(50, 50, day: 30, ["b"], ",\"radius_m\":200")
    let tally = try world.items().tally
    #expect(tally.live == 1 && tally.cells == 4)
    #expect(tally.share.percent == "25.0 %")
    // weights: M 2·1 and 2·3, C 1 and 1
    #expect(tally.shareByWeight == Share(6, of: 10))
    #expect(abs((tally.shareByArea.value ?? 0) - 10_000.0 / 100_000) < 1e-6)
  }

  @Test func `a walk along a road counts by length for its items`() throws {
    var world = try ItemWorld()
    world.zones = [
      (try world.site.line([(0, 0), (1000, 0)]), "{\"id\":\"R\",\"kind\":\"road\",\"width_m\":20}")
    ]
    world.visits = [
      (
        try world.site.line([(0, 0), (100, 0), (200, 0), (200.5, 0), (201, 0), (400, 0)]),
        "{\"time\":\"2026-08-20\",\"items\":\"a\"}"
      )
    ]
    let cell = try #require(try world.items().cell("R", "a"))
    #expect(abs((cell.lookedShare.value ?? 0) - 0.45) < 1e-4)
    #expect(abs(cell.effort - 400 * 20) < 1)
  }

  @Test func `expected problems follow the looks, and the record's beginning where there are none`() throws {
    var world = try ItemWorld()
    world.options.detection = DetectionParameters(
      rows: [DetectionParameters.Row(values: .init(arrivals: Arrivals(perDay: 0.7)))])
    try world.zone("M", "market", x: 0)
    try world.visit(1000, 1000, day: 1, [])
    try world.visit(100, 100, day: 11, ["a"], ",\"radius_m\":400")
    world.options.asOf = ItemWorld.moment(21)
    let items = try world.items()
    let looked = try #require(items.cell("M", "a"))
    let factor = 1.0
    // a disc of 400 m covers all of the square, once
    #expect(abs((looked.factor ?? 0) - factor) < 1e-6)
    let p = 1 - exp(-factor)
    #expect(abs(looked.expectedUnseen - ((1 - p) * 7 + 7)) < 1e-6)
    #expect(abs((looked.probabilityOfDetection ?? 0) - p) < 1e-6)
    #expect(abs((items.cell("M", "b")?.expectedUnseen ?? 0) - 14) < 1e-9)
  }

  @Test func `every row of the output names the numbers of its share`() throws {
    var world = try ItemWorld()
    try world.zone("M", "market", x: 0)
    try world.visit(100, 100, day: 30, ["a"])
    let layer = try world.items().outputLayer(OutputOptions())
    #expect(layer.count == 2)
    func value(_ name: String, _ row: Int) -> PropertyValue? {
      layer.columns.first { $0.name == name }?.value(row)
    }
    #expect(value("status", 0) == .text("fresh") && value("status", 1) == .text("never"))
    #expect(value("last_looked", 1) == .null && value("looks", 1) == .integer(0))
    #expect(value("looked_m2", 0) == .number((Double.pi * 2500 * 10_000).rounded() / 10_000))
    #expect(layer.members.contains { $0.name == "cells" && $0.value == .integer(2) })
    #expect(layer.members.contains { $0.name == "item_coverage" && $0.value == .number(0.5) })
    let sheets = try world.items().sheets(in: .chinese)
    #expect(sheets.count == 5 && sheets[1].rows.count == 2)
    #expect(sheets[0].rows[0].count == sheets[0].columns.count)
  }

  @Test func `the number of threads changes nothing`() throws {
    var world = try ItemWorld()
    var random = SeededRandom(seed: 8)
    for i in 0..<12 {
      try world.zone("Z\(i)", ["market", "compound", "quay"][i % 3], x: Double(i) * 150, size: 140)
    }
    for _ in 0..<60 {
      try world.visit(
        Double.random(in: 0...1800, using: &random), Double.random(in: 0...140, using: &random),
        day: Int.random(in: 1...30, using: &random),
        ["a", "b", "c"].filter { _ in Bool.random(using: &random) })
    }
    let one = try world.items().cells
    world.options.threads = 4
    #expect(try world.items().cells == one)
  }

  /// Small worlds against asking every zone, item and visit one by one.
  @Test(arguments: 1...25)
  func `every cell is what asking one by one says`(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    var world = try ItemWorld()
    let kinds = (0..<4).map { _ in ["market", "compound", "quay"].randomElement(using: &random) ?? "quay" }
    for (i, kind) in kinds.enumerated() { try world.zone("Z\(i)", kind, x: Double(i) * 210) }
    var visits: [(x: Double, y: Double, day: Int, items: [String], radius: Double)] = []
    for _ in 0..<Int.random(in: 1...14, using: &random) {
      let visit = (
        x: Double.random(in: -100...950, using: &random), y: Double.random(in: -80...280, using: &random),
        day: Int.random(in: 1...30, using: &random),
        items: ["a", "b", "c"].filter { _ in Bool.random(using: &random) },
        radius: Double.random(in: 10...120, using: &random)
      )
      visits.append(visit)
      try world.visit(visit.x, visit.y, day: visit.day, visit.items, ",\"radius_m\":\(visit.radius)")
    }
    world.options.asOf = ItemWorld.moment(25)
    let items = try world.items()
    for cell in items.cells {
      let (number, code) = (cell.zone, items.checklist.items[cell.item].code)
      let inside = kinds[number] != "quay"
      let reaching = visits.filter { visit in
        guard visit.items.contains(code), visit.day <= 25 else { return false }
        let left = Double(number) * 210
        let dx = max(left - visit.x, 0, visit.x - left - 200)
        let dy = max(-visit.y, 0, visit.y - 200)
        return inside ? dx == 0 && dy == 0 : (dx * dx + dy * dy).squareRoot() <= visit.radius
      }
      #expect(cell.looks == reaching.count)
      #expect(cell.lastLooked == reaching.map { ItemWorld.moment($0.day) }.max())
      let interval = code == "b" ? 2.0 : 10
      let age = reaching.map { Double(25 - $0.day) }.min()
      let status = age.map { $0 <= interval / 2 ? "fresh" : $0 <= interval ? "due" : "overdue" } ?? "never"
      #expect(cell.freshness.rawValue == status)
      // the ground looked at is that of a survey which knows only these visits
      var alone = world
      alone.visits = zip(world.visits, visits).compactMap { feature, visit in
        visit.items.contains(code) && visit.day <= 25 && Double(25 - visit.day) <= interval ? feature : nil
      }
      let seen = alone.visits.isEmpty ? 0 : try alone.survey().coverage[number].observedArea
      #expect(abs(cell.lookedArea - seen) < 1e-6 * cell.area)
    }
    let dead = items.cells.count { $0.freshness == .never || $0.freshness == .overdue }
    #expect(items.tally.share == Share(Double(items.cells.count - dead), of: Double(items.cells.count)))
  }
}

@Suite struct `Coverage over time` {
  @Test func `each day of a trend is what the record says as of it`() throws {
    var world = try ItemWorld()
    try world.zone("M", "market", x: 0)
    try world.zone("C", "compound", x: 300)
    for (day, x) in [(3, 100.0), (9, 350.0), (14, 60.0), (21, 420.0)] {
      try world.visit(x, 100, day: day, day % 2 == 0 ? ["a"] : ["a", "b", "c"])
    }
    world.options.asOf = ItemWorld.moment(22)
    let trend = try coverageTrend(world.input(), world.options, every: 6, byItem: true)
    #expect(Set(trend.rows.map(\.asOf)) == Set([4, 10, 16, 22].map(ItemWorld.moment)))
    #expect(trend.rows.map(\.asOf) == trend.rows.map(\.asOf).sorted())
    for row in trend.rows {
      world.options.asOf = row.asOf
      let items = try world.items()
      let zones = items.zones.zones.indices.filter { items.zones.zones[$0].kind == row.kind }
      let seen = zones.reduce(0) { $0 + items.survey.coverage[$1].observedArea }
      #expect(row.observed == seen)
      #expect(row.items == ItemTally(zones.flatMap { items.cells(of: $0) }))
    }
  }

  @Test func `a trend without times, or of too many days, is refused`() throws {
    var world = try ItemWorld()
    try world.zone("M", "market", x: 0)
    world.visits = [(try world.site.point(50, 50), "{}")]
    #expect(throws: Problem.self) { try coverageTrend(world.input(), world.options, every: 1, byItem: false) }
    try world.visit(50, 50, day: 1, [])
    try world.visit(50, 50, day: 30, [])
    #expect(throws: Problem.self) {
      try coverageTrend(world.input(), world.options, every: 0.001, byItem: false)
    }
  }
}

import Foundation
import TestSupport
import Testing
import ZoneFormats
import ZoneGeometry
import ZoneModel
import ZoneOperations

/// Mistakes that other systems were seen to make.
@Suite struct `Traps in figures by item` {
  @Test func `one label with two formulas`() throws {
    var world = try ItemWorld()
    try world.zone("M", "market", x: 0)
    try world.zone("C", "compound", x: 300)
    try world.visit(100, 100, day: 20, ["a"])
    let items = try world.items()
    let layer = try items.outputLayer(OutputOptions())
    let share = layer.members.first { $0.name == "item_coverage" }?.value
    let table = items.summary()[0].rows.last
    #expect(share == .number(0.25) && table?[4].value == share && table?[4].text.english == "25.0 %")
    let trend = try coverageTrend(world.input(), world.options, every: 100, byItem: true)
    #expect(trend.summary(.shanghai).rows.last?.last?.value == share)
    #expect(items.below(0.5) == [1] && items.below(0.51) == [0, 1])
  }

  @Test func `empty denominator shown as 0 or 100 percent`() throws {
    var world = try ItemWorld()
    world.options.checklist = Checklist(
      items: [ChecklistItem(code: "b", name: Phrase("b", zh: "b"), kinds: .only([.market]))])
    try world.zone("Q", "quay", x: 0)
    try world.visit(100, 100, day: 20, ["b"])
    let items = try world.items()
    #expect(items.tally.share.value == nil && items.tally.share.percent == "—")
    #expect(items.tally.shareByArea.value == nil && items.tally.shareByWeight.value == nil)
    let layer = try items.outputLayer(OutputOptions())
    #expect(layer.members.first { $0.name == "item_coverage" }?.value == .null)
    #expect(items.below(1).isEmpty)
    #expect(items.kindsWithoutItems.map(\.rawValue) == ["quay"])
  }

  @Test func `a hole between classes`() {
    // half an interval and a whole one belong to the class below, the next number after them to the one above
    for interval in [7.0, 14, 0.85, 1.0 / 3] {
      let (half, whole) = (interval / 2, interval)
      let ages = [0, half.nextDown, half, half.nextUp, whole.nextDown, whole, whole.nextUp]
      let classes = ages.map { Freshness(ageDays: $0, revisitDays: interval) }
      #expect(classes == [.fresh, .fresh, .fresh, .due, .due, .due, .overdue])
    }
    #expect(Freshness(ageDays: nil, revisitDays: 7) == .never)
    #expect(Share(0.85, of: 1).percent == "85.0 %")
  }

  @Test func `rounding 99·5 up to 100`() {
    func tally(_ live: Int, _ all: Int) -> ItemTally {
      ItemTally(
        (0..<all).map { number in
          var cell = ItemCell(zone: 0, item: 0, intervalDays: 1)
          cell.freshness = number < live ? .fresh : .overdue
          return cell
        })
    }
    #expect(tally(199, 200).share.percent == "99.5 %")
    #expect(tally(9_999, 10_000).share.percent == "99.9 %")
    #expect(tally(200, 200).share.percent == "100.0 %")
  }

  @Test func `stale counters`() throws {
    var world = try ItemWorld()
    try world.zone("M", "market", x: 0)
    try world.visit(100, 100, day: 10, ["a"])
    let before = try world.items()
    try world.visit(100, 100, day: 12, ["a", "b"])
    let after = try world.items()
    #expect(before.cell("M", "a")?.looks == 1 && after.cell("M", "a")?.looks == 2)
    #expect(after.cell("M", "b")?.freshness == .fresh)
    // what was known on day 11 is still what was known on day 11
    world.options.asOf = ItemWorld.moment(11)
    #expect(try world.items().cell("M", "b")?.freshness == .never)
    #expect(try world.items().cell("M", "a")?.looks == 1)
  }

  @Test func `a denominator that shrinks quietly`() throws {
    var world = try ItemWorld()
    for (i, kind) in ["market", "compound", "quay"].enumerated() {
      try world.zone("Z\(i)", kind, x: Double(i) * 300)
    }
    try world.visit(100, 100, day: 10, ["a"])
    try world.visit(400, 100, day: 10, [], ",\"access\":\"none\"")
    let all = try world.items().tally
    #expect(all.cells == 5)
    #expect(abs(all.area - 5 * 40_000) < 5)
    // fewer observations, none at all in the window: the denominator is that of the zones
    world.options.window = TimeWindow(from: ItemWorld.moment(20))
    let none = try world.items().tally
    #expect(none.cells == 5 && none.area == all.area && none.weight == all.weight)
  }

  @Test func `no access counted as visited`() throws {
    var world = try ItemWorld()
    try world.zone("C", "compound", x: 0)
    try world.visit(100, 100, day: 10, ["a", "c"], ",\"access\":\"none\"")
    let items = try world.items()
    #expect(items.cells.allSatisfy { $0.looks == 0 && $0.freshness == .never && $0.lookedArea == 0 })
    #expect(try world.spots([.itemNotChecked, .lowDetection]).isEmpty)
    #expect(try world.spots(Cause.unseen).map(\.cause) == [.noAccess])
  }

  @Test func `Web-Mercator metres`() throws {
    var world = try ItemWorld()
    try world.zone("M", "market", x: 0)
    try world.visit(100, 100, day: 10, ["a"])
    let cell = try #require(try world.items().cell("M", "a"))
    // in Web-Mercator metres the disc would be a fifth smaller against the square
    #expect(abs(cell.lookedArea - Double.pi * 2500) < 0.1)
    #expect(abs(cell.area - 40_000) < 1)
  }

  @Test func `overlap counted twice`() throws {
    var world = try ItemWorld()
    try world.zone("M", "market", x: 0)
    for _ in 0..<3 { try world.visit(100, 100, day: 10, ["a"]) }
    let cell = try #require(try world.items().cell("M", "a"))
    #expect(abs(cell.lookedArea - Double.pi * 2500) < 0.1)
    #expect(abs(cell.effort - 3 * Double.pi * 2500) < 0.3)
  }

  @Test func `nodes counted instead of length`() throws {
    func share(_ xs: [Double]) throws -> Double? {
      var world = try ItemWorld()
      world.zones = [
        (try world.site.line([(0, 0), (1000, 0)]), "{\"id\":\"R\",\"kind\":\"road\",\"width_m\":20}")
      ]
      world.visits = [
        (try world.site.line(xs.map { ($0, 0) }), "{\"time\":\"2026-08-20\",\"items\":\"a\"}")
      ]
      return try world.items().cell("R", "a")?.lookedShare.value
    }
    let (few, many) = (try share([0, 300]), try share((0...300).map(Double.init)))
    #expect(abs((few ?? 0) - 0.35) < 1e-4 && abs((many ?? 0) - (few ?? 1)) < 1e-6)
  }

  @Test func `half a look credited as a whole`() throws {
    var world = try ItemWorld()
    world.radius = 1000
    try world.zone("Q", "quay", x: 0, size: 100)
    world.visits = [
      // along the middle line, 25 m to either side
      (
        try world.site.line([(-100, 50), (200, 50)]),
        "{\"time\":\"2026-08-20\",\"items\":\"a\",\"radius_m\":25}"
      ),
      (try world.site.point(50, 50), "{\"time\":\"2026-08-20\"}"),
    ]
    let items = try world.items()
    #expect(abs((items.cell("Q", "a")?.lookedShare.value ?? 0) - 0.5) < 1e-6)
    #expect(items.tally.shareByArea.percent == "50.0 %" || items.tally.shareByArea.percent == "49.9 %")
    // where a least share is asked for, half is not enough
    #expect(items.tally.live == 1)
    world.options.itemShare = 0.49
    #expect(try world.items().tally.live == 1)
    world.options.itemShare = 0.6
    #expect(try world.items().tally.live == 0)
    let missing = try world.spots([.itemNotChecked])
    #expect(abs(missing.reduce(0) { $0 + $1.area } - 5000) < 0.1)
  }

  @Test func `one date for all items`() throws {
    var world = try ItemWorld()
    try world.zone("M", "market", x: 0)
    try world.visit(100, 100, day: 5, ["b"])
    try world.visit(100, 100, day: 20, ["a"])
    try world.visit(100, 100, day: 22, [])
    let items = try world.items()
    #expect(items.survey.coverage[0].lastObserved == ItemWorld.moment(22))
    #expect(items.cell("M", "a")?.lastLooked == ItemWorld.moment(20))
    #expect(items.cell("M", "b")?.lastLooked == ItemWorld.moment(5))
    #expect(items.generalLooks == 1)
  }

  @Test func `unmatched points that vanish in a join`() throws {
    var world = try ItemWorld()
    try world.zone("M", "market", x: 0)
    try world.visit(100, 100, day: 5, ["a", "SL-9", "SL-9"])
    try world.visit(100, 100, day: 6, ["SL-9", "x"])
    var notices: [Notice] = []
    let items = try surveyItems(
      world.survey(), reporter: Reporter(notice: { notices.append($0) }))
    #expect(items.unknownCodes.map(\.code) == ["SL-9", "x"])
    #expect(notices.contains { $0.what.english.contains("SL-9") && $0.what.chinese.contains("SL-9") })
  }

  @Test func `visits without findings not recorded`() throws {
    var world = try ItemWorld()
    try world.zone("M", "market", x: 0)
    try world.zone("N", "market", x: 300)
    try world.visit(100, 100, day: 5, ["a"])
    let coverage = try world.survey().coverage
    #expect(coverage.map(\.observations) == [1, 0])
    #expect(coverage.map(\.findings) == [0, 0])
    #expect(coverage.map(\.visits) == [.clean, .never])
    #expect(try world.items().cell("M", "a")?.looks == 1)
  }

  @Test func `points on a shared edge counted twice or dropped`() throws {
    // a look from the wall between two compounds is one from inside either: an edge belongs to its zone
    var world = try ItemWorld()
    world.zones = [
      (try world.site.rectangle(0, 0, 200, 200), "{\"id\":\"W\",\"kind\":\"compound\"}"),
      (try world.site.rectangle(200, 0, 200, 200), "{\"id\":\"E\",\"kind\":\"compound\"}"),
    ]
    let corner = try world.site.position(200, 0)
    world.visits = [
      ("{\"type\":\"Point\",\"coordinates\":\(corner)}", "{\"time\":\"2026-08-20\",\"items\":\"a\"}")
    ]
    let items = try world.items()
    #expect(items.cell("W", "a")?.looks == 1 && items.cell("E", "a")?.looks == 1)
    // the ground is nobody's twice
    let seen = ["W", "E"].reduce(0) { $0 + (items.cell($1, "a")?.lookedArea ?? 0) }
    #expect(abs(seen - Double.pi * 2500 / 2) < 1)
  }
}

import Foundation
import Testing
import ZoneFormats
import ZoneModel
import ZoneStore

@testable import ZoneOperations

/// Second looks (回头看) at what was closed. The plan is for 2026-08-31.
@Suite struct `Planning second looks` {
  private var small: SmallPlan

  init() throws {
    small = try SmallPlan()
    small.options.sweep = .lookBack
    small.options.day = small.options.time.instant("2026-08-31")
  }

  private func finding(
    _ id: String, _ x: Double, _ y: Double, _ more: String
  ) throws -> (geometry: String, properties: String) {
    (try small.site.point(x, y), "{\"id\":\"\(id)\",\"item\":\"06012\",\"source\":\"covert\",\(more)}")
  }

  private func planned(
    _ findings: [(geometry: String, properties: String)],
    visits: [(geometry: String, properties: String)] = []
  ) throws -> PlannedSweeps {
    var small = small
    small.input.findings = [try small.files.collection("findings.geojson", findings)]
    if !visits.isEmpty {
      small.input.observations.append(try small.files.collection("later.geojson", visits))
    }
    return try small.planned()
  }

  @Test func `what was closed a week ago must be visited, with its item and the reason in words`() throws {
    let planned = try planned([
      finding("F1", 1020, 20, "\"time\":\"2026-08-10\",\"status\":\"closed\",\"closed_at\":\"2026-08-20\""),
      finding("F2", 20, 20, "\"time\":\"2026-08-10\",\"status\":\"open\""),
      finding("F3", 20, 20, "\"time\":\"2026-08-10\",\"status\":\"已整改\",\"closed_at\":\"2026-08-28\""),
    ])
    let site = try #require(planned.stops.sites.first)
    #expect(planned.stops.sites.count == 1 && site.id == "F1" && site.isMandatory)
    #expect(site.items == ["06012"] && site.skills == ["06012"] && site.serves == ["F1"])
    #expect(planned.task(at: site).chinese.hasPrefix("回头看：F1：06012 道路不洁（2026-08-20 结案）"))
    #expect(
      planned.task(at: site).english.contains("second look at F1") && planned.lookBacks?.later.count == 1)
    let json = try small.json(planned)
    #expect(json.contains("\"look_backs\":[{\"id\":\"F1\",\"item\":\"06012\",\"closed\":\"2026-08-20"))
    #expect(planned.words[0].english.contains("1 of 1 second looks that are due"))
  }

  @Test func `days until due come from the table of service times, or by hand`() throws {
    var small = small
    small.input.findings = [
      try small.files.collection(
        "f.geojson",
        [finding("F1", 20, 20, "\"time\":\"2026-08-10\",\"status\":\"closed\",\"closed_at\":\"2026-08-28\"")])
    ]
    #expect(try small.planned().stops.sites.isEmpty)
    small.options.lookBackDays = 3
    #expect(try small.planned().stops.sites.map(\.id) == ["F1"])
    small.options.lookBackDays = nil
    small.options.serviceTimes = try small.files.write(
      "t.csv", "kind,fixed_min,回头看天数\ncompound,5,2\n")
    #expect(try small.planned().stops.sites.map(\.id) == ["F1"])
  }

  @Test func `a look with the item since it was due is the second one, others are not`() throws {
    func visit(_ time: String, _ items: String, x: Double = 1020) throws -> (String, String) {
      (try small.site.point(x, 20), "{\"time\":\"\(time)\",\"items\":\(items)}")
    }
    let closed = try finding(
      "F1", 1020, 20, "\"time\":\"2026-08-10\",\"status\":\"closed\",\"closed_at\":\"2026-08-20\"")
    func isDue(_ visit: (String, String)) throws -> Bool {
      try !planned([closed], visits: [(visit.0, visit.1)]).stops.sites.isEmpty
    }
    #expect(try !isDue(visit("2026-08-28", "[\"06012\"]")))
    #expect(try isDue(visit("2026-08-28", "[\"06017\"]")))
    #expect(try isDue(visit("2026-08-28", "[]")), "a look that names no item counts for none")
    #expect(try isDue(visit("2026-08-26", "[\"06012\"]")), "not due yet, so it belongs to the closing")
    #expect(try isDue(visit("2026-08-28", "[\"06012\"]", x: 960)), "too far away")
  }

  @Test func `without a time of closing the finding's own counts, and is told`() throws {
    let planned = try planned([
      finding("F1", 20, 20, "\"time\":\"2026-08-10\",\"status\":\"verified\"")
    ])
    #expect(planned.lookBacks?.undated == 1)
    #expect(planned.notices.contains { $0.what.english.contains("not on record") })
    #expect(planned.task(at: planned.stops.sites[0]).english.contains("(found 2026-08-10)"))
  }

  @Test func `near ones of a zone are one stop, unless other teams must look`() throws {
    var small = small
    small.input.findings = [
      try small.files.collection(
        "f.geojson",
        [
          finding("F1", 10, 10, "\"time\":\"2026-08-01\",\"status\":\"closed\""),
          finding("F2", 20, 10, "\"time\":\"2026-08-02\",\"status\":\"closed\""),
          (
            try small.site.point(12, 12),
            "{\"id\":\"F3\",\"item\":\"09020\",\"time\":\"2026-08-03\",\"status\":\"closed\"}"
          ),
        ])
    ]
    #expect(try small.planned().stops.sites.map(\.serves) == [["F1", "F2", "F3"]])
    small.options.teams = try small.teams([
      small.team("T1", "\"skills\":[\"06012\"]"), small.team("T2", "\"skills\":[\"9020\"]"),
    ])
    let planned = try small.planned()
    #expect(planned.stops.sites.map(\.serves) == [["F1", "F2"], ["F3"]])
    #expect(planned.stops(of: 0) == ["F1"] && planned.stops(of: 1) == ["F3"])
  }

  @Test func `the ledger goes before the findings' status, and its own date before the days`() throws {
    var small = small
    let project = try ProjectFile.create(small.files.folder.appendingPathComponent("city.gpkg").path)
    let place = try small.site.lonLat(1020, 20)
    let time = TimeText.shanghai
    func at(_ text: String) throws -> Instant { try #require(time.instant(text)) }
    func open(_ id: String) -> [LedgerStore.Entry] {
      [
        LedgerStore.Entry(id, .report(CaseReport(finding: id, zone: "C2", item: "06012", place: place))),
        LedgerStore.Entry(id, .file(CaseFiling())),
        LedgerStore.Entry(id, .dispatch(CaseAssignment(unit: "u"))),
      ]
    }
    try project.ledger.record(open("F1") + open("F2") + open("F3"), at: at("2026-08-01"), by: "a")
    try project.ledger.record(
      ["F1", "F2"].map { LedgerStore.Entry($0, .handle(CaseHandling())) }, at: at("2026-08-02"), by: "b")
    try project.ledger.record(
      [
        LedgerStore.Entry("F1", .verify(revisit: try at("2026-08-31T09:00:00+08:00"))),
        LedgerStore.Entry("F2", .verify(revisit: try at("2026-09-20"))),
      ], at: at("2026-08-30"), by: "c")
    // the file says that F3 is closed, the ledger that it is open
    small.input.findings = [
      try small.files.collection(
        "f.geojson", [finding("F3", 1020, 20, "\"time\":\"2026-08-01\",\"status\":\"closed\"")])
    ]
    try small.input.useProject(project.path)
    let planned = try small.planned()
    #expect(planned.stops.sites.map(\.id) == ["F1"])
    #expect(planned.lookBacks?.later.count == 1 && planned.lookBacks?.due[0].isClosingKnown == true)
  }

  @Test func `nothing due says when something will be`() throws {
    let planned = try planned([
      finding("F1", 20, 20, "\"time\":\"2026-08-01\",\"status\":\"closed\",\"closed_at\":\"2026-08-30\"")
    ])
    #expect(planned.notices.contains { $0.what.english.contains("the first on 2026-09-06") })
    #expect(planned.words.contains { $0.english.contains("no second look is due") })
  }

  @Test func `a status nobody knows counts as open and is told`() throws {
    let planned = try planned([
      finding("F1", 20, 20, "\"time\":\"2026-08-01\",\"status\":\"大概好了\"")
    ])
    #expect(planned.notices.contains { $0.what.english.contains("the first \"大概好了\"") })
  }

  @Test func `the review says which second looks were made, and what came back`() throws {
    var small = small
    let findings = try ["A", "B", "C", "D"].enumerated().map { number, id in
      try finding(
        id, Double(number % 2) * 1000 + 5, number < 2 ? 5 : 35,
        "\"time\":\"2026-08-01\",\"status\":\"closed\",\"closed_at\":\"2026-08-02\",\"radius_m\":5")
    }
    small.input.findings = [try small.files.collection("f.geojson", findings)]
    small.input.radius = 10
    let plan = try small.files.write("plan.geojson", small.json(small.planned()))
    func visit(_ x: Double, _ y: Double, _ items: String) throws -> (String, String) {
      (try small.site.point(x, y), "{\"time\":\"2026-08-31T09:00:00+08:00\",\"items\":\(items)}")
    }
    let visits = try [visit(5, 5, "[\"06012\"]"), visit(1005, 5, "[\"06017\"]"), visit(5, 35, "[\"06012\"]")]
    small.input.observations.append(
      try small.files.collection("today.geojson", visits.map { ($0.0, $0.1) }))
    small.input.findings.append(
      try small.files.collection(
        "again.geojson",
        [finding("N", 7, 36, "\"time\":\"2026-08-31T09:05:00+08:00\",\"status\":\"open\",\"radius_m\":1")]))
    let review = try reviewSweeps(small.input, plan: plan)
    let results = Dictionary(
      uniqueKeysWithValues: review.lookBacks.map { ($0.lookBack.id, $0.result) })
    // N lies 31 m from A and 2 m from C
    #expect(results == ["A": .done, "B": .itemNotNamed, "C": .cameBack, "D": .missed])
    #expect(review.summary(.shanghai).contains { $0.key == "look_backs" && $0.rows.count == 4 })
  }
}

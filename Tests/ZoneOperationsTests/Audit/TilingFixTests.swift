import Foundation
import TestSupport
import Testing
import ZoneAnalysis
import ZoneFormats
import ZoneGeometry
import ZoneModel
import ZoneOperations

@Suite struct `Fixing tilings` {
  private let files: SmallFiles
  private static let kinds: [ZoneKind] = [ZoneKind(rawValue: "zone")]

  init() throws { files = try SmallFiles() }

  private func options(outline: String? = nil) -> AuditOptions {
    var options = AuditOptions()
    options.kinds = Self.kinds
    options.outline = outline
    options.fixDecimals = 7
    return options
  }

  private func audit(_ path: String, outline: String? = nil) throws -> ZoneAudit {
    var input = InputOptions()
    input.zones = [ZoneSource(kind: Self.kinds[0], path: path)]
    return try auditZones(input, options(outline: outline))
  }

  /// What an audit of the written proposal finds apart from missing owners.
  private func issuesAfterwards(_ fix: TilingFix, outline: String? = nil) throws -> [ZoneIssue] {
    var target = OutputTarget(path: files.folder.appendingPathComponent("fixed.geojson").path)
    target.format = .geojson
    try write(fix.outputLayer(OutputOptions()), to: target)
    return try audit(target.path, outline: outline).findings.map(\.issue).filter { $0 != .unowned }
  }

  /// The transfers explain the change, and what is between the zones and the outline is measured as dust.
  private func expectBalance(_ fix: TilingFix) throws {
    for balance in fix.balances {
      let change = fix.transfers.reduce(0.0) { sum, transfer in
        if transfer.from != nil { return sum - transfer.area }
        return sum + transfer.area
      }
      // corners that change less than 1e-5 m² of a zone in one of eight rounds are not listed
      #expect(abs(balance.before + change - balance.after) < Double(fix.zones.count) * 8e-5)
      #expect(balance.left == 0)
      // the sums come from overlays of their own, each of which rounds crossings to the last digit of a
      // coordinate: 4e-12 m at 20 km from the middle, along borders of less than 10,000 km
      #expect(abs(balance.after - balance.dust - balance.outline) < 1e-4 + 1e-12 * balance.outline)
      // no ground in which no circle of a radius fits is larger than that radius × its perimeter, and no border
      // has more than two strips along it
      #expect(abs(balance.dust) <= TilingCheck.leastClearance * 2 * (try borders(of: fix)))
    }
  }

  /// Metres of all rings.
  private func borders(of fix: TilingFix) throws -> Double {
    try fix.zones.zones.indices.reduce(0) { sum, zone in
      guard case .ground(let ground) = fix.zones.zones[zone].boundary else { return sum }
      let drawn = try Plane(fix.zones.planes[zone]).forward(fix.grounds[zone] ?? ground)
      return sum + drawn.polygons.flatMap(\.rings).reduce(0) { $0 + length(of: $1) }
    }
  }

  @Test(arguments: ["paris", "hamburg", "toronto", "san-francisco"])
  func `districts of real cities tile after the repair, also when read again`(city: String) throws {
    guard let file = TestData.file("\(city).geojson", in: "zones-cities-a") else { return }
    let audit = try audit(file.path)
    let fix = try #require(audit.fix)
    #expect(!fix.transfers.isEmpty)
    try expectBalance(fix)
    #expect(try issuesAfterwards(fix).isEmpty)
    let gaps = audit.findings.filter { $0.kind != nil }
    #expect(gaps.allSatisfy { $0.neighbours.first.map { $0.border > 0 } ?? true })
  }

  @Test func `the hull of real ground shows new notches until none is left`() throws {
    guard let file = TestData.file("borough.geojson", in: "zones-nyc") else { return }
    let fix = try #require(try audit(file.path).fix)
    try expectBalance(fix)
    #expect(try issuesAfterwards(fix).isEmpty)
  }

  @Test func `areas are those of plain set algebra`() throws {
    let site = try Site()
    let zones = try files.collection(
      "z.geojson",
      [
        (site.rectangle(0, 0, 100, 100), "{\"id\":\"A\",\"owner\":\"a\"}"),
        (site.rectangle(90, 0, 110, 100), "{\"id\":\"B\",\"owner\":\"b\"}"),
        (site.rectangle(0, 110, 200, 90), "{\"id\":\"C\",\"owner\":\"c\"}"),
      ])
    let outline = try files.collection("o.geojson", [(site.rectangle(0, 0, 190, 200), "{}")])
    let audit = try audit(zones, outline: outline)
    let sums = try #require(audit.tilings.first?.sums)
    #expect(abs(sums.zones - (10_000 + 11_000 + 18_000)) < 1)
    #expect(abs(sums.gaps - 1_900) < 1)
    #expect(abs(sums.overlaps - 1_000) < 1)
    #expect(abs(sums.outside - (10 * 100 + 10 * 90)) < 1)
    let gap = try #require(audit.findings.first { $0.issue == .gap })
    #expect(gap.neighbours.first?.zone == "C" && gap.suggestion == "C" && gap.suggestedOwner == "c")
    #expect(abs((gap.neighbours.first?.border ?? 0) - 190) < 0.1)
    let fix = try #require(audit.fix)
    try expectBalance(fix)
    #expect(abs((fix.balances.first?.after ?? 0) - 190 * 200) < 1)
    #expect(try issuesAfterwards(fix, outline: outline).isEmpty)
    let report = fix.reportLayer()
    let rows = (0..<report.count).map { row in
      report.columns.filter { $0.name != "area_m2" }.map { $0.value(row) }
    }
    #expect(rows.contains([.null, .text("C"), .text("gap")]))
    #expect(rows.contains([.text("B"), .null, .text("outside_outline")]))
    #expect(rows.contains { $0[2] == .text("overlap") })
  }

  @Test func `an unowned zone is offered to the neighbour with the longest border, else to who holds it`()
    throws
  {
    let site = try Site()
    var input = InputOptions()
    input.zones = [
      ZoneSource(
        path: try files.collection(
          "z.geojson",
          [
            (site.rectangle(0, 0, 100, 100), "{\"id\":\"A\",\"kind\":\"street\",\"owner\":\"a\"}"),
            (site.rectangle(100, 0, 50, 100), "{\"id\":\"B\",\"kind\":\"street\"}"),
            (site.rectangle(100, 100, 50, 100), "{\"id\":\"C\",\"kind\":\"street\",\"owner\":\"c\"}"),
            (site.rectangle(20, 20, 10, 10), "{\"id\":\"M\",\"kind\":\"market\"}"),
            (site.line([(10, 50), (90, 50)]), "{\"id\":\"R\",\"kind\":\"road\"}"),
            (site.rectangle(900, 900, 10, 10), "{\"id\":\"X\",\"kind\":\"market\"}"),
          ]))
    ]
    let audit = try auditZones(input, AuditOptions())
    let unowned = Dictionary(
      uniqueKeysWithValues: audit.findings.filter { $0.issue == .unowned }.map { ($0.zones[0], $0) })
    #expect(unowned["B"]?.suggestedOwner == "a")
    #expect(unowned["B"]?.neighbours.map(\.zone) == ["A", "C"])
    #expect(unowned["M"]?.suggestedOwner == "a" && unowned["R"]?.suggestedOwner == "a")
    #expect(unowned["X"]?.suggestion == nil && unowned["X"]?.neighbours.isEmpty == true)
  }
}

import Foundation
import TestSupport
import Testing
import ZoneAnalysis
import ZoneFormats
import ZoneGeometry
import ZoneModel

@testable import ZoneOperations

@Suite struct `Coverage by cell` {
  private let files: SmallFiles
  /// The plane cells are made in, and a corner of its lattice.
  private let plane: Plane
  private let corner: PlanePoint

  init() throws {
    files = try SmallFiles()
    plane = try Plane(.grid(at: LonLat(116.65, 23.66)))
    let near = try plane.forward(LonLat(116.65, 23.66))
    corner = PlanePoint((near.x / 100).rounded() * 100, (near.y / 100).rounded() * 100)
  }

  private func position(_ x: Double, _ y: Double) throws -> String {
    let p = try plane.inverse(PlanePoint(corner.x + x, corner.y + y))
    return "[\(p.lon),\(p.lat)]"
  }

  private func point(_ x: Double, _ y: Double) throws -> String {
    "{\"type\":\"Point\",\"coordinates\":\(try position(x, y))}"
  }

  private func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) throws -> String {
    let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
    let ring = try corners.map { try position($0.0, $0.1) }.joined(separator: ",")
    return "{\"type\":\"Polygon\",\"coordinates\":[[\(ring)]]}"
  }

  private func line(_ ends: [(Double, Double)]) throws -> String {
    let points = try ends.map { try position($0.0, $0.1) }.joined(separator: ",")
    return "{\"type\":\"LineString\",\"coordinates\":[\(points)]}"
  }

  private func input(visits: [(Double, Double, Double)]) throws -> InputOptions {
    var input = InputOptions()
    input.zones = [
      ZoneSource(
        path: try files.collection(
          "z.geojson",
          [
            (rectangle(0, 0, 300, 200), "{\"id\":\"445102009001\",\"kind\":\"street\"}"),
            (rectangle(300, 0, 80, 120), "{\"id\":\"C1\",\"kind\":\"compound\"}"),
            (line([(0, -50), (265, -50)]), "{\"id\":\"R1\",\"kind\":\"road\"}"),
          ]))
    ]
    input.observations = [
      try files.collection(
        "o.geojson", visits.map { (try point($0.0, $0.1), "{\"radius_m\":\($0.2)}") })
    ]
    return input
  }

  private func survey(
    _ visits: [(Double, Double, Double)], _ cells: CellOptions = CellOptions()
  ) throws -> CellSurvey {
    let input = try input(visits: visits)
    return try surveyCells(of: surveyZones(input, SurveyOptions()), cells, input)
  }

  @Test func `a community's cells have numbers of 15 digits, others the zone's id and a number`() throws {
    let cells = try survey([(50, 50, 30)]).cells
    #expect(cells.perZone.map(\.count) == [6, 1, 3])
    #expect(cells.perZone[0].map(\.id) == (1...6).map { "44510200900100\($0)" })
    #expect(cells.perZone[0].allSatisfy { CellID($0.id)?.isStandard == true })
    #expect(cells.perZone[1].map(\.id) == ["C1-001"])
    #expect(cells.perZone[2].map(\.id) == ["R1-001", "R1-002", "R1-003"])
    #expect(cells.plane == .epsg(4548))
  }

  @Test func `above 999 cells all numbers of a zone have four digits`() {
    let ids = ZoneCells.ids(of: "445102009001", count: 1_000)
    #expect(ids.first == "4451020090010001" && ids.last == "4451020090011000")
    #expect(ids.allSatisfy { CellID($0) != nil })
    #expect(Set(ids).count == 1_000)
    #expect(ZoneCells.ids(of: "x", count: 2) == ["x-001", "x-002"])
    #expect(ZoneCells.ids(of: "４４５１０２００９００１", count: 1) == ["４４５１０２００９００１-001"])
  }

  @Test func `one look inside one cell, another on a corner of four`() throws {
    // south-west cell alone; then the corner of the four western ones
    #expect(try survey([(50, 50, 30)]).share(of: 0) == Share(1, of: 6))
    let corner = try survey([(100, 100, 30)])
    #expect(corner.share(of: 0) == Share(4, of: 6))
    #expect(corner.looks[0].map(\.looks) == [1, 1, 0, 1, 1, 0])
    for look in corner.looks[0] where look.looks > 0 {
      #expect(abs(look.observed - .pi * 900 / 4) < 1)
    }
    let all = corner.looks[0].reduce(0) { $0 + $1.observed }
    #expect(abs(all - corner.survey.coverage[0].observedArea) < 0.5)
  }

  @Test func `a walled compound counts only what was seen from inside it`() throws {
    let outside = try survey([(290, 60, 30)])
    #expect(outside.share(of: 1) == Share(0, of: 1))
    #expect(outside.share(of: 0).numerator > 0)
    #expect(try survey([(310, 60, 30)]).share(of: 1) == Share(1, of: 1))
  }

  @Test func `roads count stretches`() throws {
    let road = try survey([(130, -50, 20)])
    #expect(road.share(of: 2) == Share(1, of: 3))
    #expect(abs(road.looks[2][1].observed - 40) < 0.1)
    #expect(abs(road.cells.perZone[2][2].cell.size - 65) < 0.1)
  }

  @Test func `nobody looked: no cell, a share of nought`() throws {
    let none = try survey([(5_000, 5_000, 30)])
    #expect(none.share(of: 0).value == 0 && none.share(of: 0).percent == "0.0 %")
  }

  private func office(_ features: [(String, String)]) throws -> CellOptions {
    var options = CellOptions()
    options.file = try files.collection("cells.geojson", features)
    return options
  }

  @Test func `the office's cells go to the zones that hold a twentieth of them`() throws {
    let options = try office([
      (rectangle(0, 0, 100, 200), "{\"id\":\"445102009001001\"}"),
      (rectangle(100, 0, 196, 200), "{\"id\":\"445102009001002\"}"),
      (rectangle(296, 0, 100, 100), "{\"id\":\"44510200900199\"}"),
      (rectangle(900, 0, 100, 100), "{\"id\":\"no cell\"}"),
      (rectangle(900, 0, 100, 100), "{\"id\":\"445102009001001\"}"),
      (line([(0, 0), (5, 5)]), "{\"id\":\"445102009001007\"}"),
    ])
    let survey = try survey([(50, 50, 30)], options)
    #expect(survey.cells.perZone[0].map(\.id) == ["445102009001001", "445102009001002"])
    #expect(survey.cells.perZone[1].map(\.id) == ["44510200900199"])
    #expect(survey.share(of: 0) == Share(1, of: 2))
    // 4 m of the third cell are too little of it; of the compound 20 m lie north of it
    #expect(abs(survey.cells.leftOver - (4 * 200 + 80 * 20)) < 3)
    #expect(survey.cells.rejections.count == 3)
    #expect(survey.cells.perZone[2].isEmpty)
    #expect(survey.share(of: 2).value == nil)
    #expect(abs(survey.cells.leftOverLength - 265) < 0.1)
  }

  @Test func `a place smaller than a twentieth of its cell is in that cell all the same`() throws {
    let options = try office([(rectangle(-1_000, -1_000, 3_000, 3_000), "{\"id\":\"445102009001001\"}")])
    let survey = try survey([(50, 50, 30)], options)
    #expect(survey.cells.perZone.map(\.count) == [1, 1, 1])
    #expect(survey.cells.leftOver < 1)
  }

  @Test func `the cells' numbers may stand in a property of another name than the zones'`() throws {
    var options = try office([(rectangle(0, 0, 300, 200), "{\"SZDYWGBSM\":\"445102009001001\",\"id\":7}")])
    options.idField = "SZDYWGBSM"
    #expect(try survey([(50, 50, 30)], options).cells.perZone[0].map(\.id) == ["445102009001001"])
  }

  @Test func `a file without a usable cell is refused`() throws {
    let options = try office([(rectangle(0, 0, 100, 100), "{\"id\":\"7\"}")])
    #expect(throws: Problem.self) { try survey([(50, 50, 30)], options) }
  }

  @Test func `rows are cells, or zones with their cells, and the threads do not matter`() throws {
    let input = try input(visits: [(100, 100, 30), (130, -50, 20)])
    var options = SurveyOptions()
    let one = try surveyCells(of: surveyZones(input, options), CellOptions(), input)
    options.threads = 2
    let two = try surveyCells(of: surveyZones(input, options), CellOptions(), input)
    #expect(one.cells.perZone == two.cells.perZone && one.looks == two.looks)
    let cells = try one.outputLayer(OutputOptions())
    #expect(cells.count == 10)
    #expect(cells.columns.first { $0.name == "zone_cells_observed" }?.value(0) == .integer(4))
    #expect(cells.columns.first { $0.name == "zone_cell_coverage" }?.value(0) == .number(0.666_666_666))
    let zones = try one.zoneLayer(OutputOptions())
    #expect(zones.count == 3)
    #expect(zones.columns.first { $0.name == "cells" }?.value(2) == .integer(3))
    #expect(one.summary.rows.count == 3)
  }
}

import Foundation
import TestSupport
import Testing
import ZoneAnalysis

/// 205 census tracts of San Francisco with their people and households.
@Suite struct `A draw from a real frame` {
  private struct Tract {
    var unit: FrameUnit
    var people: Double
    var households: Double
  }

  private func tracts() throws -> [Tract] {
    let name = "SF_demand_205_centroid_uniform_weight.csv"
    guard let file = TestData.file(name, in: "location-sf") else { return [] }
    let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
    let head = lines[0].split(separator: ",", omittingEmptySubsequences: false).map(plain)
    return lines.dropFirst().compactMap { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(plain)
      func number(_ name: String) -> Double? { head.firstIndex(of: name).flatMap { Double(cells[$0]) } }
      guard let lon = number("long"), let lat = number("lat"), let people = number("POP2000"), people > 0,
        let households = number("HOUSEHOLDS")
      else { return nil }
      let unit = FrameUnit(
        id: cells[2], x: Int((lon * 0.79 * 1e6).rounded()), y: Int((lat * 1e6).rounded()),
        size: UInt64(people))
      return Tract(unit: unit, people: people, households: households)
    }
  }

  private func plain(_ cell: some StringProtocol) -> String {
    String(cell.filter { $0 != "\"" && $0 != "\u{FEFF}" })
  }

  @Test func `weighing each site by its probability gives the city's totals back`() throws {
    let tracts = try tracts()
    guard !tracts.isEmpty else { return }
    #expect(tracts.count > 200)
    let people = tracts.reduce(0) { $0 + $1.people }
    let households = tracts.reduce(0) { $0 + $1.households }
    let runs = 400
    var estimates: [Double] = []
    for seed in 0..<runs {
      let draws = SpatialDraw.draw(20, from: tracts.map(\.unit), seed: UInt64(seed))
      // in proportion to people, people themselves come out exactly (no tract is as large as a step)
      #expect(abs(draws.reduce(0) { $0 + tracts[$1.unit].people / $1.probability } - people) < 1e-6 * people)
      estimates.append(draws.reduce(0) { $0 + tracts[$1.unit].households / $1.probability })
    }
    let mean = estimates.reduce(0, +) / Double(runs)
    let variance = estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(runs - 1)
    // Horvitz and Thompson (1952): without bias, so the mean lies within some standard errors
    #expect(abs(mean - households) < 4 * (variance / Double(runs)).squareRoot())
  }
}

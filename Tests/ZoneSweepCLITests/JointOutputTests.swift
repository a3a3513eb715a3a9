import Foundation
import TestSupport
import Testing

/// Verbs with several outputs through the built program: all of them appear, or none.
@Suite struct `Outputs that belong together` {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private static func sample(_ name: String) -> String {
    TestData.package.appendingPathComponent("geodata").appendingPathComponent(name).path
  }

  private static let zones = ["--zones", sample("subdistricts.geojson")]
  private static let findings = ["--findings", sample("findings-covert.geojson")]

  private static let verbs: [(verb: [String], side: String)] = [
    (["map"] + zones + findings, "--expected"), (["map"] + zones + findings, "--rejects"),
    (["audit"] + zones + ["--fix", "FIX"], "--fix-report"), (["rank"] + zones + findings, "--records"),
    (["rank"] + zones + findings, "--items"), (["heatmap"] + findings, "--rejects"),
    (["coverage"] + zones + findings, "--rejects"),
    (["convert", sample("markets.geojson")], "--rejects"),
  ]

  /// With `FIX` replaced by a file in the folder.
  private func run(_ verb: [String], _ more: [String]) throws -> Program.Result {
    try Program.run(verb.map { $0 == "FIX" ? folder.path("fix.geojson") : $0 } + more + ["--quiet"])
  }

  @Test(arguments: verbs.indices)
  func `where the second output cannot be written the first does not appear`(number: Int) throws {
    let (verb, side) = Self.verbs[number]
    let result = try run(verb, ["-o", folder.path("out.csv"), side, folder.path("no/such.csv")])
    #expect(result.code == 73, "\(verb) \(side): \(result.errors)")
    #expect(folder.names.isEmpty, "\(verb) \(side)")
  }

  @Test(arguments: verbs.indices)
  func `where the first output cannot be written the second does not appear`(number: Int) throws {
    let (verb, side) = Self.verbs[number]
    let result = try run(verb, ["-o", folder.path("no/out.csv"), side, folder.path("side.csv")])
    #expect(result.code == 73, "\(verb) \(side): \(result.errors)")
    #expect(folder.names.isEmpty, "\(verb) \(side)")
  }

  @Test func `written they all appear, and nothing else is left`() throws {
    let result = try run(
      ["audit"] + Self.zones,
      [
        "--fix", folder.path("fix.geojson"), "--fix-report", folder.path("moved.csv"), "--rejects",
        folder.path("left.csv"), "-o", folder.path("issues.gpkg"),
      ])
    #expect(result.code == 0, "\(result.errors)")
    #expect(folder.names == ["fix.geojson", "issues.gpkg", "left.csv", "moved.csv"])
  }
}

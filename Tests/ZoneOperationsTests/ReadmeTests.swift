import Foundation
import TestSupport
import Testing

@Suite struct `The README` {
  private func text(_ name: String) throws -> String {
    try String(contentsOf: TestData.package.appendingPathComponent(name), encoding: .utf8)
  }

  @Test func `shows an example that compiles and runs`() throws {
    let example = try text("Tests/ZoneOperationsTests/ReadmeExample.swift")
    for name in ["README.md", "README.zh-CN.md"] { #expect(try text(name).contains(example), "\(name)") }
    let data = TestData.package.appendingPathComponent("geodata").path
    let corners = try deadCorners(zones: "\(data)/compounds.geojson", visits: "\(data)/visits.geojson")
    #expect(corners.count > 100)
    #expect(corners[0].contains(" m², "))
  }

  @Test func `names every verb and every file it links to exists`() throws {
    for name in ["README.md", "README.zh-CN.md"] {
      let readme = try text(name)
      for verb in ["demo", "map", "coverage", "blindspots", "heatmap", "audit", "convert", "doctor"] {
        #expect(readme.contains("`\(verb)`") || readme.contains("zonesweep \(verb)"), "\(name): \(verb)")
      }
      for link in readme.matches(of: /\]\(([^)#]+)\)/).map({ String($0.output.1) })
      where !link.contains("://") {
        let path = TestData.package.appendingPathComponent(link).path
        #expect(FileManager.default.fileExists(atPath: path), "\(name): \(link)")
      }
    }
  }
}

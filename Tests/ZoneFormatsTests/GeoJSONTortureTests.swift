import Foundation
import TestSupport
import Testing
import ZoneFormats
import ZoneGeometry
import ZoneModel

/// The files of a folder with a name's ending, in order.
func files(_ set: String, _ folder: String = "", ending: String) -> [URL] {
  guard let root = TestData.folder(set) else { return [] }
  let names = FileManager.default.enumerator(
    at: root.appendingPathComponent(folder), includingPropertiesForKeys: nil)
  let urls = (names?.allObjects as? [URL] ?? []).filter { $0.pathExtension == ending }
  return urls.sorted { $0.path < $1.path }
}

private func read(_ url: URL) throws -> Layer {
  try GeoJSONReader.read(ByteStorage.read(path: url.path), name: url.lastPathComponent)
}

@Suite struct `Torture of the GeoJSON reader` {
  /// n_: no JSON; y_: JSON, though hardly ever GeoJSON; i_: left to the reader.
  @Test func `what is not JSON is refused and what is JSON is never called invalid`() throws {
    for url in files("torture-json-a", "test_parsing", ending: "json") {
      let name = url.lastPathComponent
      let found = problem { try read(url) }
      if name.hasPrefix("n_") { #expect(found?.kind == .badData, "\(name)") }
      if name.hasPrefix("y_") { #expect(found?.what.english.contains("not valid JSON") != true, "\(name)") }
    }
  }

  @Test func `valid GeoJSON is read without a rejection`() throws {
    for url in files("torture-geojsonhint-a", "good", ending: "geojson") {
      let layer = try read(url)
      #expect(layer.rejections.isEmpty, "\(url.lastPathComponent)")
      #expect(layer.count > 0, "\(url.lastPathComponent)")
    }
  }

  /// What costs nothing and needs no word: decimals finer than the ground, collections of one geometry or of
  /// collections, members of other objects in a Feature.
  static let silent: Set = [
    "excessive_precision_truncated.geojson", "feature_changed_semantics.geojson",
    "geometrycollection_nested.geojson", "geometrycollection_single.geojson",
  ]

  @Test func `faulty GeoJSON is refused, rejected or told`() throws {
    for url in files("torture-geojsonhint-a", "bad", ending: "geojson") {
      let name = url.lastPathComponent
      do {
        let layer = try read(url)
        let isTold = !layer.rejections.isEmpty || !layer.notices.isEmpty
        #expect(isTold || Self.silent.contains(name), "\(name)")
      } catch let problem as Problem {
        #expect(problem.kind == .badData, "\(name)")
      }
    }
  }

  @Test(arguments: [("torture-earcut-a", "json"), ("torture-polygon-clipping-a", "geojson")])
  func `nasty polygons are a layer or a problem`(set: String, ending: String) throws {
    for url in files(set, ending: ending) {
      do {
        _ = try read(url)
      } catch let problem as Problem {
        #expect(problem.kind == .badData, "\(url.path)")
      }
    }
  }

  @Test func `a collection cut anywhere is refused`() throws {
    let text =
      "{\"type\":\"FeatureCollection\",\"features\":[\n"
      + "{\"type\":\"Feature\",\"id\":1,\"geometry\":{\"type\":\"Point\",\"coordinates\":[116.5,23.6]},"
      + "\"properties\":{\"name\":\"街口\",\"a\":[true,null,-1.5e3]}},\n"
      + "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
      + "[[[0,0],[1,0],[1,1],[0,0]]]},\"properties\":null}]}"
    let bytes = Array(text.utf8)
    #expect(try GeoJSONReader.read(ByteStorage(bytes), name: "t").count == 2)
    for cut in 0..<bytes.count {
      let found = problem { try GeoJSONReader.read(ByteStorage(Array(bytes[..<cut])), name: "t") }
      #expect(found?.kind == .badData, "cut at byte \(cut)")
    }
  }

  /// The features on lines of their own were once taken for a sequence whose first record is broken.
  @Test func `damage inside a collection is told where it is`() {
    let feature = "{\"type\":\"Feature\",\"geometry\":null,\"properties\":null}"
    let text =
      "{\"type\":\"FeatureCollection\",\"features\":[\n\(feature),\n\(feature),\n{\"type\" \"x\"},\n\(feature)]}"
    #expect(
      problem { try GeoJSONReader.read(ByteStorage(text), name: "t") }?.place?.english.contains("line 4")
        == true)
  }

  @Test func `a broken record of a sequence costs itself alone`() throws {
    let line = "{\"type\":\"Feature\",\"geometry\":null,\"properties\":null}\n"
    for text in ["{\"type\":\n\(line)\(line)", "\(line){\"type\":\"Fea\n\(line)", "{]\n\(line)\(line)"] {
      let layer = try GeoJSONReader.read(ByteStorage(text), name: "t")
      #expect(layer.count >= 1 && layer.rejections.count == 1)
    }
  }

  /// Records of a sequence stand alone, so a cut between two of them cannot be seen.
  @Test func `a sequence cut inside a record is refused`() throws {
    let line =
      "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]},\"properties\":{}}\n"
    let bytes = Array((line + line).utf8)
    for cut in 1..<bytes.count
    where cut != line.utf8.count && cut != line.utf8.count - 1 && cut != bytes.count - 1 {
      let found = problem { try GeoJSONReader.read(ByteStorage(Array(bytes[..<cut])), name: "t") }
      #expect(found?.kind == .badData, "cut at byte \(cut)")
    }
  }
}

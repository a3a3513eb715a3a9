import Foundation
import ZoneFormats
import ZoneGeometry
import ZoneModel
import ZoneOperations

/// Small files made for one test, in a folder of their own.
final class SmallFiles {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "zonesweep-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    let file = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  /// A FeatureCollection of features given as (geometry, properties) in JSON.
  func collection(_ name: String, _ features: [(geometry: String, properties: String)]) throws -> String {
    let list = features.map {
      "{\"type\":\"Feature\",\"geometry\":\($0.geometry),\"properties\":\($0.properties)}"
    }
    return try write(name, "{\"type\":\"FeatureCollection\",\"features\":[\(list.joined(separator: ",\n"))]}")
  }
}

/// A flat world around one place, so that tests can think in metres.
struct Site {
  let plane: Plane

  init() throws { plane = try Plane(.equalArea(LonLat(116.65, 23.66))) }

  func lonLat(_ x: Double, _ y: Double) throws -> LonLat { try plane.inverse(PlanePoint(x, y)) }

  func position(_ x: Double, _ y: Double) throws -> String {
    let p = try lonLat(x, y)
    return "[\(p.lon),\(p.lat)]"
  }

  func point(_ x: Double, _ y: Double) throws -> String {
    "{\"type\":\"Point\",\"coordinates\":\(try position(x, y))}"
  }

  func line(_ points: [(Double, Double)]) throws -> String {
    "{\"type\":\"LineString\",\"coordinates\":[\(try points.map { try position($0.0, $0.1) }.joined(separator: ","))]}"
  }

  func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) throws -> String {
    "{\"type\":\"Polygon\",\"coordinates\":[\(try ring(x, y, width, height))]}"
  }

  func ring(_ x: Double, _ y: Double, _ width: Double, _ height: Double) throws -> String {
    let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
    return "[\(try corners.map { try position($0.0, $0.1) }.joined(separator: ","))]"
  }
}

import Foundation
import GRDBSQLite
import ZoneFormats
import ZoneGeometry
import ZoneModel

@testable import ZoneStore

/// A folder for one test, removed with it.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "zonesweep-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: url.appendingPathComponent(name)) }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: url.appendingPathComponent(name))
    return path(name)
  }

  var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: url.path).sorted()) ?? [] }
}

/// The problem an action ends with; `nil` when it succeeds or fails otherwise.
func problem(_ action: () throws -> some Any) -> Problem? {
  do {
    _ = try action()
    return nil
  } catch {
    return error as? Problem
  }
}

/// Runs SQL on a file as any program would.
func query(_ path: String, _ sql: String) throws -> [[String]] {
  let database = try SQLiteConnection(path, .draft)
  let rows = try database.prepare(sql)
  var result: [[String]] = []
  while try rows.step() { result.append((0..<rows.columnCount).map { rows.text($0) ?? "NULL" }) }
  return result
}

/// A layer of points with the given properties.
func points(_ positions: [FilePosition], _ names: [String], _ columns: [[PropertyValue]]) -> OutputLayer {
  OutputLayer(
    name: "points", positions: positions, table: PropertyTable(names: names, columns: columns),
    rows: positions.indices.map { Int32($0) })
}

/// Writes a layer as a GeoPackage.
func write(_ layer: OutputLayer, to path: String) throws {
  let writer = try GeoPackageWriter(path)
  try writer.append(layer)
  try writer.commit()
}

/// Runs a program and returns all it said; `nil`, with a line saying so, when it is not installed.
func say(_ program: String, _ arguments: [String]) throws -> (code: Int32, text: String)? {
  let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
  let found = folders.lazy.map { "\($0)/\(program)" }.first(where: FileManager.default.isExecutableFile)
  guard let found else {
    print("skipped: the program \(program) is not installed")
    return nil
  }
  let process = Process()
  process.executableURL = URL(fileURLWithPath: found)
  process.arguments = arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let said = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: said, as: UTF8.self))
}

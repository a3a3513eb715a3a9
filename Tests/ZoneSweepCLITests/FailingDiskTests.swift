import Foundation
import GRDB
import TestSupport
import Testing

/// What a project is after the disk failed, or the plug was pulled, at any moment.
@Suite struct `A disk that fails` {
  let folder: Folder
  let city: String

  init() throws {
    folder = try Folder()
    city = folder.path("city.gpkg")
    #expect(try Program.run(["project", "init", city]).code == 0)
    let zone =
      "{\"type\":\"Polygon\",\"coordinates\":[[[116,23],[117,23],[117,24],[116,24],[116,23]]]}"
    let findings = "id,lon,lat,item\nA1,116.5,23.5,06012\nA2,116.6,23.5,06010\n"
    let arguments = [
      "project", "import", "--project", city, "--zones", try folder.write("z.geojson", zone), "--findings",
      try folder.write("a.csv", findings), "--quiet",
    ]
    #expect(try Program.run(arguments).code == 0)
  }

  /// The library that makes writes fail; built once a run.
  private static let shim: String? = {
    let source = TestData.package.appendingPathComponent("Tests/Faults/failing-writes.c").path
    let library = FileManager.default.temporaryDirectory.appendingPathComponent(
      "zonesweep-faults-\(ProcessInfo.processInfo.processIdentifier).so"
    ).path
    let compiler = Process()
    compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    compiler.arguments = ["clang", "-shared", "-fPIC", "-O1", source, "-o", library, "-ldl"]
    compiler.standardError = FileHandle.nullDevice
    guard (try? compiler.run()) != nil else { return nil }
    compiler.waitUntilExit()
    return compiler.terminationStatus == 0 ? library : nil
  }()

  /// Runs the program with the `at`-th change of a file failing.
  private func run(
    _ arguments: [String], failing part: String, at: Int, errno number: Int32 = EIO, stays: Bool = false,
    counting: String? = nil
  ) throws -> Program.Result {
    let shim = try #require(
      Self.shim, "clang, which comes with Swift, builds the library that makes writes fail")
    var environment = [
      "LD_PRELOAD": shim, "FAULT_PATH": part, "FAULT_AT": "\(at)", "FAULT_ERRNO": "\(number)",
      "FAULT_STAYS": stays ? "1" : "0", "LLVM_PROFILE_FILE": "/dev/null", "ZONESWEEP_LANG": "en",
    ]
    environment["FAULT_COUNT"] = counting
    return try Program.run(arguments, environment: environment)
  }

  private func copy() throws -> String {
    let copy = folder.path("copy-\(UUID().uuidString).gpkg")
    try FileManager.default.copyItem(atPath: city, toPath: copy)
    return copy
  }

  private func count(_ table: String, in path: String) throws -> Int {
    let queue = try DatabaseQueue(path: path)
    return try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") } ?? -1
  }

  /// Lets every change fail in turn, at most `most` of them spread evenly, and looks at the project after each.
  private func everyFailure(
    of arguments: (String) -> [String], table: String, before: Int, after: Int, most: Int = 25
  ) throws {
    let counting = folder.path("count")
    let trial = try copy()
    let name = (URL(fileURLWithPath: trial).lastPathComponent as NSString).deletingPathExtension
    #expect(try run(arguments(trial), failing: name, at: 0, counting: counting).code == 0)
    let changes = Int(try String(contentsOfFile: counting, encoding: .utf8).dropLast()) ?? 0
    #expect(changes > 3)
    for at in stride(from: 1, through: changes, by: max(1, changes / most)) {
      for (number, stays) in [(EIO, false), (EIO, true), (ENOSPC, true)] {
        let path = try copy()
        let part = (URL(fileURLWithPath: path).lastPathComponent as NSString).deletingPathExtension
        let result = try run(arguments(path), failing: part, at: at, errno: number, stays: stays)
        let place: Comment = "change \(at) of \(changes), errno \(number): \(result.code) \(result.errors)"
        #expect(result.code == 0 || result.code == 74, place)
        if result.code != 0 {
          #expect(result.errors.contains(part) && result.errors.contains("hint:"), place)
        }
        let check = try Program.run(["project", "check", "--project", path])
        #expect(check.code == 0, place)
        let rows = try count(table, in: path)
        #expect(rows == after || (result.code != 0 && rows == before), place)
      }
    }
  }

  @Test func `an import is before or after, whichever write fails`() throws {
    let rows = (0..<4_000).map { "K\($0),116.\($0 % 1000),23.\($0 % 997),x" }
    let many = try folder.write("many.csv", (["id,lon,lat,note"] + rows).joined(separator: "\n") + "\n")
    try everyFailure(
      of: { ["project", "import", "--project", $0, "--findings", many, "--quiet"] }, table: "findings",
      before: 2, after: 4_002)
  }

  @Test func `the ledger is before or after, whichever write fails`() throws {
    try everyFailure(
      of: { ["ledger", "open", "--project", $0, "--by", "创卫办", "--quiet"] }, table: "zonesweep_events",
      before: 0, after: 4, most: 40)
  }

  @Test func `an export appears whole or not at all, whichever write fails`() throws {
    let counting = folder.path("count")
    let out = folder.path("exported.gpkg")
    let arguments = ["project", "export", "--project", city, "-o", out, "--quiet"]
    #expect(try run(arguments, failing: "exported", at: 0, counting: counting).code == 0)
    let whole = try count("findings", in: out)
    let changes = Int(try String(contentsOfFile: counting, encoding: .utf8).dropLast()) ?? 0
    for at in stride(from: 1, through: changes, by: max(1, changes / 40)) {
      try? FileManager.default.removeItem(atPath: out)
      let result = try run(arguments, failing: "exported", at: at, stays: at % 2 == 0)
      let place: Comment = "change \(at) of \(changes): \(result.code) \(result.errors)"
      #expect(result.code == 0 || result.code == 74, place)
      let isThere = folder.names.contains("exported.gpkg")
      #expect(isThere == (result.code == 0), place)
      if isThere { #expect(try count("findings", in: out) == whole, place) }
      #expect(!folder.names.contains { $0.contains(".part-") }, "\(folder.names)")
    }
  }

  @Test func `a project of the first version that is killed on its way to this one is the first or this one`()
    throws
  {
    // the first version had no ledger
    let queue = try DatabaseQueue(path: city)
    try queue.write { db in
      for table in ["zonesweep_events", "zonesweep_disclosures", "zonesweep_duties"] {
        try db.execute(sql: "DROP TABLE \(table)")
        try db.execute(sql: "DELETE FROM gpkg_extensions WHERE table_name = '\(table)'")
        try db.execute(sql: "DELETE FROM gpkg_contents WHERE table_name = '\(table)'")
      }
      try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier <> '1 city'")
    }
    try queue.close()
    let seed: UInt64 = 8
    var random = SeededRandom(seed: seed)
    for _ in 0..<20 {
      let old = try copy()
      try Program.killed(
        ["project", "status", "--project", old, "--quiet"], after: .random(in: 3_000...45_000, using: &random)
      )
      #expect(try Program.run(["project", "check", "--project", old]).code == 0, "seed \(seed)")
      let status = try Program.run(["project", "status", "--project", old])
      #expect(status.code == 0, "seed \(seed): \(status.errors)")
      #expect(try count("findings", in: old) == 2, "seed \(seed)")
      #expect(try Program.run(["ledger", "open", "--project", old, "--by", "创卫办"]).code == 0)
      #expect(try Program.run(["project", "check", "--project", old]).code == 0)
    }
  }
}

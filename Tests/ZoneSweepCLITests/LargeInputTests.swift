import Foundation
import Testing

@Suite struct `Large input` {
  /// Peak memory of a child in bytes, by the operating system's own account.
  private func peak(_ arguments: [String], _ folder: Folder) throws -> Int {
    let report = folder.path("status")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    // VmHWM is read while the program still runs: it is stopped from ending by a pipe nobody empties at first
    process.arguments =
      [
        "-c",
        "\"$@\" & child=$!; high=0; while kill -0 $child 2>/dev/null; do now=$(awk '/VmHWM/{print $2}' /proc/$child/status 2>/dev/null); [ \"${now:-0}\" -gt $high ] && high=$now; sleep 0.02; done; wait $child && echo $high > \(report)",
        "sh", Program.path,
      ] + arguments
    try process.run()
    process.waitUntilExit()
    let text = try String(contentsOfFile: report, encoding: .utf8).trimmingCharacters(
      in: .whitespacesAndNewlines)
    return (Int(text) ?? 0) * 1024
  }

  @Test func `a million findings through map stay under 600 MB`() throws {
    let folder = try Folder()
    var rows = "编号,lon,lat,发现时间,问题名称,来源,备注\n"
    rows.reserveCapacity(90_000_000)
    for i in 0..<1_000_000 {
      let x = 116.6 + Double((i &* 7919) % 100_000) / 1e6
      let y = 23.6 + Double((i &* 104_729) % 100_000) / 1e6
      rows += "F\(i),\(x),\(y),2026-08-\(10 + i % 20) 09:05,暴露垃圾,暗访,示例备注文字\(i % 97)\n"
    }
    let file = try folder.write("million.csv", rows)
    rows = ""
    let zones = try folder.write("zones.geojson", "[\((0..<100).map(zone).joined(separator: ",\n"))]")
    let peak = try peak(
      ["map", "--zones", zones, "--findings", file, "-o", folder.path("out.csv"), "--quiet"], folder)
    #expect(peak > 50_000_000)
    #expect(peak < 600_000_000, "\(peak / 1_000_000) MB")
    #expect(try lines(folder.path("out.csv")) == 1_000_001)
  }

  /// One of 10 × 10 squares.
  private func zone(_ i: Int) -> String {
    let west = 116.6 + Double(i % 10) * 0.01
    let south = 23.6 + Double(i / 10) * 0.01
    let corners = [
      (west, south), (west + 0.01, south), (west + 0.01, south + 0.01), (west, south + 0.01), (west, south),
    ]
    let ring = corners.map { "[\($0.0),\($0.1)]" }.joined(separator: ",")
    return
      "{\"type\":\"Feature\",\"properties\":{\"id\":\"Z\(i)\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[\(ring)]]}}"
  }

  private func lines(_ path: String) throws -> Int {
    try Data(contentsOf: URL(fileURLWithPath: path)).count { $0 == 10 }
  }
}

import Foundation
import Testing

/// Compares with a file in `Golden/`; under `ZONESWEEP_RECORD=1` rewrites it and fails once.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Golden/\(name)")
  let known = try? String(contentsOf: file, encoding: .utf8)
  if known == text { return }
  if ProcessInfo.processInfo.environment["ZONESWEEP_RECORD"] == "1" {
    try text.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("recorded \(name); look at it before you commit it", sourceLocation: sourceLocation)
    return
  }
  let lines = zip(text.split(separator: "\n"), (known ?? "").split(separator: "\n"))
  let first = lines.first { $0 != $1 }.map { "now: \($0)\nthen: \($1)" } ?? "one is longer, or there is none"
  Issue.record("\(name) differs. \(first)", sourceLocation: sourceLocation)
}

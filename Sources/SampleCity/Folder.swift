internal import Foundation

/// The folder the sample lies in.
struct Folder {
  let url: URL

  init(path: String) { url = URL(fileURLWithPath: path, isDirectory: true) }

  func write(_ files: [City.File]) throws {
    for file in files {
      let target = url.appendingPathComponent(file.path)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: target, options: .atomic)
    }
  }

  /// What differs between the folder and `files`, one line each; empty when nothing does. Files that the
  /// city does not have count too, except the README and the pictures, which other programs make.
  func differences(from files: [City.File]) -> [String] {
    let expected = Set(files.map(\.path))
    let changed = files.compactMap { file -> String? in
      guard let data = FileManager.default.contents(atPath: url.appendingPathComponent(file.path).path) else {
        return "\(file.path): missing"
      }
      return Array(data) == file.bytes ? nil : "\(file.path): differs \(Self.place(data, file.bytes))"
    }
    let extra = present.filter {
      !expected.contains($0) && $0 != "README.md" && !$0.hasPrefix("pictures/")
    }
    return changed + extra.map { "\($0): not part of the sample" }
  }

  private var present: [String] {
    (FileManager.default.subpaths(atPath: url.path) ?? []).sorted().filter { path in
      let values = try? url.appendingPathComponent(path).resourceValues(forKeys: [.isRegularFileKey])
      return values?.isRegularFile == true
    }
  }

  private static func place(_ found: Data, _ expected: [UInt8]) -> String {
    let same = zip(found, expected).prefix { $0 == $1 }.count
    return "from byte \(same) (\(found.count) bytes here, \(expected.count) made)"
  }
}

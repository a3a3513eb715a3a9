internal import Foundation
internal import ZoneModel

/// Keeps a command from writing over what it reads: a slip of the finger would put two findings of an audit in the
/// place of a city's boundaries.
enum OutputGuard {
  /// Options whose value is a file that is written.
  private static let outputs: Set<String> = [
    "-o", "--output", "--rejects", "--fix", "--fix-report", "--expected", "--records", "--items", "--sheets",
    "--gpx",
  ]

  /// - Throws: `Problem(.usage)` when a file named for output is named for input as well.
  static func check(_ arguments: [String]) throws {
    var written: [String] = []
    var read: [String] = []
    var option: String?
    for argument in arguments {
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      if argument.hasPrefix("-"), parts.count == 2, outputs.contains(parts[0]) {
        written.append(parts[1])
      } else if let option, outputs.contains(option), !argument.hasPrefix("-") {
        written.append(argument)
      } else if option != "--project" {
        // a project is protected by whoever writes files; FILE, KIND=FILE and --option=FILE
        read += [argument] + parts.dropFirst()
      }
      option = argument.hasPrefix("-") ? argument : nil
    }
    let inputs = Dictionary(read.compactMap { path in identity(path).map { ($0, path) } }) { first, _ in first
    }
    for output in written {
      if let input = identity(output).flatMap({ inputs[$0] }) { throw clash(output, input) }
    }
  }

  private struct Identity: Hashable {
    let device: UInt64
    let number: UInt64
  }

  /// What file a path leads to; `nil` where there is no plain file.
  private static func identity(_ path: String) -> Identity? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
  }

  private static func clash(_ output: String, _ input: String) -> Problem {
    Problem(
      .usage, Phrase("the output is also an input", zh: "输出文件同时也是输入文件"),
      at: Phrase(
        output == input ? output : "\(output), \(input)", zh: output == input ? output : "\(output)、\(input)"),
      hint: Phrase("write to another file; nothing has been changed", zh: "请写到其他文件；未作任何改动"))
  }
}

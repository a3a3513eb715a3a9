import Foundation

/// The built program, run as a user runs it.
struct Program {
  struct Result {
    var code: Int32
    var output: Data
    var errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
    /// The output as one JSON value, by Foundation's parser.
    func json() throws -> [String: Any] {
      try JSONSerialization.jsonObject(with: output) as? [String: Any] ?? [:]
    }
  }

  /// Beside the test bundle, where the package manager puts both.
  static let path: String = {
    let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appendingPathComponent("zonesweep").path
  }()

  /// Runs it to its end.
  ///
  /// - Parameters:
  ///   - environment: added to a plain English one.
  ///   - wrapper: a program and its arguments that starts ours.
  @discardableResult
  static func run(
    _ arguments: [String], input: Data? = nil, environment: [String: String] = [:], by wrapper: [String] = []
  ) throws -> Result {
    let process = Process()
    let words = wrapper + [path] + arguments
    process.executableURL = URL(fileURLWithPath: words[0])
    process.arguments = Array(words.dropFirst())
    var variables = ProcessInfo.processInfo.environment
    for name in ["ZONESWEEP_LANG", "LC_ALL", "LC_MESSAGES"] { variables[name] = nil }
    variables["LANG"] = "C.UTF-8"
    process.environment = variables.merging(environment) { $1 }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "zonesweep-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // files instead of pipes: whatever the program writes, nobody waits for anybody
    let output = folder.appendingPathComponent("output")
    let errors = folder.appendingPathComponent("errors")
    let source = folder.appendingPathComponent("input")
    for (file, data) in [(output, Data()), (errors, Data()), (source, input ?? Data())] {
      try data.write(to: file)
    }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = try FileHandle(forReadingFrom: source)
    try process.run()
    process.waitUntilExit()
    let code =
      process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    return Result(
      code: code, output: try Data(contentsOf: output),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}

extension Program {
  /// What starts a program as somebody for whom permissions count: root may write everywhere. `nil` when there is
  /// no such thing here.
  static let nobody: [String]? = {
    if getuid() != 0 { return [] }
    let setpriv = "/usr/bin/setpriv"
    guard FileManager.default.isExecutableFile(atPath: setpriv) else { return nil }
    return [setpriv, "--reuid=65534", "--regid=65534", "--clear-groups"]
  }()

  /// Runs it where no file may grow beyond `blocks` of 1,024 bytes: writes fail as on a full disk.
  static func runOnFullDisk(_ arguments: [String], blocks: Int) throws -> (code: Int32, errors: String) {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/bash")
    // the signal is ignored, so that the write fails; what is counted of its coverage would be cut as well
    shell.arguments =
      [
        "-c", "trap '' XFSZ; ulimit -f \(blocks); LLVM_PROFILE_FILE=/dev/null exec \"$0\" \"$@\"", path,
      ] + arguments + ["--lang", "en"]
    let pipe = Pipe()
    shell.standardError = pipe
    try shell.run()
    let said = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    shell.waitUntilExit()
    return (shell.terminationStatus, said)
  }

  /// Starts it and kills it after so many microseconds.
  static func killed(_ arguments: [String], after microseconds: UInt32) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    // what a killed program has counted of its coverage is half a file, which would spoil the rest
    process.environment = ProcessInfo.processInfo.environment.merging(["LLVM_PROFILE_FILE": "/dev/null"]) {
      $1
    }
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    usleep(microseconds)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}

/// A folder for one test, removed with it.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("zonesweep-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String { try write(name, Data(text.utf8)) }

  @discardableResult
  func write(_ name: String, _ data: Data) throws -> String {
    try data.write(to: url.appendingPathComponent(name))
    return path(name)
  }

  var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: url.path).sorted()) ?? [] }
}

internal import Foundation
internal import Synchronization
internal import ZoneModel

/// Runs another program, without a shell, and waits for it.
struct ExternalProgram {
  let name: String
  private let path: String

  /// What a run left behind.
  struct Result {
    let status: Int32
    let output: ByteStorage
    /// What it said on standard error, trimmed.
    let complaint: String
  }

  /// Finds a program in the folders of `PATH`.
  ///
  /// - Throws: `Problem(.unavailable)` naming the Debian package that brings it.
  init(_ name: String, package: String) throws {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let found = folders.lazy.map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile)
    guard let found else {
      throw Problem(
        .unavailable, Phrase("the program \(name) is not installed", zh: "未安装程序 \(name)"),
        hint: Phrase("install the Debian package \(package)", zh: "请安装 Debian 软件包 \(package)"))
    }
    self.name = name
    path = found
  }

  /// Runs it with nothing on standard input and returns all it wrote.
  ///
  /// - Parameter environment: variables set beside our own.
  /// - Throws: `Problem(.inputOutput)` when it cannot be started or its output cannot be read.
  func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    do {
      try process.run()
    } catch {
      throw Problem(
        .inputOutput, Phrase("\(name) could not be started: \(error)", zh: "无法启动 \(name)：\(error)"),
        at: Phrase(path, zh: path))
    }
    // both pipes must be emptied at once: a full one would stop the program
    let complaint = Complaint(errors.fileHandleForReading)
    let bytes = try ByteStorage.readDescriptor(output.fileHandleForReading.fileDescriptor, expecting: 0, name)
    process.waitUntilExit()
    // a program ended by a signal has failed, whatever its number
    let status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    return Result(status: status, output: bytes, complaint: complaint.text)
  }
}

/// Reads a pipe to its end on a thread of its own.
private final class Complaint: Sendable {
  private let group = DispatchGroup()
  private let bytes = Mutex(Data())

  init(_ handle: FileHandle) {
    DispatchQueue.global().async(group: group) { [bytes = self] in
      let all = (try? handle.readToEnd()) ?? Data()
      bytes.bytes.withLock { $0 = all }
    }
  }

  /// All that came, once the pipe is closed.
  var text: String {
    group.wait()
    return bytes.withLock { String(decoding: $0, as: UTF8.self).trimmed }
  }
}

internal import Foundation
internal import ZoneModel

/// Standard output for what is written while its input is still being read: kept aside until it is whole.
///
/// Up to 64 MiB stay in memory, the rest goes to a nameless file in the folder for temporary files.
public final class SpooledOutput: ByteSink {
  private static let inMemory = 1 << 26

  private let out = StandardOutput()
  private var bytes: [UInt8] = []
  private var descriptor: Int32 = -1
  private let place = Phrase("the temporary file", zh: "临时文件")

  public init() {}

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// - Throws: `Problem(.inputOutput)` when the folder for temporary files is full.
  public func write(_ new: UnsafeRawBufferPointer) throws {
    if descriptor < 0, bytes.count + new.count <= Self.inMemory { return bytes.append(contentsOf: new) }
    if descriptor < 0 {
      descriptor = try open()
      try bytes.withUnsafeBytes { try Descriptor.write($0, to: descriptor, named: place) }
      bytes = []
    }
    try Descriptor.write(new, to: descriptor, named: place)
  }

  /// Hands everything on.
  ///
  /// - Throws: `ClosedPipe`, `Problem(.inputOutput)`.
  public func commit() throws {
    try bytes.withUnsafeBytes { try out.write($0) }
    bytes = []
    guard descriptor >= 0 else { return }
    lseek(descriptor, 0, SEEK_SET)
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let got = read(descriptor, &buffer, buffer.count)
      if got == 0 { return }
      if got < 0, errno != EINTR { throw Descriptor.problem(errno, place) }
      if got > 0 {
        try buffer.withUnsafeBytes { try out.write(UnsafeRawBufferPointer(rebasing: $0[..<got])) }
      }
    }
  }

  private func open() throws -> Int32 {
    let folder = FileManager.default.temporaryDirectory.path
    var name = Array("\(folder)/zonesweep-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw Descriptor.problem(errno, place) }
    unlink(name)
    return descriptor
  }
}

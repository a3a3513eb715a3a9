internal import ZoneModel

/// Where written bytes go: a file, standard output, memory.
public protocol ByteSink: AnyObject {
  /// Takes all the bytes; they may be gone after the call.
  ///
  /// - Throws: `Problem(.inputOutput)` when they could not be written; `ClosedPipe` when nobody reads any
  ///   more.
  func write(_ bytes: UnsafeRawBufferPointer) throws
}

extension ByteSink {
  /// Takes a text as UTF-8.
  public func write(_ text: String) throws {
    try Array(text.utf8).withUnsafeBytes { try write($0) }
  }
}

/// The reader of a pipe went away (`zonesweep … | head`): nothing failed, and nothing is to be said.
public struct ClosedPipe: Error, Sendable, Hashable {
  public init() {}
}

/// Keeps what is written.
public final class MemorySink: ByteSink {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  public func write(_ bytes: UnsafeRawBufferPointer) { self.bytes.append(contentsOf: bytes) }

  /// The bytes as UTF-8.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Standard output. Nothing is buffered here; writers hand over large chunks.
public final class StandardOutput: ByteSink {
  public init() {}

  public func write(_ bytes: UnsafeRawBufferPointer) throws {
    try Descriptor.write(bytes, to: 1, named: Phrase("standard output", zh: "标准输出"))
  }
}

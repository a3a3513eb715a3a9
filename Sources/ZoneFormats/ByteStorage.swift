internal import Foundation
internal import Synchronization

/// The bytes of one input, immutable, in memory: a file, standard input, or what became of them after
/// inflating or decoding.
///
/// The bytes are copied into memory rather than mapped: a mapped file that somebody else shortens while we
/// read ends the process with SIGBUS, and a read error could not be told as a `Problem`.
///
/// `padding` zero bytes follow the last one and may be read. A zero byte is legal nowhere in JSON, CSV or
/// XML text, so a scanner may run until it meets one instead of comparing with the end at every step.
public final class ByteStorage: @unchecked Sendable {
  // Proof of `Sendable`: the memory is written only in initialisers, before anyone else can see the object,
  // and freed in `deinit`; `parent` and `bytes` are constants; `text` is atomic and `lines` locked.

  /// Readable zero bytes behind the last byte.
  public static let padding = 64

  /// The bytes, without the padding. Valid as long as the storage lives.
  public let bytes: UnsafeBufferPointer<UInt8>
  private let parent: ByteStorage?
  /// Lines of the file before the first byte.
  let linesBefore: Int
  private let text = Atomic<UInt8>(0)
  private let lines = Mutex(LineCounts())

  /// Takes over memory from `malloc` that holds `count` bytes and `padding` zero bytes.
  ///
  /// - Parameter linesBefore: lines of the file before the first byte, when this is a part of it.
  init(taking memory: UnsafeMutablePointer<UInt8>, count: Int, linesBefore: Int = 0) {
    bytes = UnsafeBufferPointer(start: UnsafePointer(memory), count: count)
    parent = nil
    self.linesBefore = linesBefore
  }

  /// A copy of `array`.
  public convenience init(_ array: [UInt8]) {
    self.init(copying: array[...])
  }

  /// The UTF-8 bytes of `text`.
  public convenience init(_ text: String) {
    self.init(Array(text.utf8))
  }

  /// A copy of part of an array.
  public convenience init(copying array: ArraySlice<UInt8>) {
    self.init(taking: array.withUnsafeBufferPointer { Self.padded($0) }, count: array.count)
  }

  private init(dropping count: Int, from parent: ByteStorage) {
    bytes = UnsafeBufferPointer(rebasing: parent.bytes[min(count, parent.count)...])
    self.parent = parent
    linesBefore = parent.linesBefore
  }

  deinit {
    if parent == nil { free(UnsafeMutablePointer(mutating: bytes.baseAddress)) }
  }

  /// The same bytes without the first `count`; nothing is copied.
  public func droppingFirst(_ count: Int) -> ByteStorage {
    count == 0 ? self : ByteStorage(dropping: count, from: self)
  }

  /// Number of bytes.
  public var count: Int { bytes.count }

  /// First byte; zero when there is none.
  var base: UnsafePointer<UInt8> {
    // Never nil: every initialiser comes from `malloc`, which is asked for at least `padding` bytes.
    bytes.baseAddress.unsafelyUnwrapped
  }

  /// Memory for `count` bytes and the padding; not yet zeroed.
  static func allocate(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    guard let memory = malloc(count + padding) else {
      preconditionFailure("out of memory for an input of \(count) bytes")
    }
    return memory.assumingMemoryBound(to: UInt8.self)
  }

  private static func padded(_ source: UnsafeBufferPointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    let memory = allocate(source.count)
    if let start = source.baseAddress { memcpy(memory, start, source.count) }
    memset(memory + source.count, 0, padding)
    return memory
  }
}

// MARK: - What the bytes are

extension ByteStorage {
  /// Whether the bytes are text in UTF-8.
  public enum TextForm: Sendable, Hashable {
    case ascii
    case utf8
    /// Offset of the first byte that does not fit.
    case neither(at: Int)
  }

  /// Whether every byte is below 128. Found out once.
  public var isASCII: Bool { textForm == .ascii }

  /// What the bytes are; for ASCII and UTF-8 found out only once.
  public var textForm: TextForm {
    switch text.load(ordering: .relaxed) {
    case 1: return .ascii
    case 2: return .utf8
    default: break
    }
    let form = UTF8Check.form(of: bytes)
    switch form {
    case .ascii: text.store(1, ordering: .relaxed)
    case .utf8: text.store(2, ordering: .relaxed)
    case .neither: break
    }
    return form
  }
}

// MARK: - Lines

extension ByteStorage {
  private static let stride = 65_536

  /// What is known of line numbers so far.
  private struct LineCounts {
    /// Line feeds before each block of `stride` bytes.
    var blocks: [Int] = []
    /// The last question and its answer: questions mostly come in the order of the file.
    var lastOffset = 0
    var lastCount = 0
  }

  /// The line on which a byte lies, from 1; a line ends with its line feed.
  ///
  /// - Complexity: the first call reads all bytes once and notes the count every 64 KiB; later calls read at
  ///   most that much, and only from the last offset asked for when that lies before in the same block.
  public func line(at offset: Int) -> Int {
    let offset = min(max(offset, 0), count)
    return lines.withLock { known in
      if known.blocks.isEmpty { known.blocks = countedLines() }
      let block = offset / Self.stride
      let isAhead = known.lastOffset <= offset && known.lastOffset / Self.stride == block
      let start = isAhead ? known.lastOffset : block * Self.stride
      let before = isAhead ? known.lastCount : known.blocks[block]
      known.lastOffset = offset
      known.lastCount = before + lineFeeds(from: start, to: offset)
      return linesBefore + known.lastCount + 1
    }
  }

  /// The byte's place in its line, from 1, counted in characters.
  public func column(at offset: Int) -> Int {
    let offset = min(max(offset, 0), count)
    var start = offset
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    return bytes[start..<offset].reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  private func countedLines() -> [Int] {
    var counts = [0]
    var start = 0
    while start + Self.stride <= count {
      counts.append(counts[counts.count - 1] + lineFeeds(from: start, to: start + Self.stride))
      start += Self.stride
    }
    return counts
  }

  /// Line feeds between two offsets.
  func lineFeeds(from start: Int, to end: Int) -> Int {
    var p = base + start
    let stop = base + end
    var found = 0
    while let feed = memchr(p, Int32(UInt8(ascii: "\n")), stop - p) {
      found += 1
      p = UnsafePointer(feed.assumingMemoryBound(to: UInt8.self)) + 1
    }
    return found
  }
}

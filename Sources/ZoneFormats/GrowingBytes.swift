internal import Foundation

/// Memory that grows while it is filled and then becomes a `ByteStorage` without another copy.
struct GrowingBytes: ~Copyable {
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// Bytes filled so far.
  var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 4096)
    memory = ByteStorage.allocate(self.capacity)
  }

  deinit { free(memory) }

  /// The free bytes behind the filled ones: at least `least`, at most 1 GiB.
  mutating func makeRoom(atLeast least: Int = 1) -> UnsafeMutableBufferPointer<UInt8> {
    if capacity - count < least { resize(to: max(capacity * 2, count + least)) }
    return UnsafeMutableBufferPointer(start: memory + count, count: min(capacity - count, 1 << 30))
  }

  /// The filled bytes, until the next change.
  var filled: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: memory, count: count) }

  mutating func append(_ byte: UInt8) {
    if count == capacity { resize(to: capacity * 2) }
    memory[count] = byte
    count += 1
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress, bytes.count > 0 else { return }
    if capacity - count < bytes.count { resize(to: max(capacity * 2, count + bytes.count)) }
    memcpy(memory + count, start, bytes.count)
    count += bytes.count
  }

  /// Whether what stands from an offset on is one JSON document in UTF-8.
  mutating func isJSON(from start: Int) -> Bool {
    // the scanner stops at the zero bytes behind its text
    memset(memory + count, 0, ByteStorage.padding)
    if case .neither = UTF8Check.form(of: UnsafeBufferPointer(rebasing: filled[start...])) { return false }
    var scanner = JSONScanner(memory + start, count: count - start)
    return (try? scanner.document()) != nil
  }

  private mutating func resize(to size: Int) {
    guard let moved = realloc(memory, size + ByteStorage.padding) else {
      preconditionFailure("out of memory for an input of more than \(size) bytes")
    }
    memory = moved.assumingMemoryBound(to: UInt8.self)
    capacity = size
  }

  /// The filled bytes as storage.
  consuming func finish(linesBefore: Int = 0) -> ByteStorage {
    // what is left over of a doubled block is given back; a few bytes are not worth a move
    if capacity - count > capacity / 8 { resize(to: count) }
    memset(memory + count, 0, ByteStorage.padding)
    let storage = ByteStorage(taking: memory, count: count, linesBefore: linesBefore)
    discard self
    return storage
  }
}

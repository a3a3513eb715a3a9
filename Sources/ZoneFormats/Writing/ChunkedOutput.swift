/// Text on its way to a sink, handed on in chunks of a quarter of a mebibyte.
///
/// Rows are composed in memory, which cannot fail; only `endRow()` and `flush()` reach the sink.
struct ChunkedOutput: ~Copyable {
  /// Bytes that are handed on at a time.
  static let chunk = 1 << 18
  var text = GrowingBytes(capacity: chunk + chunk / 4)
  private let sink: any ByteSink

  init(to sink: any ByteSink) { self.sink = sink }

  /// Hands on what there is when it has become a chunk.
  @inline(__always)
  mutating func endRow() throws {
    if text.count >= Self.chunk { try flush() }
  }

  /// Hands on what there is and then some more.
  mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    try flush()
    if bytes.count > 0 { try sink.write(UnsafeRawBufferPointer(bytes)) }
  }

  /// Hands on everything.
  mutating func flush() throws {
    guard text.count > 0 else { return }
    try sink.write(UnsafeRawBufferPointer(text.filled))
    text.count = 0
  }
}

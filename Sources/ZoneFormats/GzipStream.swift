internal import CZlib
internal import ZoneModel

/// Inflates gzip data bit by bit: every member, nothing less.
///
/// - Source: RFC 1952, zlib's `inflate`.
final class GzipStream {
  private static let step = 1 << 18

  private let name: String
  private var stream = z_stream()
  /// Packed bytes read and not yet inflated.
  private var packed: [UInt8]
  private var start = 0
  private var isInside = true
  private var total = 0

  /// - Parameter packed: the first bytes of the data.
  init(name: String, packed: [UInt8]) throws {
    self.name = name
    self.packed = packed
    total = packed.count
    // 15 bits of window, + 16: a gzip header and trailer are expected and checked
    guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw Problem(.internal, Phrase("zlib could not be started", zh: "无法启动 zlib 解压"))
    }
  }

  deinit { inflateEnd(&stream) }

  /// Appends some bytes, none at the end of the data.
  ///
  /// - Parameter more: fills a buffer with packed bytes; 0 at their end.
  /// - Throws: `Problem(.badData)` when the data are cut off or damaged, or something else follows.
  func read(
    _ wanted: Int, into bytes: inout GrowingBytes, more: (UnsafeMutableBufferPointer<UInt8>) throws -> Int
  ) throws {
    let before = bytes.count
    while bytes.count - before < wanted {
      if start == packed.count, try !refill(more) {
        if isInside { throw Gzip.cut(name, bytes: total) }
        return
      }
      if !isInside, try !startsMember() { continue }
      try inflate(into: &bytes, atMost: wanted - (bytes.count - before))
    }
  }

  private func refill(_ more: (UnsafeMutableBufferPointer<UInt8>) throws -> Int) throws -> Bool {
    if packed.count != Self.step { packed = [UInt8](repeating: 0, count: Self.step) }
    let got = try packed.withUnsafeMutableBufferPointer { try more($0) }
    packed.removeLast(packed.count - got)
    start = 0
    total += got
    return got > 0
  }

  /// Behind a member: another one begins, or zero bytes, padding of tapes, are stepped over.
  private func startsMember() throws -> Bool {
    guard let next = packed[start...].firstIndex(where: { $0 != 0 }) else {
      start = packed.count
      return false
    }
    guard next == start, packed[next] == 0x1F else { throw Gzip.damaged(name, at: offset) }
    guard inflateReset(&stream) == Z_OK else { throw Gzip.damaged(name, at: offset) }
    isInside = true
    return true
  }

  private var offset: Int { total - packed.count + start }

  private func inflate(into bytes: inout GrowingBytes, atMost limit: Int) throws {
    let room = bytes.makeRoom(atLeast: min(limit, Self.step))
    let free = min(room.count, limit)
    let code = packed.withUnsafeMutableBufferPointer { packed in
      stream.next_in = packed.baseAddress.map { $0 + start }
      stream.avail_in = UInt32(packed.count - start)
      stream.next_out = room.baseAddress
      stream.avail_out = UInt32(free)
      return CZlib.inflate(&stream, Z_NO_FLUSH)
    }
    start = packed.count - Int(stream.avail_in)
    bytes.count += free - Int(stream.avail_out)
    switch code {
    case Z_STREAM_END: isInside = false
    case Z_OK, Z_BUF_ERROR: break
    default: throw Gzip.damaged(name, at: offset)
    }
  }
}

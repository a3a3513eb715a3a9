internal import CZlib
internal import Foundation
internal import ZoneModel

/// Inflates gzip data as a whole: every member, nothing less.
enum Gzip {
  /// Whether the bytes start as a gzip file does.
  static func isGzip(_ storage: ByteStorage) -> Bool {
    storage.count >= 2 && storage.bytes[0] == 0x1F && storage.bytes[1] == 0x8B
  }

  /// What the members inflate to, one after the other. Zero bytes behind the last member are padding of
  /// tapes and ignored, as gzip does.
  ///
  /// - Throws: `Problem(.badData)` when the data are cut off or damaged, or something else follows.
  /// - Source: RFC 1952, zlib's `inflate`.
  static func inflate(_ storage: ByteStorage, name: String) throws -> ByteStorage {
    var output = GrowingBytes(capacity: storage.count * 4)
    var offset = 0
    repeat {
      offset += try inflateMember(storage, from: offset, into: &output, name: name)
    } while startsMember(storage, at: offset)
    if storage.bytes[offset...].contains(where: { $0 != 0 }) { throw damaged(name, at: offset) }
    return output.finish()
  }

  private static func startsMember(_ storage: ByteStorage, at offset: Int) -> Bool {
    offset < storage.count && storage.bytes[offset] == 0x1F
  }

  /// Inflates one member and returns how many bytes it takes in the file.
  private static func inflateMember(
    _ storage: ByteStorage, from offset: Int, into output: inout GrowingBytes, name: String
  ) throws -> Int {
    var stream = z_stream()
    // 15 bits of window, + 16: a gzip header and trailer are expected and checked.
    guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw Problem(.internal, Phrase("zlib could not be started", zh: "无法启动 zlib 解压"))
    }
    defer { inflateEnd(&stream) }
    var read = 0
    while true {
      let input = min(storage.count - offset - read, 1 << 30)
      stream.next_in = UnsafeMutablePointer(mutating: storage.base + offset + read)
      stream.avail_in = UInt32(input)
      let room = output.makeRoom()
      stream.next_out = room.baseAddress
      stream.avail_out = UInt32(room.count)
      let code = CZlib.inflate(&stream, Z_NO_FLUSH)
      read += input - Int(stream.avail_in)
      output.count += room.count - Int(stream.avail_out)
      if code == Z_STREAM_END { return read }
      if code != Z_OK, code != Z_BUF_ERROR { throw damaged(name, at: offset + read) }
      if offset + read == storage.count, stream.avail_out > 0 { throw cut(name, bytes: storage.count) }
    }
  }

  static func cut(_ name: String, bytes: Int) -> Problem {
    Problem(
      .badData,
      Phrase("the gzip data end too early: the file was cut off", zh: "gzip 压缩数据不完整：文件被截断"),
      at: Phrase("\(name), after byte \(bytes)", zh: "\(name)，第 \(bytes) 字节之后"),
      hint: Phrase("copy or download the file again", zh: "请重新复制或下载该文件"))
  }

  static func damaged(_ name: String, at offset: Int) -> Problem {
    Problem(
      .badData, Phrase("the gzip data are damaged", zh: "gzip 压缩数据已损坏"),
      at: Phrase("\(name), near byte \(offset)", zh: "\(name)，约第 \(offset) 字节处"),
      hint: Phrase(
        "copy or download the file again; gzip -t tells whether it is whole",
        zh: "请重新复制或下载该文件；可用 gzip -t 检查文件是否完整"))
  }
}

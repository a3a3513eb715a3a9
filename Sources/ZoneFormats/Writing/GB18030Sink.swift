internal import Foundation
internal import ZoneModel

/// Hands UTF-8 on as GB 18030. Chunks begin and end between characters.
final class GB18030Sink: ByteSink {
  private let sink: any ByteSink
  private let converter: iconv_t

  /// - Throws: `Problem(.unavailable)` when the C library does not know the encoding.
  init(_ sink: any ByteSink) throws {
    guard let converter = iconv_open("GB18030", "UTF-8"), converter != iconv_t(bitPattern: -1) else {
      throw Problem(
        .unavailable, Phrase("the C library cannot write GB18030", zh: "系统 C 库不支持写出 GB18030"),
        hint: Phrase("install the package libc6 completely (folder gconv)", zh: "请完整安装 libc6（含 gconv 目录）"))
    }
    self.sink = sink
    self.converter = converter
  }

  deinit { iconv_close(converter) }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    // four bytes at most for a character of two or more: never more than twice the length
    var output = GrowingBytes(capacity: bytes.count * 2 + 16)
    var input = UnsafeMutablePointer(mutating: bytes.bindMemory(to: CChar.self).baseAddress)
    var left = bytes.count
    while left > 0 {
      let code = convert(&input, &left, into: &output)
      // 24 private-use code points have no place in the C library's table; they become a question mark
      if code != 0, code != E2BIG, left > 0 { skip(&input, &left, into: &output) }
    }
    try sink.write(UnsafeRawBufferPointer(output.filled))
  }

  /// One call of iconv; 0 or its error number.
  private func convert(
    _ input: inout UnsafeMutablePointer<CChar>?, _ left: inout Int, into output: inout GrowingBytes
  ) -> Int32 {
    let room = output.makeRoom(atLeast: 8)
    var free = room.count
    var target = UnsafeMutableRawPointer(room.baseAddress)?.assumingMemoryBound(to: CChar.self)
    let result = iconv(converter, &input, &left, &target, &free)
    let code = errno
    output.count += room.count - free
    return result == Int(bitPattern: UInt.max) ? code : 0
  }

  private func skip(
    _ input: inout UnsafeMutablePointer<CChar>?, _ left: inout Int, into output: inout GrowingBytes
  ) {
    output.append(UInt8(ascii: "?"))
    repeat {
      input = input.map { $0 + 1 }
      left -= 1
    } while left > 0 && input.map { UInt8(bitPattern: $0.pointee) & 0xC0 == 0x80 } == true
  }
}

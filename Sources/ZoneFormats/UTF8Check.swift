/// Tells UTF-8 from other bytes, several bytes a step.
///
/// - Source: The Unicode Standard, table 3-7 (well-formed UTF-8 byte sequences).
enum UTF8Check {
  typealias Pointer = UnsafePointer<UInt8>
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// ASCII, UTF-8 or neither.
  static func form(of bytes: UnsafeBufferPointer<UInt8>) -> ByteStorage.TextForm {
    guard let start = bytes.baseAddress else { return .ascii }
    let end = start + bytes.count
    var p = skipASCII(start, end)
    if p == end { return .ascii }
    while p < end {
      let length = sequenceLength(p, end)
      if length == 0 { return .neither(at: p - start) }
      p += length
      if p < end, p.pointee < 0x80 { p = skipASCII(p, end) }
    }
    return .utf8
  }

  /// The first byte at or after `p` that is not ASCII.
  @inline(__always)
  static func skipASCII(_ start: Pointer, _ end: Pointer) -> Pointer {
    var p = start
    while end - p >= 64 {
      let raw = UnsafeRawPointer(p)
      var all = raw.loadUnaligned(as: SIMD16<UInt8>.self)
      all |= raw.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self)
      all |= raw.loadUnaligned(fromByteOffset: 32, as: SIMD16<UInt8>.self)
      all |= raw.loadUnaligned(fromByteOffset: 48, as: SIMD16<UInt8>.self)
      let halves = unsafeBitCast(all, to: SIMD2<UInt64>.self)
      if (halves[0] | halves[1]) & highBits != 0 { break }
      p += 64
    }
    while end - p >= 8 {
      let word = UnsafeRawPointer(p).loadUnaligned(as: UInt64.self) & highBits
      if word != 0 { return p + word.trailingZeroBitCount >> 3 }
      p += 8
    }
    while p < end, p.pointee < 0x80 { p += 1 }
    return p
  }

  /// Length of the well-formed sequence at `p`, 1 to 4; 0 when there is none.
  @inline(__always)
  static func sequenceLength(_ p: Pointer, _ end: Pointer) -> Int {
    let first = p[0]
    if first < 0x80 { return 1 }
    if first < 0xC2 || first > 0xF4 { return 0 }
    guard end - p >= 2 else { return 0 }
    let second = p[1]
    if first < 0xE0 { return isTail(second) ? 2 : 0 }
    guard end - p >= 3, isTail(p[2]) else { return 0 }
    if first < 0xF0 { return isSecond(second, first, 0xE0, 0xED, 0xA0, 0x9F) ? 3 : 0 }
    guard end - p >= 4, isTail(p[3]) else { return 0 }
    return isSecond(second, first, 0xF0, 0xF4, 0x90, 0x8F) ? 4 : 0
  }

  /// Whether the bytes from `p` to the end are the beginning of a sequence that was cut off.
  static func isCutSequence(_ p: Pointer, _ end: Pointer) -> Bool {
    guard p < end, (0xC2...0xF4).contains(p[0]) else { return false }
    let wanted = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4
    let have = end - p
    return have < wanted && (1..<have).allSatisfy { isTail(p[$0]) }
  }

  @inline(__always)
  private static func isTail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// Second bytes of the lowest lead start later (no overlong forms), those of the highest end earlier (no
  /// surrogates, nothing beyond U+10FFFF).
  @inline(__always)
  private static func isSecond(
    _ second: UInt8, _ first: UInt8, _ low: UInt8, _ high: UInt8, _ least: UInt8, _ most: UInt8
  ) -> Bool {
    isTail(second) && (first != low || second >= least) && (first != high || second <= most)
  }
}

/// Steps through JSON text byte by byte, strictly after RFC 8259, without building anything.
///
/// The text must already be valid UTF-8. The zero bytes behind a `ByteStorage` end every run, because a zero
/// byte is legal nowhere; whether one was met inside the text or at its end is asked only when a fault is
/// made. Nothing is allocated and nothing is read beyond the padding.
struct JSONScanner {
  typealias Pointer = UnsafePointer<UInt8>

  /// Brackets may be nested this deep; every level costs one stack frame.
  static let nestingLimit = 512

  let start: Pointer
  let end: Pointer
  /// The next byte to be looked at.
  var at: Pointer
  private let tens = DecimalNumber.tens
  private let integerTens = DecimalNumber.integerTens

  /// Scans `storage`, which must outlive the scanner.
  init(_ storage: ByteStorage) {
    start = storage.base
    end = start + storage.count
    at = start
  }

  /// Scans `count` bytes, behind which as many zero bytes stand as behind a `ByteStorage`.
  init(_ text: Pointer, count: Int) {
    start = text
    end = text + count
    at = text
  }

  var offset: Int { at - start }
  var isAtEnd: Bool { at == end }

  /// The byte `letter` as it stands in text.
  @inline(__always)
  var byte: UInt8 { at.pointee }
}

// MARK: - White space and marks

extension JSONScanner {
  @inline(__always)
  mutating func skipSpace() {
    if at.pointee > 0x20 { return }
    skipSpaceSlowly()
  }

  /// Kept out of line: dense files never come here, indented ones stay here for eight bytes a step.
  @inline(never)
  private mutating func skipSpaceSlowly() {
    var p = at
    while true {
      switch p.pointee {
      case 0x20, 0x0A, 0x0D, 0x09: p += 1
      default:
        at = p
        return
      }
      while UnsafeRawPointer(p).loadUnaligned(as: UInt64.self) == 0x2020_2020_2020_2020 { p += 8 }
    }
  }

  /// A fault at `p`: a cut when that is the end of the text.
  @inline(never)
  func fault(_ kind: JSONFault.Kind, at p: Pointer) -> JSONFault {
    JSONFault(kind: p >= end ? .cut : kind, offset: min(p, end) - start)
  }

  /// Steps over the colon behind a member's name.
  @inline(__always)
  mutating func colon() throws(JSONFault) {
    skipSpace()
    guard byte == UInt8(ascii: ":") else { throw fault(.colon, at: at) }
    at += 1
    skipSpace()
  }

  /// Behind a member or element: steps over a comma and returns `true`, or over `bracket` and returns `false`.
  @inline(__always)
  mutating func comma(orClosing bracket: UInt8) throws(JSONFault) -> Bool {
    skipSpace()
    if byte == UInt8(ascii: ",") {
      at += 1
      skipSpace()
      if byte == bracket { throw fault(.trailingComma, at: at) }
      return true
    }
    guard byte == bracket else { throw fault(misplaced(.comma), at: at) }
    at += 1
    return false
  }

  /// Behind an opening bracket: whether something stands before `bracket`, which is stepped over if not.
  @inline(__always)
  mutating func opens(closing bracket: UInt8) -> Bool {
    at += 1
    skipSpace()
    guard byte == bracket else { return true }
    at += 1
    return false
  }

  /// A better word for what stands at `at`, where `kind` was expected.
  @inline(never)
  private func misplaced(_ kind: JSONFault.Kind) -> JSONFault.Kind {
    switch byte {
    case UInt8(ascii: "'"): .singleQuote
    case UInt8(ascii: "/"), UInt8(ascii: "#"): .comment
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      kind == .value ? .literal : kind
    case UInt8(ascii: "+"), UInt8(ascii: "."): kind == .value ? .number : kind
    default: kind
    }
  }
}

// MARK: - Strings

extension JSONScanner {
  /// The content of a string: the bytes between its quotation marks.
  struct Text {
    let start: Pointer
    let end: Pointer
    let hasEscapes: Bool

    @inline(__always) var count: Int { end - start }
    var bytes: JSONText.Bytes { JSONText.Bytes(start: start, count: count) }
  }

  /// Steps over a member's name.
  @inline(__always)
  mutating func name() throws(JSONFault) -> Text {
    guard byte == UInt8(ascii: "\"") else { throw fault(misplaced(.name), at: at) }
    return try string()
  }

  /// Steps over the string that starts at `at`.
  @inline(__always)
  mutating func string() throws(JSONFault) -> Text {
    let first = at + 1
    var p = first
    var hasEscapes = false
    while true {
      let stops = Self.stops(UnsafeRawPointer(p).loadUnaligned(as: UInt64.self))
      if stops == 0 {
        p += 8
        continue
      }
      p += stops.trailingZeroBitCount >> 3
      if p.pointee == UInt8(ascii: "\"") {
        at = p + 1
        return Text(start: first, end: p, hasEscapes: hasEscapes)
      }
      p = try escape(p)
      hasEscapes = true
    }
  }

  /// The highest bit of each byte that is a quotation mark, a backslash or a control character; bits above
  /// the lowest such byte may be wrong. The order of bytes is little-endian.
  ///
  /// - Source: "Determine if a word has a byte less than n", Bit Twiddling Hacks.
  @inline(__always)
  private static func stops(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = word ^ (ones &* 0x22)
    let backslashes = word ^ (ones &* 0x5C)
    return
      ((quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
      | (word &- ones &* 0x20) & ~word) & (ones &* 0x80)
  }

  /// Steps over the escape at `p`, or says what else stopped the string there.
  @inline(never)
  private func escape(_ p: Pointer) throws(JSONFault) -> Pointer {
    guard p.pointee == UInt8(ascii: "\\") else { throw fault(.control, at: p) }
    switch p[1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return p + 2
    case UInt8(ascii: "u"):
      for i in 2..<6 where !Self.isHexadecimal(p[i]) { throw fault(.unicodeEscape, at: p + i) }
      return p + 6
    default: throw fault(.escape, at: p + 1)
    }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte & 0xDF)
  }
}

// MARK: - Numbers

extension JSONScanner {
  /// The number at `at`, correctly rounded; infinite when it is larger than any `Double`. Steps over it.
  ///
  /// Leaves `at` where it was and returns `nil` when what stands there is no JSON number.
  @inline(__always)
  mutating func number() -> Double? {
    var p = at
    let isNegative = p.pointee == UInt8(ascii: "-")
    if isNegative { p += 1 }
    let firstDigit = p
    var mantissa: UInt64 = 0
    Self.digits(&p, into: &mantissa)
    var digits = p - firstDigit
    if digits == 0 || (firstDigit.pointee == UInt8(ascii: "0") && digits > 1) { return nil }
    var exponent = 0
    if p.pointee == UInt8(ascii: ".") {
      p += 1
      let fraction = p
      Self.digits(&p, into: &mantissa)
      exponent = fraction - p
      if exponent == 0 { return nil }
      digits -= exponent
    }
    if p.pointee | 0x20 == UInt8(ascii: "e") { return numberWithExponent(p) }
    let first = at
    at = p
    if digits <= 19 {
      if let value = DecimalNumber.nearest(
        mantissa: mantissa, exponent: exponent, tens: tens, integerTens: integerTens)
      {
        return isNegative ? -value : value
      }
    }
    return Self.general(first, p)
  }

  /// Steps over digits, adding them to `mantissa`, which wraps beyond 19.
  @inline(__always)
  private static func digits(_ p: inout Pointer, into mantissa: inout UInt64) {
    while true {
      let word = UnsafeRawPointer(p).loadUnaligned(as: UInt64.self)
      guard isEightDigits(word) else { break }
      mantissa = mantissa &* 100_000_000 &+ eightDigits(word)
      p += 8
    }
    while true {
      let digit = p.pointee &- UInt8(ascii: "0")
      if digit > 9 { return }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      p += 1
    }
  }

  @inline(__always)
  private static func isEightDigits(_ word: UInt64) -> Bool {
    let high: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
    return (word & high) | (((word &+ 0x0606_0606_0606_0606) & high) >> 4) == 0x3333_3333_3333_3333
  }

  /// - Source: Johnny Lee, "Fast numeric string to int"; first digit in the lowest byte.
  @inline(__always)
  private static func eightDigits(_ word: UInt64) -> UInt64 {
    let mask: UInt64 = 0x0000_00FF_0000_00FF
    var word = word &- 0x3030_3030_3030_3030
    word = word &* 10 &+ (word >> 8)
    return ((word & mask) &* 0x000F_4240_0000_0064 &+ ((word >> 16) & mask) &* 0x0000_2710_0000_0001) >> 32
  }

  /// Numbers with an exponent, rare in files, from the sign again; `p` is at the `e`.
  @inline(never)
  private mutating func numberWithExponent(_ e: Pointer) -> Double? {
    var p = e + 1
    if p.pointee == UInt8(ascii: "+") || p.pointee == UInt8(ascii: "-") { p += 1 }
    let first = p
    while p.pointee &- UInt8(ascii: "0") <= 9 { p += 1 }
    if p == first { return nil }
    let number = at
    at = p
    return Self.general(number, p)
  }

  @inline(never)
  private static func general(_ first: Pointer, _ end: Pointer) -> Double {
    let text = String(decoding: UnsafeBufferPointer(start: first, count: end - first), as: UTF8.self)
    // syntax has been checked, so this is a number; too large a one becomes infinite
    return Double(text) ?? .infinity
  }

  /// Steps over a number without its value.
  @inline(__always)
  private mutating func skipNumber() throws(JSONFault) {
    var p = at
    if p.pointee == UInt8(ascii: "-") { p += 1 }
    if p.pointee == UInt8(ascii: "0") {
      p += 1
      if p.pointee &- UInt8(ascii: "0") <= 9 { throw fault(.number, at: at) }
    } else {
      try skipDigits(&p)
    }
    if p.pointee == UInt8(ascii: ".") {
      p += 1
      try skipDigits(&p)
    }
    if p.pointee | 0x20 == UInt8(ascii: "e") {
      p += 1
      if p.pointee == UInt8(ascii: "+") || p.pointee == UInt8(ascii: "-") { p += 1 }
      try skipDigits(&p)
    }
    at = p
  }

  @inline(__always)
  private func skipDigits(_ p: inout Pointer) throws(JSONFault) {
    let first = p
    while p.pointee &- UInt8(ascii: "0") <= 9 { p += 1 }
    if p == first { throw fault(.number, at: p) }
  }
}

// MARK: - Values

extension JSONScanner {
  /// Steps over any value; `depth` is the number of brackets around it.
  mutating func skipValue(depth: Int = 0) throws(JSONFault) {
    switch byte {
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "{"): try skipObject(depth: depth)
    case UInt8(ascii: "["): try skipArray(depth: depth)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try skipNumber()
    case UInt8(ascii: "t"): try literal("true", isolated: 0x6575_7274, length: 4)
    case UInt8(ascii: "n"): try literal("null", isolated: 0x6C6C_756E, length: 4)
    case UInt8(ascii: "f"): try literal("false", isolated: 0x65_736C_6166, length: 5)
    default: throw fault(misplaced(.value), at: at)
    }
  }

  /// Steps over the object at `at`.
  mutating func skipObject(depth: Int) throws(JSONFault) {
    if depth >= Self.nestingLimit { throw fault(.nesting, at: at) }
    guard opens(closing: UInt8(ascii: "}")) else { return }
    repeat {
      _ = try name()
      try colon()
      // the two commonest kinds without another switch
      if byte == UInt8(ascii: "\"") { _ = try string() } else { try skipValue(depth: depth + 1) }
    } while try comma(orClosing: UInt8(ascii: "}"))
  }

  /// Steps over the array at `at`.
  mutating func skipArray(depth: Int) throws(JSONFault) {
    if depth >= Self.nestingLimit { throw fault(.nesting, at: at) }
    guard opens(closing: UInt8(ascii: "]")) else { return }
    repeat { try skipValue(depth: depth + 1) } while try comma(orClosing: UInt8(ascii: "]"))
  }

  /// Steps over `true`, `false` or `null`, given also as a little-endian word.
  @inline(__always)
  private mutating func literal(_ text: StaticString, isolated word: UInt64, length: Int) throws(JSONFault) {
    let mask: UInt64 = length == 4 ? 0xFFFF_FFFF : 0xFF_FFFF_FFFF
    guard UnsafeRawPointer(at).loadUnaligned(as: UInt64.self) & mask == word else {
      throw brokenLiteral(text, length: length)
    }
    at += length
  }

  /// A cut when the text ends inside the word, else a word that is none of JSON's.
  @inline(never)
  private func brokenLiteral(_ text: StaticString, length: Int) -> JSONFault {
    for i in 0..<length where at[i] != text.utf8Start[i] {
      return at + i == end ? fault(.cut, at: end) : fault(.literal, at: at)
    }
    return fault(.literal, at: at)
  }

  /// One whole document: a value, white space around it, nothing else.
  mutating func document() throws(JSONFault) {
    skipSpace()
    try skipValue()
    skipSpace()
    if !isAtEnd { throw fault(.endOfInput, at: at) }
  }
}

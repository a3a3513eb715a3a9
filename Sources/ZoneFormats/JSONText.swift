internal import Foundation

/// Reads parts of JSON text that has already been validated (by `JSONScanner`); on other text the result is
/// undefined, but never an access beyond the given bytes.
public enum JSONText {
  public typealias Bytes = UnsafeBufferPointer<UInt8>

  /// Calls `body` for each member of an object, in file order, repeated names included.
  ///
  /// - Parameters:
  ///   - object: the object from brace to brace; white space around it is allowed. Anything else has no members.
  ///   - body: takes the name as it stands between the quotation marks, escapes as in the file, and the value
  ///     without white space around it.
  public static func forEachMember(
    of object: Bytes, _ body: (_ key: Bytes, _ value: Bytes) throws -> Void
  )
    rethrows
  {
    var cursor = JSONCursor(object)
    guard cursor.enter("{") else { return }
    while cursor.skipToNext(closing: "}") {
      guard let name = cursor.value(), name.count >= 2, cursor.skipColon(), let value = cursor.value() else {
        return
      }
      try body(Bytes(rebasing: name[1..<name.count - 1]), value)
    }
  }

  /// Calls `body` for each element of an array; on anything else for none.
  public static func forEachElement(of array: Bytes, _ body: (_ value: Bytes) throws -> Void) rethrows {
    var cursor = JSONCursor(array)
    guard cursor.enter("[") else { return }
    while cursor.skipToNext(closing: "]") {
      guard let value = cursor.value() else { return }
      try body(value)
    }
  }

  /// The text of the value that starts at an offset into text that has been validated.
  static func record(at offset: Int, in storage: ByteStorage) -> String {
    var cursor = JSONCursor(Bytes(rebasing: storage.bytes[offset...]))
    return cursor.value().map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// The value of a member named `name` (unescaped name); the last one when it is repeated, `nil` when there
  /// is none.
  public static func member(_ name: String, of object: Bytes) -> Bytes? {
    var found: Bytes?
    forEachMember(of: object) { key, value in
      if isName(key, name) { found = value }
    }
    return found
  }

  /// What a value says. Whole numbers that fit become `.integer`, except `-0`; other numbers the nearest
  /// `Double`; arrays and objects stay JSON text.
  public static func value(of raw: Bytes) -> PropertyValue {
    switch raw.first {
    case UInt8(ascii: "\""): .text(string(inside: raw))
    case UInt8(ascii: "t"): .bool(true)
    case UInt8(ascii: "f"): .bool(false)
    case UInt8(ascii: "{"), UInt8(ascii: "["): .json(String(decoding: raw, as: UTF8.self))
    case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): number(of: raw)
    default: .null
    }
  }

  /// The text of a string's content: escapes resolved; a lone surrogate becomes U+FFFD.
  public static func string(of content: Bytes) -> String {
    guard content.contains(UInt8(ascii: "\\")) else { return String(decoding: content, as: UTF8.self) }
    return String(decoding: unescaped(content), as: UTF8.self)
  }

  /// The text of a string with its quotation marks.
  public static func string(inside quoted: Bytes) -> String {
    quoted.count >= 2 ? string(of: Bytes(rebasing: quoted[1..<quoted.count - 1])) : ""
  }

  private static func number(of raw: Bytes) -> PropertyValue {
    let text = String(decoding: raw, as: UTF8.self)
    if let integer = Int(text), !(integer == 0 && raw.first == UInt8(ascii: "-")) { return .integer(integer) }
    return .number(Double(text) ?? .nan)
  }

  private static func isName(_ key: Bytes, _ name: String) -> Bool {
    var name = name
    let same = name.withUTF8 { $0.count == key.count && memcmpEqual($0, key) }
    return same || (key.contains(UInt8(ascii: "\\")) && string(of: key) == name)
  }

  private static func memcmpEqual(_ a: Bytes, _ b: Bytes) -> Bool {
    guard let x = a.baseAddress, let y = b.baseAddress else { return true }
    return memcmp(x, y, a.count) == 0
  }
}

// MARK: - Escapes

extension JSONText {
  /// The UTF-8 bytes of a string's content with its escapes resolved.
  static func unescaped(_ content: Bytes) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(content.count)
    var i = 0
    while i < content.count {
      guard content[i] == UInt8(ascii: "\\"), i + 1 < content.count else {
        result.append(content[i])
        i += 1
        continue
      }
      if content[i + 1] == UInt8(ascii: "u") {
        let (scalar, length) = codePoint(content, at: i)
        result.append(contentsOf: Array(String(scalar).utf8))
        i += length
      } else {
        result.append(shortEscape(content[i + 1]))
        i += 2
      }
    }
    return result
  }

  private static func shortEscape(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "b"): 8
    case UInt8(ascii: "t"): 9
    case UInt8(ascii: "n"): 10
    case UInt8(ascii: "f"): 12
    case UInt8(ascii: "r"): 13
    default: letter
    }
  }

  /// The scalar of `\uXXXX` at `i`, or of a surrogate pair, and how many bytes it takes.
  private static func codePoint(_ content: Bytes, at i: Int) -> (Unicode.Scalar, Int) {
    let first = codeUnit(content, at: i)
    if first & 0xFC00 == 0xD800, codeUnit(content, at: i + 6) & 0xFC00 == 0xDC00 {
      let low = codeUnit(content, at: i + 6)
      let value = 0x10000 + ((first & 0x3FF) << 10) + (low & 0x3FF)
      return (Unicode.Scalar(value) ?? "\u{FFFD}", 12)
    }
    return (Unicode.Scalar(first) ?? "\u{FFFD}", 6)
  }

  /// The four hexadecimal digits of `\uXXXX` at `i`; 0 when there is no such escape.
  private static func codeUnit(_ content: Bytes, at i: Int) -> UInt32 {
    guard i + 5 < content.count, content[i] == UInt8(ascii: "\\"), content[i + 1] == UInt8(ascii: "u") else {
      return 0
    }
    return (i + 2..<i + 6).reduce(0) {
      $0 << 4 | UInt32(Character(Unicode.Scalar(content[$1])).hexDigitValue ?? 0)
    }
  }
}

// MARK: - Stepping

/// Steps over values of valid JSON; stops at the end of the bytes whatever they hold.
private struct JSONCursor {
  private let bytes: JSONText.Bytes
  private var at = 0

  init(_ bytes: JSONText.Bytes) { self.bytes = bytes }

  mutating func enter(_ bracket: Unicode.Scalar) -> Bool {
    skipSpace()
    guard at < bytes.count, bytes[at] == UInt8(ascii: bracket) else { return false }
    at += 1
    return true
  }

  /// To the start of the next element; `false` at the closing bracket.
  mutating func skipToNext(closing bracket: Unicode.Scalar) -> Bool {
    skipSpace()
    if at < bytes.count, bytes[at] == UInt8(ascii: ",") {
      at += 1
      skipSpace()
    }
    return at < bytes.count && bytes[at] != UInt8(ascii: bracket)
  }

  mutating func skipColon() -> Bool {
    skipSpace()
    guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else { return false }
    at += 1
    skipSpace()
    return true
  }

  mutating func value() -> JSONText.Bytes? {
    guard at < bytes.count else { return nil }
    let start = at
    switch bytes[at] {
    case UInt8(ascii: "\""): skipString()
    case UInt8(ascii: "{"), UInt8(ascii: "["): skipNested()
    default: skipPlain()
    }
    return at > start ? JSONText.Bytes(rebasing: bytes[start..<min(at, bytes.count)]) : nil
  }

  private mutating func skipString() {
    at += 1
    while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
    at += 1
  }

  private mutating func skipNested() {
    var depth = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        skipString()
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      at += 1
      if depth == 0 { return }
    }
  }

  private mutating func skipPlain() {
    while at < bytes.count {
      switch bytes[at] {
      case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): return
      default: at += 1
      }
    }
  }

  private mutating func skipSpace() {
    while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
  }
}

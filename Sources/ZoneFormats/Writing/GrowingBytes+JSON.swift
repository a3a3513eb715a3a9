// MARK: - JSON

extension GrowingBytes {
  /// A JSON string with its quotation marks.
  mutating func append(jsonString text: String) {
    var text = text
    text.withUTF8 { append(jsonString: $0) }
  }

  /// UTF-8 bytes as a JSON string.
  mutating func append(jsonString bytes: UnsafeBufferPointer<UInt8>) {
    append(UInt8(ascii: "\""))
    append(escaping: bytes)
    append(UInt8(ascii: "\""))
  }

  /// UTF-8 bytes as the content of a JSON string.
  ///
  /// - Source: RFC 8259, section 7.
  mutating func append(escaping bytes: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for i in bytes.indices where Self.needsEscape(bytes[i]) {
      append(UnsafeBufferPointer(rebasing: bytes[start..<i]))
      append(escapeOf: bytes[i])
      start = i + 1
    }
    append(UnsafeBufferPointer(rebasing: bytes[start...]))
  }

  @inline(__always)
  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func append(escapeOf byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    case 0x0A: append("\\n")
    case 0x0D: append("\\r")
    case 0x09: append("\\t")
    default:
      append("\\u00")
      append(Self.hexadecimal(byte >> 4))
      append(Self.hexadecimal(byte & 15))
    }
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }

  /// A value as JSON; what is not finite is null.
  mutating func append(json value: PropertyValue) {
    switch value {
    case .null: append("null")
    case .bool(let value): append(value ? "true" : "false")
    case .integer(let value): append(value)
    case .number(let value): if value.isFinite { append(shortest: value) } else { append("null") }
    case .text(let text): append(jsonString: text)
    case .json(var text): text.withUTF8 { append(rawJSON: $0) }
    }
  }

  /// A value that is JSON already, on one line: text with line ends in it loses its white space between
  /// tokens.
  mutating func append(rawJSON bytes: JSONText.Bytes) {
    guard bytes.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return append(bytes) }
    var isInside = false
    var isEscaped = false
    for byte in bytes where isInside || byte > 0x20 {
      append(byte)
      if byte == UInt8(ascii: "\""), !isEscaped { isInside.toggle() }
      isEscaped = isInside && byte == UInt8(ascii: "\\") && !isEscaped
    }
  }
}

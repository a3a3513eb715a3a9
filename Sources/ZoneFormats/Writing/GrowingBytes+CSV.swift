// MARK: - CSV

extension GrowingBytes {
  /// A field, quoted where it must be: a comma, a quotation mark or a line end in it, or a blank at an end.
  ///
  /// - Source: RFC 4180, section 2.
  mutating func append(csvField text: String) {
    var text = text
    text.withUTF8 { append(csvField: $0) }
  }

  mutating func append(csvField bytes: UnsafeBufferPointer<UInt8>) {
    guard Self.needsQuotes(bytes) else { return append(bytes) }
    append(UInt8(ascii: "\""))
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { append(byte) }
      append(byte)
    }
    append(UInt8(ascii: "\""))
  }

  private static func needsQuotes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first, let last = bytes.last else { return false }
    if first == 0x20 || first == 0x09 || last == 0x20 || last == 0x09 { return true }
    return bytes.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
  }

  /// A value as a field; null and what is not finite are empty.
  mutating func append(csvField value: PropertyValue) {
    switch value {
    case .null: return
    case .bool(let value): append(value ? "true" : "false")
    case .integer(let value): append(value)
    case .number(let value): if value.isFinite { append(shortest: value) }
    case .text(let text), .json(let text): append(csvField: text)
    }
  }
}

/// A property's value as it stands in memory, for writers that hand values on rather than text.
///
/// The bytes are UTF-8 and stay where they are until the next row is read.
package enum CellValue {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case text(UnsafeBufferPointer<UInt8>)
  /// An array or object, as JSON text.
  case json(UnsafeBufferPointer<UInt8>)
}

/// Memory for the texts of one row, in blocks that never move.
struct RowMemory: ~Copyable {
  private var blocks: [UnsafeMutableBufferPointer<UInt8>] = []
  private var block = 0
  private var used = 0
  private static let blockSize = 1 << 16

  deinit { blocks.forEach { $0.deallocate() } }

  /// Forgets what was kept; the memory stays.
  mutating func reset() {
    block = 0
    used = 0
  }

  /// Room for `count` bytes.
  mutating func room(_ count: Int) -> UnsafeMutableBufferPointer<UInt8> {
    while block < blocks.count, blocks[block].count - used < count {
      block += 1
      used = 0
    }
    if block == blocks.count { blocks.append(.allocate(capacity: max(count, Self.blockSize))) }
    defer { used += count }
    return UnsafeMutableBufferPointer(rebasing: blocks[block][used..<used + count])
  }

  mutating func keep(_ text: String) -> UnsafeBufferPointer<UInt8> {
    var text = text
    return text.withUTF8 { keep($0) }
  }

  mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let room = room(bytes.count)
    _ = room.initialize(from: bytes)
    return UnsafeBufferPointer(room)
  }

  /// A value whose text is a `String`.
  mutating func keep(_ value: PropertyValue) -> CellValue {
    switch value {
    case .null: .null
    case .bool(let value): .bool(value)
    case .integer(let value): .integer(value)
    case .number(let value): value.isFinite ? .number(value) : .null
    case .text(let text): .text(keep(text))
    case .json(let text): .json(keep(text))
    }
  }
}

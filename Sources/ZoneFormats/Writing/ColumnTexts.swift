/// The values of a coded column ready to be copied: each is put into words once, not once a row.
struct ColumnTexts {
  let codes: [Int32]?
  private let bytes: [UInt8]
  private let ends: [Int]

  /// - Parameter word: writes a value as the output's notation has it.
  init(_ column: OutputLayer.Column, _ word: (PropertyValue, inout GrowingBytes) -> Void) {
    codes = column.coded?.codes
    column.coded?.values.render(word)
    bytes = column.coded?.values.bytes ?? []
    ends = column.coded?.values.ends ?? []
  }

  /// Number of different values.
  var count: Int { max(0, ends.count - 1) }

  /// Bytes of all words together.
  var size: Int { bytes.count }

  /// Writes the words of a value.
  @inline(__always)
  func append(code: Int, to out: inout GrowingBytes) {
    bytes.withUnsafeBufferPointer {
      out.append(UnsafeBufferPointer(rebasing: $0[ends[code]..<ends[code + 1]]))
    }
  }

  /// Writes a row's value; `false` when the column is not coded.
  @inline(__always)
  func append(_ row: Int, to out: inout GrowingBytes) -> Bool {
    guard let codes else { return false }
    append(code: Int(codes[row]), to: &out)
    return true
  }
}

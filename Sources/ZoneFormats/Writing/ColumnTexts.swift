/// The values of a coded column ready to be copied: each is put into words once, not once a row.
struct ColumnTexts {
  private let codes: [Int32]?
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]

  /// - Parameter word: writes a value as the output's notation has it.
  init(_ column: OutputLayer.Column, _ word: (PropertyValue, inout GrowingBytes) -> Void) {
    codes = column.coded?.codes
    guard let values = column.coded?.values else { return }
    var text = GrowingBytes(capacity: values.count * 16)
    ends.reserveCapacity(values.count + 1)
    for value in values {
      word(value, &text)
      ends.append(text.count)
    }
    bytes = Array(text.filled)
  }

  /// Writes a row's value; `false` when the column is not coded.
  @inline(__always)
  func append(_ row: Int, to out: inout GrowingBytes) -> Bool {
    guard let codes else { return false }
    let code = Int(codes[row])
    bytes.withUnsafeBufferPointer {
      out.append(UnsafeBufferPointer(rebasing: $0[ends[code]..<ends[code + 1]]))
    }
    return true
  }
}

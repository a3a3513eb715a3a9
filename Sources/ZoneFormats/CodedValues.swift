/// The different values of a column, by number. Parts of a layer share it, so that each value is put into words
/// once for all of them.
///
/// Lives in one task.
public final class CodedValues {
  public private(set) var values: [PropertyValue] = []
  /// The values in the words of an output, one after the other.
  private(set) var bytes: [UInt8] = []
  /// Where each value's words end, behind a zero.
  private(set) var ends: [Int] = [0]

  public init() {}

  public func append(_ value: PropertyValue) { values.append(value) }

  /// Puts the values into words that have not been yet. One output has one notation.
  func render(_ word: (PropertyValue, inout GrowingBytes) -> Void) {
    var text = GrowingBytes(capacity: 0)
    let before = bytes.count
    for value in values[(ends.count - 1)...] {
      word(value, &text)
      ends.append(before + text.count)
    }
    bytes.append(contentsOf: text.filled)
  }
}

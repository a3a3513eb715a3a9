/// Writes members of JSON objects as CSV fields: numbers with their digits, lists and objects as JSON text.
struct ObjectFields: CarriedFields {
  private let storage: ByteStorage
  private let starts: [Int]
  private let ends: [Int]
  private let columns: [String: Int]
  /// Per member of an object its column of the output.
  private var shapes = ObjectShapes<[Int?]>()
  private var values: [JSONText.Bytes?]

  init(_ storage: ByteStorage, starts: [Int], ends: [Int], columns: [String]) {
    self.storage = storage
    self.starts = starts
    self.ends = ends
    self.columns = Dictionary(columns.enumerated().map { ($1, $0) }) { first, _ in first }
    values = columns.map { _ in nil }
  }

  mutating func append(_ row: Int, to out: inout GrowingBytes) {
    fill(row)
    for index in values.indices {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      if let value = values[index] { Self.append(value, to: &out) }
      values[index] = nil
    }
  }

  /// Sorts a row's values into columns; of members of the same name the last counts.
  private mutating func fill(_ row: Int) {
    let object = JSONText.Bytes(rebasing: storage.bytes[starts[row]..<ends[row]])
    let plan = shapes.plan(for: object) { [columns] keys in keys.map { columns[JSONText.string(of: $0)] } }
    var position = 0
    JSONText.forEachMember(of: object) { _, value in
      if let column = plan[position] { values[column] = value }
      position += 1
    }
  }

  private static func append(_ value: JSONText.Bytes, to out: inout GrowingBytes) {
    switch value.first {
    case UInt8(ascii: "\""):
      let content = JSONText.Bytes(rebasing: value[1..<value.count - 1])
      if content.contains(UInt8(ascii: "\\")) {
        JSONText.unescaped(content).withUnsafeBufferPointer { out.append(csvField: $0) }
      } else {
        out.append(csvField: content)
      }
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      var text = GrowingBytes(capacity: value.count)
      text.append(rawJSON: value)
      out.append(csvField: text.filled)
    case UInt8(ascii: "n"): return
    default: out.append(value)
    }
  }
}

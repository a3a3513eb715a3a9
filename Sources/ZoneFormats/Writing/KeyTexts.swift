/// Member names ready to be copied: `"name":` for each.
struct KeyTexts {
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]

  init(_ names: [String]) {
    for name in names {
      var text = GrowingBytes(capacity: 0)
      text.append(jsonString: name)
      text.append(UInt8(ascii: ":"))
      bytes.append(contentsOf: text.filled)
      ends.append(bytes.count)
    }
  }

  @inline(__always)
  func append(_ index: Int, to out: inout GrowingBytes) {
    bytes.withUnsafeBufferPointer {
      out.append(UnsafeBufferPointer(rebasing: $0[ends[index]..<ends[index + 1]]))
    }
  }
}

/// Numbers 0 to `total` - 1 in chunks of one size, the last one shorter, as workers take them.
struct Chunks: Sendable {
  private let total: Int
  private let size: Int

  init(_ total: Int, size: Int) {
    self.total = total
    self.size = Swift.max(1, size)
  }

  /// How many chunks there are.
  var count: Int { (total + size - 1) / size }

  subscript(number: Int) -> Range<Int> { number * size..<min((number + 1) * size, total) }
}

internal import Foundation

/// A growing column of plain values in memory of its own, for loops that cannot afford an array's checks.
///
/// Whoever holds it keeps `base` valid; adding to it may move `base`.
struct Column<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count: Int
  private var capacity: Int

  init(capacity: Int = 16) {
    self.capacity = max(1, capacity)
    count = 0
    base = Self.memory(self.capacity)
  }

  init(repeating value: Element, count: Int) {
    self.init(capacity: count)
    base.initialize(repeating: value, count: count)
    self.count = count
  }

  deinit { base.deallocate() }

  subscript(_ index: Int) -> Element {
    @inline(__always) get { base[index] }
    @inline(__always) nonmutating set { base[index] = newValue }
  }

  @inline(__always)
  mutating func append(_ value: Element) {
    if count == capacity { grow(to: count + 1) }
    base[count] = value
    count += 1
  }

  /// Room for `extra` more values.
  mutating func reserve(_ extra: Int) {
    if count + extra > capacity { grow(to: count + extra) }
  }

  /// Forgets what follows the first `count` values.
  @inline(__always)
  mutating func truncate(to count: Int) { self.count = count }

  /// Holds `count` values that are set before they are read.
  mutating func resize(to count: Int) {
    self.count = 0
    reserve(count)
    self.count = count
  }

  /// Adds `extra` values that are set before they are read.
  mutating func extend(by extra: Int) {
    reserve(extra)
    count += extra
  }

  /// `count` times `value`, whatever it held.
  mutating func refill(_ value: Element, count: Int) {
    self.count = 0
    reserve(count)
    base.initialize(repeating: value, count: count)
    self.count = count
  }

  @inline(never)
  private mutating func grow(to least: Int) {
    let wider = count == 0 ? least : max(least, capacity * 2)
    let moved = Self.memory(wider)
    moved.moveInitialize(from: base, count: count)
    base.deallocate()
    base = moved
    capacity = wider
  }

  /// Memory for so many elements. Large pieces ask for pages of 2 MiB: touching a page for the first time
  /// takes as long whatever its size, and with pages of 4 KiB that was a fifth of the making of an index.
  private static func memory(_ capacity: Int) -> UnsafeMutablePointer<Element> {
    let bytes = capacity * MemoryLayout<Element>.stride
    #if os(Linux)
      let page = 1 << 21
      if bytes >= 2 * page {
        let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: page)
        // a wish, not a need
        _ = madvise(raw, bytes, MADV_HUGEPAGE)
        return raw.bindMemory(to: Element.self, capacity: capacity)
      }
    #endif
    return .allocate(capacity: capacity)
  }
}

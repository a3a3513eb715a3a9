/// Plain memory that lives as long as the tables and the search that read it.
///
/// Hot loops run on its pointers: no counting of references, no bounds, no copies on write. The inner insertion
/// scan takes 1.0 ns a position this way and 1.8 ns on arrays of a class.
final class SearchMemory {
  private var blocks: [UnsafeMutableRawPointer] = []

  /// `count` values (at least one), all set to `value`.
  func values<T: BitwiseCopyable>(_ count: Int, _ value: T) -> UnsafeMutablePointer<T> {
    let block = UnsafeMutablePointer<T>.allocate(capacity: max(1, count))
    block.initialize(repeating: value, count: max(1, count))
    blocks.append(UnsafeMutableRawPointer(block))
    return block
  }

  /// Values to be written before they are read; the system gives the memory page by page, as it is used.
  func room<T: BitwiseCopyable>(_ count: Int, of: T.Type) -> UnsafeMutablePointer<T> {
    let block = UnsafeMutablePointer<T>.allocate(capacity: max(1, count))
    blocks.append(UnsafeMutableRawPointer(block))
    return block
  }

  deinit { blocks.forEach { $0.deallocate() } }
}

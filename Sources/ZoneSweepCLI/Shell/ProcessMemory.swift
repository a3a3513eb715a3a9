internal import Foundation

/// How the process takes memory from the system.
///
/// Parts of files come and go, read by one thread and written by another. Asking the system for each anew cost
/// 27,000 page faults, 0.15 s, in mapping a million findings; a heap of its own for every thread cost as many
/// again and ate what the second core gained. So there is one heap, what is freed is kept, and the heap takes
/// pages of 2 MiB.
enum ProcessMemory {
  /// Address space the heap begins with; a page is taken when it is first written to.
  private static let reserve = 1 << 30
  private static let page = 1 << 21

  /// To be called before there are threads.
  ///
  /// - Source: mallopt(3), madvise(2). Swift's C library module does not show `mallopt`, so it is looked up by
  ///   name; without it the process runs as it would have.
  static func prepare() {
    #if os(Linux)
      typealias Setting = @convention(c) (_ name: Int32, _ value: Int32) -> Int32
      guard let found = dlsym(UnsafeMutableRawPointer(bitPattern: 0), "mallopt") else { return }
      let set = unsafeBitCast(found, to: Setting.self)
      let (trimThreshold, topPad, mmapThreshold, arenas): (Int32, Int32, Int32, Int32) = (-1, -2, -3, -8)
      _ = set(mmapThreshold, .max)
      _ = set(trimThreshold, .max)
      _ = set(topPad, 1 << 24)
      _ = set(arenas, 1)
      useLargePages()
    #endif
  }

  #if os(Linux)
    /// Grows the heap by `reserve` and asks for large pages there: a wish, not a need.
    private static func useLargePages() {
      guard let block = malloc(reserve) else { return }
      let start = (Int(bitPattern: block) + page - 1) & ~(page - 1)
      _ = madvise(UnsafeMutableRawPointer(bitPattern: start), reserve - page, MADV_HUGEPAGE)
      free(block)
    }
  #endif
}

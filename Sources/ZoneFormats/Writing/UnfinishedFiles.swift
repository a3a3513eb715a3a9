internal import Foundation
internal import Synchronization

/// The temporary files that would be left behind if the process ended now.
///
/// A signal handler may not lock or allocate, so the names lie in a fixed table of atomic addresses of C
/// strings. Whoever takes an address out of the table owns the string.
enum UnfinishedFiles {
  /// A file's place in the table.
  struct Entry {
    fileprivate let slot: Int
    fileprivate let address: UInt
  }

  // outputs open at the same time; a verb writes a handful
  private static let slots = InlineArray<64, Atomic<UInt>> { _ in Atomic(0) }

  /// Notes a file; `nil` when the table is full, and then a signal leaves the file behind.
  static func add(_ path: String) -> Entry? {
    guard let name = strdup(path) else { return nil }
    let address = UInt(bitPattern: name)
    for slot in 0..<64
    where slots[slot].compareExchange(expected: 0, desired: address, ordering: .relaxed).exchanged {
      return Entry(slot: slot, address: address)
    }
    free(name)
    return nil
  }

  /// Forgets a file that has been renamed or removed.
  static func remove(_ entry: Entry) {
    let taken = slots[entry.slot].compareExchange(expected: entry.address, desired: 0, ordering: .relaxed)
    if taken.exchanged { free(UnsafeMutableRawPointer(bitPattern: entry.address)) }
  }

  /// Removes all of them. Only atomic reads and unlink(2): safe in a signal handler.
  static func unlinkAll() {
    for slot in 0..<64 {
      let address = slots[slot].exchange(0, ordering: .relaxed)
      // the string is not freed: free(3) is not safe in a signal handler, and the process is about to end
      if let name = UnsafePointer<CChar>(bitPattern: address) { unlink(name) }
    }
  }
}

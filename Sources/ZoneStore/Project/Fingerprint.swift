/// A number by which a record that has not changed is known again. It guards against accidents, not attackers.
///
/// - Source: FNV-1a with 64 bits (Fowler, Noll, Vo), taking eight bytes a step, and the finishing steps of
///   MurmurHash3, because an eight-byte step alone leaves the low bits poor.
struct Fingerprint {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var at = 0
    while bytes.count - at >= 8 {
      step(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
      at += 8
    }
    var rest = UInt64(bytes.count)
    while at < bytes.count {
      rest = rest << 8 | UInt64(bytes[at])
      at += 1
    }
    step(rest)
  }

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }

  private mutating func step(_ word: UInt64) {
    state = (state ^ word) &* 0x0000_0100_0000_01b3
    state ^= state >> 29
  }

  var value: Int {
    var v = state
    v = (v ^ (v >> 33)) &* 0xff51_afd7_ed55_8ccd
    v = (v ^ (v >> 33)) &* 0xc4ce_b9fe_1a85_ec53
    return Int(bitPattern: UInt(v ^ (v >> 33)))
  }
}

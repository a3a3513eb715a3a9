/// Random numbers of a draw: the same for a seed on every machine, for ever.
///
/// - Source: Steele, Lea, Flood: Fast splittable pseudorandom number generators (OOPSLA 2014), SplitMix64.
struct DrawRandom {
  private var state: UInt64

  init(_ key: UInt64) { state = key }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Self.mixed(state)
  }

  /// 0 to `count` − 1, each equally likely.
  ///
  /// - Source: Lemire, Fast random integer generation in an interval, ACM TOMACS 29 (2019).
  mutating func below(_ count: UInt64) -> UInt64 {
    precondition(count > 0, "something to choose from")
    var product = next().multipliedFullWidth(by: count)
    let threshold = (0 &- count) % count
    while product.low < threshold { product = next().multipliedFullWidth(by: count) }
    return product.high
  }

  /// Spreads one number over all 64 bits.
  static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z &>> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z &>> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z &>> 31)
  }

  /// A key of its own for a part of the draw, so that a change elsewhere leaves this part alone.
  static func key(_ seed: UInt64, _ name: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return mixed(mixed(seed &+ 0x9e37_79b9_7f4a_7c15) ^ hash)
  }
}

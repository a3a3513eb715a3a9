/// A stream of random numbers that is the same on every machine.
///
/// Only integer arithmetic, `+ - × ÷` and square roots are used, all of which IEEE 754 rounds one way; no
/// function of the C library, whose last bit may differ, decides anything here.
///
/// Source: Steele, Lea, Flood: Fast splittable pseudorandom number generators (OOPSLA 2014).
struct Seed {
  private var state: UInt64

  init(_ state: UInt64) { self.state = state }

  /// A stream of its own for one part of the city, so that a change in one part leaves the others alone.
  init(_ part: String) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    state = Seed.mixed(hash &+ 20_260_831)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Seed.mixed(state)
  }

  /// At least 0, less than 1.
  mutating func share() -> Double { Double(next() >> 11) * 0x1p-53 }

  mutating func number(_ low: Double, _ high: Double) -> Double { low + (high - low) * share() }

  mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
  }

  mutating func chance(_ probability: Double) -> Bool { share() < probability }

  /// Near a standard normal: twelve uniform numbers less six, never beyond six.
  mutating func normal() -> Double {
    var sum = -6.0
    for _ in 0..<12 { sum += share() }
    return sum
  }

  mutating func choice<Value>(_ values: [Value]) -> Value { values[integer(0...values.count - 1)] }

  /// An index, drawn in proportion to its weight.
  mutating func index(weights: [Double]) -> Int {
    var rest = share() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return index }
    }
    return weights.count - 1
  }

  mutating func shuffled<Value>(_ values: [Value]) -> [Value] {
    var values = values
    for last in stride(from: values.count - 1, to: 0, by: -1) { values.swapAt(last, integer(0...last)) }
    return values
  }

  /// A direction of length 1.
  mutating func direction() -> Vector {
    while true {
      let vector = Vector(number(-1, 1), number(-1, 1))
      if vector.length > 0.1, vector.length <= 1 { return vector * (1 / vector.length) }
    }
  }

  /// Spreads one number over all 64 bits.
  static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// Smooth noise between −1 and 1: random values on a lattice of unit steps, blended in between.
struct Noise {
  private let seed: UInt64

  init(_ part: String) {
    var stream = Seed(part)
    seed = stream.next()
  }

  func value(_ x: Double, _ y: Double = 0) -> Double {
    let column = x.rounded(.down)
    let row = y.rounded(.down)
    let across = Noise.blend(x - column)
    let up = Noise.blend(y - row)
    let south = lattice(column, row) * (1 - across) + lattice(column + 1, row) * across
    let north = lattice(column, row + 1) * (1 - across) + lattice(column + 1, row + 1) * across
    return south * (1 - up) + north * up
  }

  private func lattice(_ column: Double, _ row: Double) -> Double {
    let place = UInt64(bitPattern: Int64(column)) &* 0x9e37_79b9_7f4a_7c15 ^ UInt64(bitPattern: Int64(row))
    return Double(Seed.mixed(seed ^ Seed.mixed(place)) >> 11) * 0x1p-52 - 1
  }

  private static func blend(_ share: Double) -> Double { share * share * (3 - 2 * share) }
}

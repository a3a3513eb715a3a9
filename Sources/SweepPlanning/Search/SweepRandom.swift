/// Random numbers and the two functions of annealing, the same to the last bit on every machine: `log` and
/// `exp` of C libraries differ in their last bit, and one such bit sends a search elsewhere.
///
/// - Source: Steele, Lea, Flood: Fast splittable pseudorandom number generators (OOPSLA 2014).
struct SweepRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 ^ 0x5851_f42d_4c95_7f2d }

  @inline(__always)
  mutating func bits() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z &>> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z &>> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z &>> 31)
  }

  /// 0 to `count` - 1. The bias of at most `count` / 2³² moves no search.
  @inline(__always)
  mutating func below(_ count: Int) -> Int {
    Int(truncatingIfNeeded: ((bits() &>> 32) &* UInt64(truncatingIfNeeded: count)) &>> 32)
  }

  /// 0 up to but not 1.
  @inline(__always)
  mutating func unit() -> Double { Double(bits() &>> 11) * 0x1p-53 }

  /// A draw of the exponential distribution with mean 1.
  @inline(__always)
  mutating func exponential() -> Double { -SteadyMath.ln((Double(bits() &>> 11) + 0.5) * 0x1p-53) }
}

/// Natural logarithm and exponential from basic operations alone, which IEEE 754 rounds the same everywhere.
enum SteadyMath {
  private static let ln2 = 0.693_147_180_559_945_3

  /// Of a positive normal number; relative error below 1e-9.
  @inline(__always)
  static func ln(_ x: Double) -> Double {
    var exponent = Int((x.bitPattern &>> 52) & 0x7ff) - 1023
    var m = Double(bitPattern: (x.bitPattern & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000)
    if m > 1.414_213_562 {
      m /= 2
      exponent += 1
    }
    // ln m = 2·artanh((m−1)/(m+1)), |s| ≤ 0.172
    let s = (m - 1) / (m + 1)
    let q = s * s
    let series = 1 + q * (1 / 3 + q * (1 / 5 + q * (1 / 7 + q * (1 / 9 + q * (1 / 11 + q / 13)))))
    return 2 * s * series + Double(exponent) * ln2
  }

  /// Of a number between -700 and 700; relative error below 1e-9.
  static func exp(_ x: Double) -> Double {
    let k = (x / ln2).rounded()
    let r = x - k * ln2
    var term = 1.0
    var sum = 1.0
    for i in 1...12 {
      term *= r / Double(i)
      sum += term
    }
    return sum * Double(bitPattern: UInt64(Int(k) + 1023) << 52)
  }
}

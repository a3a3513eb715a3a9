/// Decimal numbers to the nearest `Double`, exactly.
///
/// A decimal is read as an integer of up to 19 digits times a power of ten. Small cases are one correctly
/// rounded operation of exact operands (Clinger 1990); negative powers down to 10⁻¹⁹ one exact division of
/// 128 by 64 bits; the rest, never met in coordinates, goes to the standard library's parser.
enum DecimalNumber {
  /// The value of `±mantissa × 10^exponent`, rounded to nearest, ties to even; `nil` where the general parser
  /// is needed.
  @inline(__always)
  static func nearest(
    mantissa: UInt64, exponent: Int, tens: UnsafePointer<Double>, integerTens: UnsafePointer<UInt64>
  ) -> Double? {
    if mantissa <= 1 << 53 {
      if exponent == 0 { return Double(mantissa) }
      if exponent < 0, exponent >= -22 { return Double(mantissa) / tens[-exponent] }
      if exponent > 0, exponent <= 22 { return Double(mantissa) * tens[exponent] }
    }
    if exponent == 0 { return Double(mantissa) }
    if exponent < 0, exponent >= -19 { return quotient(mantissa, integerTens[-exponent]) }
    return nil
  }

  /// `mantissa / divisor` rounded to nearest, ties to even; both positive.
  ///
  /// Both are shifted until their highest bit is set, so that the quotient of the 128-bit numerator has 63 or
  /// 64 bits: the 53 of a `Double`, a rounding bit, and at least nine more, to which the remainder adds
  /// "and a bit more" as the lowest bit. The result lies between 10⁻¹⁹ and 2⁶⁴, far from subnormal numbers.
  @inline(__always)
  static func quotient(_ mantissa: UInt64, _ divisor: UInt64) -> Double {
    let up = mantissa.leadingZeroBitCount
    let down = divisor.leadingZeroBitCount
    let numerator = mantissa << UInt64(truncatingIfNeeded: up)
    let (q, r) = (divisor << UInt64(truncatingIfNeeded: down))
      .dividingFullWidth((numerator >> 1, numerator << 63))
    // converting 64 bits to 53 rounds to nearest even; the sticky lowest bit keeps ties honest
    let sticky = q | (r == 0 ? 0 : 1)
    // numerator = mantissa·2^(up+63), divisor·2^down: the quotient is 2^(63+up−down) times too large
    return scaled(Double(sticky), by: down - up - 63)
  }

  /// `value × 2^exponent` for results that stay normal.
  @inline(__always)
  private static func scaled(_ value: Double, by exponent: Int) -> Double {
    value * Double(bitPattern: UInt64(truncatingIfNeeded: exponent + 1023) << 52)
  }

  /// Powers of ten that a `Double` holds exactly: 10⁰ to 10²². Made once, never freed.
  nonisolated(unsafe) static let tens: UnsafePointer<Double> = {
    let table = UnsafeMutablePointer<Double>.allocate(capacity: 23)
    var power: UInt64 = 1
    for i in 0..<23 {
      // 10^20 to 10^22 do not fit 64 bits; 10^k · 10 is exact up to 10^22
      table[i] = i < 20 ? Double(power) : table[i - 1] * 10
      if i < 19 { power *= 10 }
    }
    return UnsafePointer(table)
  }()

  /// Powers of ten that 64 bits hold: 10⁰ to 10¹⁹. Made once, never freed.
  nonisolated(unsafe) static let integerTens: UnsafePointer<UInt64> = {
    let table = UnsafeMutablePointer<UInt64>.allocate(capacity: 20)
    for i in 0..<20 { table[i] = i == 0 ? 1 : table[i - 1] * 10 }
    return UnsafePointer(table)
  }()
}

internal import Foundation

// MARK: - Text

extension GrowingBytes {
  @inline(__always)
  mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// The text's UTF-8 as it is.
  mutating func append(text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  /// Drops everything from `mark` on.
  mutating func rollBack(to mark: Int) { count = mark }
}

// MARK: - Numbers

extension GrowingBytes {
  mutating func append(_ value: Int) {
    append(magnitude: value.magnitude, decimals: 0, isNegative: value < 0)
  }

  /// The shortest text that reads back as the same number, as `PropertyValue.text(of:)` writes it; the value
  /// is finite.
  mutating func append(shortest value: Double) {
    // A decimal of up to 15 digits whose nearest `Double` is the value is the shortest there is: decimals
    // that short have different nearest values. The quotient of two exact numbers is rounded to nearest.
    let scaled = (value * 1e4).rounded()
    if abs(scaled) < 1e15, scaled / 1e4 == value {
      append(Int(scaled), decimals: 4)
    } else {
      append(text: PropertyValue.text(of: value))
    }
  }

  /// `value / 10^decimals` without exponent; zeros at the end of the fraction are left out.
  @inline(__always)
  mutating func append(_ value: Int, decimals: Int) {
    var digits = value.magnitude
    var decimals = decimals
    while decimals > 0 {
      let (tenth, rest) = digits.quotientAndRemainder(dividingBy: 10)
      if rest != 0 { break }
      digits = tenth
      decimals -= 1
    }
    append(magnitude: digits, decimals: decimals, isNegative: value < 0)
  }

  /// Digits from the last to the first at the end of the free room, then moved to its beginning.
  @inline(__always)
  private mutating func append(magnitude: UInt, decimals: Int, isNegative: Bool) {
    // 20 digits, a point, a zero before it and a sign
    let length = 32
    guard let room = makeRoom(atLeast: length).baseAddress else { return }
    let end = room + length
    var p = Digits.write(magnitude, decimals: decimals, before: end)
    if isNegative {
      p -= 1
      p.pointee = UInt8(ascii: "-")
    }
    let written = end - p
    memmove(room, p, written)
    count += written
  }
}

/// Digits from the last to the first, two a step: a division less for each pair.
enum Digits {
  private static let pairs: StaticString =
    """
    00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
    """

  /// Writes `magnitude / 10^decimals` so that it ends before `end`, and returns where it starts.
  @inline(__always)
  static func write(
    _ magnitude: UInt, decimals: Int, before end: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var p = end
    var rest = magnitude
    var fraction = decimals
    while fraction >= 2 {
      p -= 2
      pair(&rest, at: p)
      fraction -= 2
    }
    if fraction == 1 { single(&rest, before: &p) }
    if decimals > 0 {
      p -= 1
      p.pointee = UInt8(ascii: ".")
    }
    while rest >= 10 {
      p -= 2
      pair(&rest, at: p)
    }
    // a last digit, or the zero before a point
    if rest > 0 || p == end || p.pointee == UInt8(ascii: ".") { single(&rest, before: &p) }
    return p
  }

  @inline(__always)
  private static func pair(_ rest: inout UInt, at p: UnsafeMutablePointer<UInt8>) {
    let (hundredth, two) = rest.quotientAndRemainder(dividingBy: 100)
    rest = hundredth
    let source = pairs.utf8Start + Int(two) * 2
    p[0] = source[0]
    p[1] = source[1]
  }

  @inline(__always)
  private static func single(_ rest: inout UInt, before p: inout UnsafeMutablePointer<UInt8>) {
    let (tenth, one) = rest.quotientAndRemainder(dividingBy: 10)
    rest = tenth
    p -= 1
    p.pointee = UInt8(truncatingIfNeeded: one) + UInt8(ascii: "0")
  }
}

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
    var p = room + length
    var rest = magnitude
    var fraction = decimals
    while fraction > 0 {
      p -= 1
      p.pointee = Self.digit(&rest)
      fraction -= 1
    }
    if decimals > 0 {
      p -= 1
      p.pointee = UInt8(ascii: ".")
    }
    repeat {
      p -= 1
      p.pointee = Self.digit(&rest)
    } while rest > 0
    if isNegative {
      p -= 1
      p.pointee = UInt8(ascii: "-")
    }
    let written = room + length - p
    memmove(room, p, written)
    count += written
  }

  @inline(__always)
  private static func digit(_ rest: inout UInt) -> UInt8 {
    let (tenth, digit) = rest.quotientAndRemainder(dividingBy: 10)
    rest = tenth
    return UInt8(truncatingIfNeeded: digit) + UInt8(ascii: "0")
  }
}

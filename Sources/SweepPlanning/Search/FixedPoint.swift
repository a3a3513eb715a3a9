/// How the problem's decimal times become the whole numbers a search adds up.
///
/// Whole numbers make a search the same on every machine and free of drift. Durations are rounded up and limits
/// down, so that what fits in whole numbers fits in truth; multiples of a thousandth (where the travel times are
/// whole, tenths or hundredths: of those) are exact.
struct FixedPoint {
  /// Whole units in one unit of the problem.
  let scale: Double
  /// Travel times above this count as this: no shift is half as long.
  let longest: Double
  /// A time that nothing reaches.
  static let never = 1 << 50

  /// - Parameter longest: the longest travel time that matters; it gets at most 30 bits.
  init(decimals: Int, longest: Double, others: Double) {
    var scale = [1.0, 10, 100, 1000][decimals]
    while scale * 2 * longest < 0x1p30, scale * 2 * others < 0x1p44, scale < 0x1p24 { scale *= 2 }
    while scale * longest >= 0x1p30 { scale /= 2 }
    self.scale = scale
    self.longest = longest
  }

  func up(_ value: Double) -> Int {
    let exact = value * scale
    let near = exact.rounded()
    return Int(abs(exact - near) < 1e-5 ? near : exact.rounded(.up))
  }

  func down(_ value: Double) -> Int {
    let exact = value * scale
    let near = exact.rounded()
    return Int(abs(exact - near) < 1e-5 ? near : exact.rounded(.down))
  }

  /// Ten to the number of decimals (at most six) that all values have.
  static func decimalScale(_ values: some Sequence<Double>) -> Double {
    var scale = 1.0
    for value in values {
      while scale < 1e6, abs(value * scale - (value * scale).rounded()) > 1e-6 { scale *= 10 }
    }
    return scale
  }
}

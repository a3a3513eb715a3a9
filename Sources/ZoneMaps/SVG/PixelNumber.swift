/// Coordinates on paper: whole tenths of a pixel, so that differences add up without drift.
enum PixelNumber {
  /// Tenths of a pixel; far outside the paper it stays at 10⁷, and what is no number becomes 0.
  static func tenths(_ pixels: Double) -> Int {
    pixels.isNaN ? 0 : Int((min(1e6, max(-1e6, pixels)) * 10).rounded())
  }

  /// The shortest text of tenths: `12`, `1.5`, `-.3`.
  static func text(tenths: Int) -> String {
    let size = abs(tenths)
    let sign = tenths < 0 ? "-" : ""
    if size % 10 == 0 { return "\(sign)\(size / 10)" }
    return size < 10 ? "\(sign).\(size)" : "\(sign)\(size / 10).\(size % 10)"
  }

  static func text(_ pixels: Double) -> String { text(tenths: tenths(pixels)) }

  /// A number as it is, whole ones without a point.
  static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}

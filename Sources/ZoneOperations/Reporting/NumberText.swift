internal import Foundation
internal import ZoneGeometry

extension String {
  /// A number with fixed decimals, no locale.
  init(value: Double, decimals: Int) {
    self = String(format: "%.\(decimals)f", value)
  }

  /// A number to so many significant digits.
  init(value: Double, digits: Int) {
    self = String(format: "%.\(digits)g", value)
  }
}

extension LonLat {
  /// `116.618405, 23.659443`: six decimals, a tenth of a metre.
  var text: String { "\(String(value: lon, decimals: 6)), \(String(value: lat, decimals: 6))" }
}

/// Groups of three digits for people: 564,360.
func grouped(_ n: Int) -> String {
  var text = ""
  for (index, digit) in String(abs(n)).reversed().enumerated() {
    if index > 0, index % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return (n < 0 ? "-" : "") + String(text.reversed())
}

/// Ground for people: m² below a hectare, hectares below a square kilometre, km² above.
func groundText(_ squareMetres: Double) -> String {
  switch abs(squareMetres) {
  case ..<10_000: "\(grouped(Int(squareMetres.rounded()))) m²"
  case ..<1_000_000: "\(String(value: squareMetres / 1e4, decimals: 2)) ha"
  default: "\(String(value: squareMetres / 1e6, decimals: 3)) km²"
  }
}

/// A length for people: metres below a kilometre, kilometres above.
func lengthText(_ metres: Double) -> String {
  abs(metres) < 1000
    ? "\(grouped(Int(metres.rounded()))) m" : "\(String(value: metres / 1000, decimals: 2)) km"
}

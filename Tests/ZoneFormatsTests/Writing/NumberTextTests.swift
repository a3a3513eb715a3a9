import Foundation
import Testing
import ZoneGeometry

@testable import ZoneFormats

@Suite struct `Numbers as text` {
  private func coordinate(_ value: Double, _ decimals: Int = 7) -> String {
    var out = GrowingBytes(capacity: 0)
    var text = PositionText(.json, decimals: decimals)
    text.append(value, to: &out)
    return String(decoding: out.filled, as: UTF8.self)
  }

  private func shortest(_ value: Double) -> String {
    var out = GrowingBytes(capacity: 0)
    out.append(shortest: value)
    return String(decoding: out.filled, as: UTF8.self)
  }

  @Test(arguments: [
    (116.5, "116.5"), (-0.0, "0"), (0, "0"), (-0.000_000_01, "0"), (0.000_000_05, "0.0000001"),
    (-116.123_456_78, "-116.1234568"), (179.999_999_99, "180"), (1e-9, "0"), (-0.5, "-0.5"), (100, "100"),
    (1e15, "1000000000000000"), (1e22, "10000000000000000000000"), (0.1 + 0.2, "0.3"),
  ])
  func `a coordinate has at most seven decimals, no exponent and no negative zero`(
    value: Double, text: String
  ) {
    #expect(coordinate(value) == text)
  }

  @Test func `what is written is within half a unit of the last decimal`() throws {
    let seed: UInt64 = 20_260_830
    var random = Seeded(seed)
    for _ in 0..<20_000 {
      let decimals = Int.random(in: 0...9, using: &random)
      let value = Double.random(in: -180...180, using: &random)
      let text = coordinate(value, decimals)
      let read = try #require(Double(text), "seed \(seed)")
      #expect(abs(read - value) <= 0.5 * pow(10, -Double(decimals)) * (1 + 1e-6), "seed \(seed)")
      let fraction = text.split(separator: ".").dropFirst().first ?? ""
      #expect(fraction.count <= decimals && fraction.last != "0" && !text.contains("e"), "seed \(seed)")
    }
  }

  @Test func `decimals of seven places survive reading and writing`() throws {
    var random = Seeded(7)
    for _ in 0..<20_000 {
      let units = Int.random(in: -1_800_000_000...1_800_000_000, using: &random)
      let value = Double(units) / 1e7
      #expect(try #require(Double(coordinate(value))) == value)
    }
  }

  @Test func `a property is the shortest text that reads back`() {
    var random = Seeded(11)
    for _ in 0..<20_000 {
      let rough = Double.random(in: -1000...1000, using: &random)
      for value in [rough, (rough * 10).rounded() / 10, rough * 1e12, rough * 1e-7, rough.rounded()] {
        #expect(shortest(value) == PropertyValue.text(of: value))
        #expect(Double(shortest(value)) == value)
      }
    }
  }

  @Test(arguments: [
    (12.5, "12.5"), (3, "3"), (-0.0, "0"), (1e-7, "1e-07"), (0.1, "0.1"), (1e14, "100000000000000"),
  ])
  func `whole properties have no fraction`(value: Double, text: String) {
    #expect(shortest(value) == text)
  }

  @Test func `the largest and smallest integers are written`() {
    var out = GrowingBytes(capacity: 0)
    for value in [Int.min, -1, 0, 7, .max] {
      out.append(value)
      out.append(" ")
    }
    #expect(String(decoding: out.filled, as: UTF8.self) == "-9223372036854775808 -1 0 7 9223372036854775807 ")
  }
}

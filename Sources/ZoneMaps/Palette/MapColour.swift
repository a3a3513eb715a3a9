/// An opaque sRGB colour.
public struct MapColour: Sendable, Hashable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8

  /// From its usual spelling: `MapColour(0x1D6A5F)`. Bits above the lower 24 are ignored.
  public init(_ rgb: UInt32) {
    red = UInt8(truncatingIfNeeded: rgb >> 16)
    green = UInt8(truncatingIfNeeded: rgb >> 8)
    blue = UInt8(truncatingIfNeeded: rgb)
  }

  /// Six hexadecimal digits, without `#`.
  var digits: String {
    let text = String(UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue), radix: 16)
    return String(repeating: "0", count: 6 - text.count) + text
  }

  /// As CSS and SVG write it: `#1d6a5f`.
  public var hex: String { "#" + digits }
}

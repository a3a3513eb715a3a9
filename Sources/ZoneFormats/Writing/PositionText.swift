internal import Foundation
internal import ZoneGeometry

/// Writes coordinates with a fixed number of decimals, rings right-handed, between the marks of a notation.
///
/// - Source: RFC 7946, sections 3.1.1 (order) and 3.1.6 (outer rings counterclockwise, holes clockwise).
struct PositionText {
  /// What stands around and between coordinates.
  enum Notation {
    /// `[[lon,lat],[lon,lat]]`
    case json
    /// `(lon lat, lon lat)`
    case wkt
  }

  private let notation: Notation
  let decimals: Int
  private let scale: Double
  /// Whether a number was met that is not finite; what was written since then is to be dropped.
  private(set) var isBroken = false
  /// The box around all positions written that are finite.
  private(set) var bounds = FileBounds()

  /// - Parameter decimals: 0 to 12; others are clamped.
  init(_ notation: Notation, decimals: Int) {
    self.notation = notation
    self.decimals = min(max(decimals, 0), 12)
    scale = pow(10, Double(self.decimals))
  }

  /// As many decimals as the layer asks for; a tenth of a millimetre is enough for metres.
  init(_ notation: Notation, for layer: OutputLayer) {
    self.init(notation, decimals: layer.isGeographic ? layer.precision : min(layer.precision, 4))
  }

  /// Starts anew after something broken.
  mutating func mend() { isBroken = false }
}

// MARK: - Numbers

extension PositionText {
  /// A coordinate: at most `decimals` decimals, no exponent, no negative zero.
  @inline(__always)
  mutating func append(_ value: Double, to out: inout GrowingBytes) {
    let scaled = (value * scale).rounded()
    // beyond 2⁵³ a Double has no fraction left that could be rounded
    if abs(scaled) <= 0x1p53 {
      out.append(Int(scaled), decimals: decimals)
    } else {
      appendLarge(value, to: &out)
    }
  }

  @inline(never)
  private mutating func appendLarge(_ value: Double, to out: inout GrowingBytes) {
    guard value.isFinite else {
      isBroken = true
      return
    }
    let text = String(format: "%.\(decimals)f", value)
    let end = text.contains(".") ? text.lastIndex { $0 != "0" } : text.indices.last
    out.append(text: String(text[...(end ?? text.startIndex)].trimmingSuffix(".")))
  }
}

extension Substring {
  fileprivate func trimmingSuffix(_ mark: Character) -> Substring { last == mark ? dropLast() : self }
}

// MARK: - Positions

extension PositionText {
  @inline(__always)
  mutating func append(_ position: FilePosition, to out: inout GrowingBytes) {
    switch notation {
    case .json:
      bounds.add(position)
      out.append(UInt8(ascii: "["))
      append(position.first, to: &out)
      out.append(UInt8(ascii: ","))
      append(position.second, to: &out)
      out.append(UInt8(ascii: "]"))
    case .wkt:
      append(position.first, to: &out)
      out.append(UInt8(ascii: " "))
      append(position.second, to: &out)
    }
  }

  /// A line, or the positions of a multipoint.
  mutating func append(_ positions: [FilePosition], to out: inout GrowingBytes) {
    open(&out)
    var isFirst = true
    for position in positions {
      if !isFirst { separate(&out) }
      isFirst = false
      append(position, to: &out)
    }
    close(&out)
  }

  mutating func append(_ lines: [[FilePosition]], to out: inout GrowingBytes) {
    open(&out)
    for index in lines.indices {
      if index > 0 { separate(&out) }
      append(lines[index], to: &out)
    }
    close(&out)
  }

  mutating func append(_ polygon: Polygon<FilePosition>, to out: inout GrowingBytes) {
    open(&out)
    // a polygon without an outer ring is empty ground
    if !polygon.exterior.isEmpty {
      append(ring: polygon.exterior, isCounterclockwise: true, to: &out)
      for hole in polygon.holes {
        separate(&out)
        append(ring: hole, isCounterclockwise: false, to: &out)
      }
    }
    close(&out)
  }

  mutating func append(_ polygons: [Polygon<FilePosition>], to out: inout GrowingBytes) {
    open(&out)
    for index in polygons.indices {
      if index > 0 { separate(&out) }
      append(polygons[index], to: &out)
    }
    close(&out)
  }

  private mutating func append(ring: [FilePosition], isCounterclockwise: Bool, to out: inout GrowingBytes) {
    let turn = doubleArea(ring)
    let isRight = turn == 0 || (turn > 0) == isCounterclockwise
    append(isRight ? ring : ring.reversed(), to: &out)
  }

  /// Twice the area to the left of a ring, in rounded units: what is written must turn the right way.
  private func doubleArea(_ ring: [FilePosition]) -> Double {
    guard let origin = ring.first else { return 0 }
    let originX = (origin.first * scale).rounded()
    let originY = (origin.second * scale).rounded()
    var area = 0.0
    var x = 0.0
    var y = 0.0
    for position in ring {
      let nextX = (position.first * scale).rounded() - originX
      let nextY = (position.second * scale).rounded() - originY
      area += x * nextY - nextX * y
      (x, y) = (nextX, nextY)
    }
    return area
  }
}

// MARK: - Marks

extension PositionText {
  @inline(__always)
  private func open(_ out: inout GrowingBytes) {
    out.append(notation == .json ? UInt8(ascii: "[") : UInt8(ascii: "("))
  }

  @inline(__always)
  private func close(_ out: inout GrowingBytes) {
    out.append(notation == .json ? UInt8(ascii: "]") : UInt8(ascii: ")"))
  }

  @inline(__always)
  private func separate(_ out: inout GrowingBytes) {
    out.append(UInt8(ascii: ","))
    if notation == .wkt { out.append(UInt8(ascii: " ")) }
  }
}

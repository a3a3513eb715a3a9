internal import Foundation

/// A stretch of a line or circle inside a shape, and the curves of that shape at its two ends.
struct Covered {
  var from: Double
  var to: Double
  /// The curve at `from` and `to`; ``noCurve`` where a strip ends inside the discs of its step.
  var fromCurve: Int32
  var toCurve: Int32

  static let noCurve: Int32 = -1
  /// The place on a circle where angles begin anew.
  static let seam: Int32 = -2
}

/// A directed piece of straight line.
struct StraightPiece {
  var x, y: Double
  /// Of length 1.
  var dx, dy: Double
  var length: Double
}

extension StraightPiece {
  /// The stretch of the endless line inside a disc whose curve is numbered `curve`; `nil` when they do not
  /// cross.
  @inline(__always)
  func covered(by disc: Disc, _ curve: Int32) -> Covered? {
    let vx = disc.x - x
    let vy = disc.y - y
    let away = abs(dx * vy - dy * vx)
    let margin = disc.radius - away
    if margin <= 0 { return nil }
    // (r − h)(r + h) keeps its digits where r² − h² loses them
    let reach = (margin * (disc.radius + away)).squareRoot()
    let foot = vx * dx + vy * dy
    return Covered(from: foot - reach, to: foot + reach, fromCurve: curve, toCurve: curve)
  }

  /// The stretch of the endless line inside a strip whose right side is numbered `curve`, its left side
  /// `curve` + 1.
  @inline(__always)
  func covered(by strip: Strip, _ curve: Int32) -> Covered? {
    let vx = x - strip.x
    let vy = y - strip.y
    let along = strip.dx * vx + strip.dy * vy
    let aside = strip.dx * vy - strip.dy * vx
    let forward = strip.dx * dx + strip.dy * dy
    let leftward = strip.dx * dy - strip.dy * dx
    var found = Covered(
      from: -.infinity, to: .infinity, fromCurve: Covered.noCurve, toCurve: Covered.noCurve)
    if leftward != 0 {
      let right = (-strip.half - aside) / leftward
      let left = (strip.half - aside) / leftward
      found =
        leftward > 0
        ? Covered(from: right, to: left, fromCurve: curve, toCurve: curve + 1)
        : Covered(from: left, to: right, fromCurve: curve + 1, toCurve: curve)
    } else if abs(aside) >= strip.half {
      return nil
    }
    if forward != 0 {
      let start = -along / forward
      let end = (strip.length - along) / forward
      let (near, far) = forward > 0 ? (start, end) : (end, start)
      if near > found.from { (found.from, found.fromCurve) = (near, Covered.noCurve) }
      if far < found.to { (found.to, found.toCurve) = (far, Covered.noCurve) }
    } else if along <= 0 || along >= strip.length {
      return nil
    }
    return found.from < found.to ? found : nil
  }
}

/// How a shape lies on a circle.
enum Hold {
  case nothing
  /// The whole circle is inside.
  case everything
  case some
}

extension Disc {
  /// Adds the arc of this circle inside another disc.
  @inline(__always)
  func add(_ other: Disc, _ curve: Int32, to arcs: inout [Covered]) -> Hold {
    let vx = other.x - x
    let vy = other.y - y
    let square = vx * vx + vy * vy
    let sum = radius + other.radius
    if square >= sum * sum { return .nothing }
    let difference = other.radius - radius
    if square <= difference * difference { return difference > 0 ? .everything : .nothing }
    let gap = square.squareRoot()
    // half the arc by the half-angle formula, exact for arcs near 0 and near π
    let opposite = (other.radius - gap + radius) * (other.radius + gap - radius)
    let adjacent = (gap + radius + other.radius) * (gap + radius - other.radius)
    let half = 2 * atan2(max(0, opposite).squareRoot(), max(0, adjacent).squareRoot())
    let middle = atan2(vy, vx)
    arcs.append(Covered(from: middle - half, to: middle + half, fromCurve: curve, toCurve: curve))
    return .some
  }

  /// Adds the arcs of this circle inside a strip whose right side is numbered `curve`, its left side
  /// `curve` + 1: up to four.
  func add(_ strip: Strip, _ curve: Int32, to arcs: inout [Covered]) -> Hold {
    let vx = x - strip.x
    let vy = y - strip.y
    let along = strip.dx * vx + strip.dy * vy
    let aside = strip.dx * vy - strip.dy * vx
    if abs(aside) >= strip.half + radius || along <= -radius || along >= strip.length + radius {
      return .nothing
    }
    let turn = strip.turn
    let across = Self.between(
      (-strip.half - aside) / radius, (strip.half - aside) / radius, curve, curve + 1)
    // cos θ = sin(θ + π/2)
    let within = Self.between(
      -along / radius, (strip.length - along) / radius, Covered.noCurve, Covered.noCurve)
    let isFree = (across.count == 0, within.count == 0)
    if isFree == (true, true) { return .everything }
    for a in 0..<max(1, across.count) {
      for b in 0..<max(1, within.count) {
        for lap in -1...1 {
          let shift = 2 * Double.pi * Double(lap) - .pi / 2
          var both = isFree.0 ? Covered(from: -10, to: 10, fromCurve: -1, toCurve: -1) : across[a]
          if isFree.0 && lap != 0 { continue }
          if !isFree.1 {
            if within[b].from + shift > both.from {
              (both.from, both.fromCurve) = (within[b].from + shift, Covered.noCurve)
            }
            if within[b].to + shift < both.to {
              (both.to, both.toCurve) = (within[b].to + shift, Covered.noCurve)
            }
          } else if lap != 0 {
            continue
          }
          if both.from < both.to {
            both.from += turn
            both.to += turn
            arcs.append(both)
          }
        }
      }
    }
    return .some
  }

  /// The angles whose sine lies between two bounds: none in the list means all of them.
  private static func between(
    _ low: Double, _ high: Double, _ lowCurve: Int32, _ highCurve: Int32
  ) -> Arcs {
    let pi = Double.pi
    let empty = Covered(from: 0, to: 0, fromCurve: -1, toCurve: -1)
    if low <= -1 && high >= 1 { return Arcs(count: 0, first: empty, second: empty) }
    if low <= -1 {
      let top = asin(min(1, high))
      let arc = Covered(from: pi - top, to: 2 * pi + top, fromCurve: highCurve, toCurve: highCurve)
      return Arcs(count: 1, first: arc, second: empty)
    }
    let bottom = asin(max(-1, low))
    if high >= 1 {
      let arc = Covered(from: bottom, to: pi - bottom, fromCurve: lowCurve, toCurve: lowCurve)
      return Arcs(count: 1, first: arc, second: empty)
    }
    let top = asin(min(1, high))
    return Arcs(
      count: 2, first: Covered(from: bottom, to: top, fromCurve: lowCurve, toCurve: highCurve),
      second: Covered(from: pi - top, to: pi - bottom, fromCurve: highCurve, toCurve: lowCurve))
  }
}

/// At most two arcs, without an allocation; none means the whole circle.
private struct Arcs {
  var count: Int
  var first: Covered
  var second: Covered

  subscript(_ index: Int) -> Covered { index == 0 ? first : second }
}

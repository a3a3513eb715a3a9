internal import Foundation
internal import ZoneGeometry

/// The circle around a visit or around a vertex of a walk.
struct Disc {
  var x, y, radius: Double
  /// Metres by which `radius` exceeds the true one.
  var growth = 0.0
  /// How many visits stand on it; none for the vertices of walks.
  var visits = 0
}

/// The rectangle a step of a walk shows between the discs at its two ends.
struct Strip {
  var x, y: Double
  /// The direction of the step, of length 1, and in radians from east.
  var dx, dy, turn: Double
  var length: Double
  /// Half of the width; less than the radius of the discs at the ends.
  var half: Double
  var growth = 0.0
  /// How often it was walked.
  var walks = 0
}

/// What footprints show, as discs and strips: a walk is a disc a vertex and a strip a step.
///
/// Discs and strips that are drawn twice are kept once. Every shape is then grown by a few billionths of a
/// metre that depend on nothing but its own coordinates: three circles through one point, tangent circles,
/// and collinear steps, exact ties on paper, become general position, and each tie is settled in one way
/// only. Discs grow more than strips, so that the end of a strip is always inside its disc. The measures
/// take the growth off again (`growth` × length of the exposed arc), so that an area is wrong by its square.
///
/// - Source: Edelsbrunner, Mücke: Simulation of simplicity (1990), for the idea; the growth here is real.
struct Shapes {
  var discs: [Disc] = []
  var strips: [Strip] = []

  var isEmpty: Bool { discs.isEmpty && strips.isEmpty }

  /// - Parameters:
  ///   - box: shapes that do not reach it are left out.
  ///   - origin: taken off every coordinate.
  ///   - growth: metres; 0 keeps the shapes as they are.
  init(
    _ footprints: [Footprint], reaching box: Box<PlanePoint>, origin: PlanePoint, growth: Double, salt: UInt64
  ) {
    for footprint in footprints {
      let r = footprint.radius
      let near = box.grown(by: r)
      switch footprint.trace {
      case .visit(let p):
        if near.contains(p) {
          discs.append(Disc(x: p.x - origin.x, y: p.y - origin.y, radius: r, visits: 1))
        }
      case .walk(let lines):
        for line in lines { add(line, r, near, origin) }
      }
    }
    keepOneOfEach()
    if growth > 0 { grow(growth, salt) }
  }

  private mutating func add(_ line: [PlanePoint], _ r: Double, _ near: Box<PlanePoint>, _ origin: PlanePoint)
  {
    for i in line.indices {
      let p = line[i]
      if near.contains(p) { discs.append(Disc(x: p.x - origin.x, y: p.y - origin.y, radius: r)) }
      guard i > 0, line[i - 1] != p else { continue }
      // a step back is the same strip as the step forth
      let q = line[i - 1]
      let isForth = (q.x, q.y) < (p.x, p.y)
      let (a, b) = isForth ? (q, p) : (p, q)
      guard max(a.x, b.x) >= near.minimum.x, min(a.x, b.x) <= near.maximum.x,
        max(a.y, b.y) >= near.minimum.y, min(a.y, b.y) <= near.maximum.y
      else { continue }
      let length = a.distance(to: b)
      strips.append(
        Strip(
          x: a.x - origin.x, y: a.y - origin.y, dx: (b.x - a.x) / length, dy: (b.y - a.y) / length,
          turn: atan2(b.y - a.y, b.x - a.x), length: length, half: r, walks: 1))
    }
  }

  /// Sorts and merges equals; the order of the footprints is forgotten here.
  private mutating func keepOneOfEach() {
    discs.sort { $0.x != $1.x ? $0.x < $1.x : ($0.y, $0.radius) < ($1.y, $1.radius) }
    var kept = 0
    for disc in discs {
      if kept > 0, discs[kept - 1].x == disc.x, discs[kept - 1].y == disc.y,
        discs[kept - 1].radius == disc.radius
      {
        discs[kept - 1].visits += disc.visits
      } else {
        discs[kept] = disc
        kept += 1
      }
    }
    discs.removeLast(discs.count - kept)
    strips.sort {
      $0.x != $1.x
        ? $0.x < $1.x
        : ($0.y, $0.length, $0.dx, $0.dy, $0.half) < ($1.y, $1.length, $1.dx, $1.dy, $1.half)
    }
    kept = 0
    for strip in strips {
      if kept > 0, strips[kept - 1].isSame(as: strip) {
        strips[kept - 1].walks += 1
      } else {
        strips[kept] = strip
        kept += 1
      }
    }
    strips.removeLast(strips.count - kept)
  }

  private mutating func grow(_ unit: Double, _ salt: UInt64) {
    for i in discs.indices {
      let share = Self.share(discs[i].x, discs[i].y, discs[i].radius, 0, salt)
      discs[i].growth = unit * (2 + 2 * share)
      discs[i].radius += discs[i].growth
    }
    for i in strips.indices {
      let strip = strips[i]
      strips[i].growth = unit * (0.2 + Self.share(strip.x, strip.y, strip.length, strip.dx, salt))
      strips[i].half += strips[i].growth
    }
  }

  /// A number in 0..<1 that looks random and depends on its arguments only.
  private static func share(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ salt: UInt64) -> Double {
    var z = mix(salt &+ 0x9e37_79b9_7f4a_7c15, a)
    z = mix(z, b)
    z = mix(z, c)
    z = mix(z, d)
    return Double(z >> 11) * 0x1p-53
  }

  private static func mix(_ state: UInt64, _ value: Double) -> UInt64 {
    var z = (state ^ value.bitPattern) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 29)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 32)
  }
}

extension Strip {
  fileprivate func isSame(as other: Strip) -> Bool {
    x == other.x && y == other.y && dx == other.dx && dy == other.dy && length == other.length
      && half == other.half
  }
}

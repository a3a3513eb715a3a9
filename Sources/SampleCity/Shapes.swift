/// One closed outline; the last corner is joined to the first without being repeated.
struct Loop {
  private(set) var corners: [Vector]
  private let low: Vector
  private let high: Vector

  init(_ corners: [Vector]) {
    let snapped = corners.map(CityPlane.snapped)
    self.corners = snapped.enumerated().filter { $0.element != snapped[($0.offset + 1) % snapped.count] }.map(
      \.element)
    low = Vector(self.corners.map(\.x).min() ?? 0, self.corners.map(\.y).min() ?? 0)
    high = Vector(self.corners.map(\.x).max() ?? 0, self.corners.map(\.y).max() ?? 0)
  }

  /// Square metres, positive when the corners run anticlockwise.
  var signedArea: Double {
    var twice = 0.0
    for (a, b) in sides { twice += a.cross(b) }
    return twice / 2
  }

  var area: Double { abs(signedArea) }

  var sides: [(Vector, Vector)] {
    corners.indices.map { (corners[$0], corners[($0 + 1) % corners.count]) }
  }

  var centre: Vector {
    var sum = Vector(0, 0)
    var twice = 0.0
    for (a, b) in sides {
      let cross = (a - corners[0]).cross(b - corners[0])
      sum = sum + (a + b + corners[0]) * (cross / 3)
      twice += cross
    }
    return twice == 0 ? corners[0] : sum * (1 / twice)
  }

  func contains(_ point: Vector) -> Bool {
    guard point.x >= low.x, point.x <= high.x, point.y >= low.y, point.y <= high.y else { return false }
    var inside = false
    for (a, b) in sides where (a.y > point.y) != (b.y > point.y) {
      if point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x) { inside.toggle() }
    }
    return inside
  }

  /// Metres from `point` to the nearest side.
  func distance(to point: Vector) -> Double {
    sides.map { Segment($0.0, $0.1).distance(to: point) }.min() ?? .infinity
  }

  /// Whether the two grounds share a place.
  func meets(_ other: Loop) -> Bool {
    guard low.x <= other.high.x, other.low.x <= high.x, low.y <= other.high.y, other.low.y <= high.y
    else { return false }
    if contains(other.corners[0]) || other.contains(corners[0]) { return true }
    return sides.contains { side in
      other.sides.contains { Segment(side.0, side.1).crosses(Segment($0.0, $0.1)) }
    }
  }

  /// Whether `point` is inside or at most `metres` away.
  func reaches(_ point: Vector, within metres: Double) -> Bool {
    guard point.x >= low.x - metres, point.x <= high.x + metres, point.y >= low.y - metres,
      point.y <= high.y + metres
    else { return false }
    return contains(point) || distance(to: point) <= metres
  }

  /// Whether all of `other` lies inside.
  func holds(_ other: Loop) -> Bool {
    other.corners.allSatisfy(contains)
      && !sides.contains { side in
        other.sides.contains { Segment(side.0, side.1).crosses(Segment($0.0, $0.1)) }
      }
  }

  /// Smaller around its centre.
  func scaled(_ factor: Double) -> [Vector] {
    let middle = centre
    return corners.map { middle.towards($0, factor) }
  }

  /// A place inside, uniformly drawn.
  func draw(_ seed: inout Seed) -> Vector {
    for _ in 0..<400 {
      let point = Vector(seed.number(low.x, high.x), seed.number(low.y, high.y))
      if contains(point) { return point }
    }
    return centre
  }
}

/// One straight side.
struct Segment {
  let a: Vector
  let b: Vector

  init(_ a: Vector, _ b: Vector) {
    self.a = a
    self.b = b
  }

  func nearest(to point: Vector) -> Vector {
    let step = b - a
    let square = step.dot(step)
    let share = square == 0 ? 0 : min(1, max(0, (point - a).dot(step) / square))
    return a + step * share
  }

  func distance(to point: Vector) -> Double { nearest(to: point).distance(to: point) }

  func crosses(_ other: Segment) -> Bool {
    let first = (b - a).cross(other.a - a)
    let second = (b - a).cross(other.b - a)
    let third = (other.b - other.a).cross(a - other.a)
    let fourth = (other.b - other.a).cross(b - other.a)
    return (first > 0) != (second > 0) && (third > 0) != (fourth > 0)
  }
}

/// A line as its corners.
struct Path {
  var corners: [Vector]

  init(_ corners: [Vector]) { self.corners = corners }

  var length: Double { zip(corners, corners.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) } }

  /// The place `metres` along the line, its end beyond that.
  func place(at metres: Double) -> Vector {
    var rest = metres
    for (a, b) in zip(corners, corners.dropFirst()) {
      let length = a.distance(to: b)
      if rest <= length, length > 0 { return a.towards(b, max(0, rest / length)) }
      rest -= length
    }
    return corners[corners.count - 1]
  }

  func nearest(to point: Vector) -> Vector {
    var best = corners[0]
    for (a, b) in zip(corners, corners.dropFirst()) {
      let near = Segment(a, b).nearest(to: point)
      if near.distance(to: point) < best.distance(to: point) { best = near }
    }
    return best
  }

  func distance(to point: Vector) -> Double { nearest(to: point).distance(to: point) }

  /// Places at most `step` metres apart, corners kept.
  func dense(_ step: Double) -> [Vector] {
    var dense = [corners[0]]
    for (a, b) in zip(corners, corners.dropFirst()) {
      let pieces = max(1, Int((a.distance(to: b) / step).rounded(.up)))
      for piece in 1...pieces { dense.append(a.towards(b, Double(piece) / Double(pieces))) }
    }
    return dense
  }
}

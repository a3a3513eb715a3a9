internal import ZoneGeometry

/// Metres east and north of the sample city's origin, as a place and as a step.
///
/// The plane is a flat map made by two constants; at the city's size it errs by less than a thousandth,
/// which a drawn city can bear, and it needs no library whose version could move a vertex.
struct Vector: Hashable {
  var x: Double
  var y: Double

  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  static func + (a: Vector, b: Vector) -> Vector { Vector(a.x + b.x, a.y + b.y) }
  static func - (a: Vector, b: Vector) -> Vector { Vector(a.x - b.x, a.y - b.y) }
  static func * (a: Vector, factor: Double) -> Vector { Vector(a.x * factor, a.y * factor) }

  var length: Double { (x * x + y * y).squareRoot() }
  var unit: Vector { self * (1 / length) }
  /// A quarter turn to the left.
  var left: Vector { Vector(-y, x) }

  func dot(_ other: Vector) -> Double { x * other.x + y * other.y }
  func cross(_ other: Vector) -> Double { x * other.y - y * other.x }
  func distance(to other: Vector) -> Double { (self - other).length }
  func towards(_ other: Vector, _ share: Double) -> Vector { self + (other - self) * share }
}

/// The flat map around the city's origin, the crossing 116.640° E, 23.660° N.
enum CityPlane {
  static let origin = LonLat(116.640, 23.660)
  /// Metres a degree on the WGS 84 ellipsoid at 23.66° N: meridian and parallel radius × π ÷ 180.
  static let metresPerDegree = Vector(102_018.0, 110_753.3)

  static func vector(_ place: LonLat) -> Vector {
    Vector(
      (place.lon - origin.lon) * metresPerDegree.x, (place.lat - origin.lat) * metresPerDegree.y)
  }

  static func place(_ vector: Vector) -> LonLat {
    LonLat(
      origin.lon + vector.x / metresPerDegree.x, origin.lat + vector.y / metresPerDegree.y)
  }

  /// The nearest place that six decimals of a degree can write, so that what is drawn here is what a
  /// reader of the file gets.
  static func snapped(_ vector: Vector) -> Vector {
    let written = place(vector)
    return CityPlane.vector(
      LonLat((written.lon * 1e6).rounded() / 1e6, (written.lat * 1e6).rounded() / 1e6))
  }
}

/// A direction by its share of a full turn, counted from east to north.
///
/// The sine comes from its series on an eighth of a turn: plain arithmetic, the same everywhere.
func direction(turn: Double) -> Vector {
  let quarter = (turn * 4).rounded()
  let angle = (turn - quarter / 4) * 6.283_185_307_179_586
  let square = angle * angle
  let sine = angle * (1 - square / 6 * (1 - square / 20 * (1 - square / 42 * (1 - square / 72))))
  let cosine = 1 - square / 2 * (1 - square / 12 * (1 - square / 30 * (1 - square / 56)))
  switch ((Int(quarter) % 4) + 4) % 4 {
  case 0: return Vector(cosine, sine)
  case 1: return Vector(-sine, cosine)
  case 2: return Vector(-cosine, -sine)
  default: return Vector(sine, -cosine)
  }
}

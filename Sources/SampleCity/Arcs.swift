internal import ZoneGeometry

/// The border lines between two meeting points, each drawn once: a smooth curve through hand-set places,
/// roughened a little the way surveyed borders are.
struct Arcs {
  private let lines: [(name: String, corners: [Vector])]

  init() {
    let nodes = Arcs.nodes
    var lines = River().arcs
    for sketch in Arcs.sketches {
      let control =
        [nodes[sketch.from] ?? CityPlane.origin] + sketch.through + [nodes[sketch.to] ?? CityPlane.origin]
      lines.append((sketch.name, Arcs.drawn(control.map(CityPlane.vector), sketch)))
    }
    self.lines = lines
  }

  /// Snapped corners from one end to the other, both ends included.
  subscript(name: String) -> [Vector] {
    guard let line = lines.first(where: { $0.name == name }) else {
      preconditionFailure("no border line is called \(name)")
    }
    return line.corners
  }

  /// Lines end to end, `-` before a name for backwards; where two meet their common corner is kept once.
  func joined(_ names: [String]) -> [Vector] {
    names.flatMap { name -> [Vector] in
      name.hasPrefix("-")
        ? Array(self[String(name.dropFirst())].reversed().dropLast()) : Array(self[name].dropLast())
    }
  }

  /// What somebody sketched of one line.
  struct Sketch {
    let name: String
    let from: String
    let to: String
    let through: [LonLat]
    /// Metres the drawn line may stray from the smooth curve.
    let stray: Double

    init(_ name: String, _ from: String, _ to: String, stray: Double, _ through: [(Double, Double)]) {
      self.name = name
      self.from = from
      self.to = to
      self.stray = stray
      self.through = through.map { LonLat($0.0, $0.1) }
    }
  }

  private static func drawn(_ control: [Vector], _ sketch: Sketch) -> [Vector] {
    if sketch.stray == 0 { return Path(control).dense(90).map(CityPlane.snapped) }
    let spacing = sketch.stray > 95 ? 150.0 : sketch.stray > 10 ? 115 : 45
    return roughened(Curve.through(control, spacing: spacing), stray: sketch.stray, seed: sketch.name)
      .map(CityPlane.snapped)
  }

  /// Moves each corner sideways by noise in three octaves, less near the ends, which stay.
  static func roughened(_ corners: [Vector], stray: Double, seed: String) -> [Vector] {
    let noise = Noise(seed)
    let length = Path(corners).length
    var walked = 0.0
    return corners.indices.map { index in
      guard index > 0, index + 1 < corners.count else { return corners[index] }
      walked += corners[index].distance(to: corners[index - 1])
      let taper = min(1, min(walked, length - walked) / 220)
      let octaves =
        noise.value(walked / 1_100) + 0.85 * noise.value(walked / 480, 7) + 0.75
        * noise.value(walked / 210, 13)
      let normal = (corners[index + 1] - corners[index - 1]).unit.left
      return corners[index] + normal * (octaves * stray * taper / 2.2)
    }
  }
}

/// Smooth curves through given places (Catmull and Rom's cubic).
enum Curve {
  /// About one corner every `spacing` metres; the given places are among them.
  static func through(_ control: [Vector], spacing: Double) -> [Vector] {
    var curve = [control[0]]
    for index in 0..<(control.count - 1) {
      let before = index == 0 ? control[0] * 2 - control[1] : control[index - 1]
      let after =
        index + 2 < control.count ? control[index + 2] : control[index + 1] * 2 - control[index]
      let steps = max(1, Int((control[index].distance(to: control[index + 1]) / spacing).rounded(.up)))
      for step in 1...steps {
        curve.append(
          place(before, control[index], control[index + 1], after, Double(step) / Double(steps)))
      }
    }
    return curve
  }

  private static func place(_ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector, _ t: Double) -> Vector {
    if t == 1 { return c }
    let linear = (c - a) * t
    let square = (a * 2 - b * 5 + c * 4 - d) * (t * t)
    let cube = (b * 3 - a - c * 3 + d) * (t * t * t)
    return (b * 2 + linear + square + cube) * 0.5
  }
}

extension Arcs {
  /// Where borders meet.
  static let nodes: [String: LonLat] = [
    "riverNorth": River.north, "fengxinRiver": River.fengxin, "taipingNorthRiver": River.taipingNorth,
    "yixiRiver": River.yixi, "taipingSouthRiver": River.taipingSouth, "linxiRiver": River.linxi,
    "chengxiRiver": River.chengxi, "riverSouth": River.south,
    "taipingNorthWest": LonLat(116.6342, 23.6702), "taipingSouthWest": LonLat(116.6381, 23.6566),
    "xixinSouthWest": LonLat(116.6185, 23.6548), "xixinNorthWest": LonLat(116.6185, 23.6604),
    "threeWest": LonLat(116.6098, 23.6602), "railStart": LonLat(116.5985, 23.6582),
    "railEnd": LonLat(116.6037, 23.6594), "west": LonLat(116.5795, 23.6562),
    "south": LonLat(116.6362, 23.6318), "yixiEast": LonLat(116.6778, 23.6788),
    "linxiEast": LonLat(116.6885, 23.6588), "claimStart": LonLat(116.6712, 23.6484),
    "claimEnd": LonLat(116.6752, 23.6507),
  ]

  private static let sketches: [Sketch] = [
    // The outline, anticlockwise from the river's north end.
    Sketch(
      "fengxinOuter", "riverNorth", "west", stray: 200,
      [
        (116.6185, 23.7045), (116.6040, 23.6992), (116.5905, 23.6905), (116.5838, 23.6790),
        (116.5815, 23.6665),
      ]),
    Sketch(
      "fengxiOuter", "west", "south", stray: 200,
      [
        (116.5800, 23.6435), (116.5872, 23.6325), (116.6010, 23.6262), (116.6170, 23.6258),
        (116.6285, 23.6272),
      ]),
    Sketch(
      "chengxiOuter", "south", "chengxiRiver", stray: 90,
      [(116.6430, 23.6352), (116.6505, 23.6348), (116.6575, 23.6378)]),
    Sketch(
      "linxiOuter", "riverSouth", "linxiEast", stray: 200,
      [
        (116.6895, 23.6182), (116.7000, 23.6240), (116.7062, 23.6355), (116.7020, 23.6470),
        (116.6950, 23.6540),
      ]),
    Sketch(
      "qiaodongOuter", "linxiEast", "yixiEast", stray: 100,
      [(116.6868, 23.6655), (116.6815, 23.6718)]),
    Sketch(
      "yixiOuter", "yixiEast", "riverNorth", stray: 200,
      [
        (116.6785, 23.6880), (116.6712, 23.6975), (116.6605, 23.7052), (116.6480, 23.7098),
        (116.6385, 23.7122),
      ]),
    // West bank.
    Sketch(
      "taipingNorth", "taipingNorthRiver", "taipingNorthWest", stray: 34,
      [(116.6412, 23.6796), (116.6368, 23.6782), (116.6352, 23.6742)]),
    Sketch(
      "taipingWest", "taipingNorthWest", "taipingSouthWest", stray: 32,
      [(116.6360, 23.6660), (116.6366, 23.6612)]),
    Sketch(
      "taipingSouth", "taipingSouthWest", "taipingSouthRiver", stray: 32,
      [(116.6428, 23.6561), (116.6480, 23.6573)]),
    Sketch(
      "xixinSouth", "taipingSouthWest", "xixinSouthWest", stray: 42,
      [(116.6318, 23.6538), (116.6252, 23.6530)]),
    Sketch("xixinWest", "xixinSouthWest", "xixinNorthWest", stray: 0, []),
    Sketch(
      "xixinNorth", "xixinNorthWest", "taipingNorthWest", stray: 42,
      [(116.6255, 23.6628), (116.6302, 23.6658)]),
    Sketch(
      "chengxiNorth", "fengxinRiver", "threeWest", stray: 90,
      [
        (116.6338, 23.6905), (116.6292, 23.6838), (116.6274, 23.6768), (116.6252, 23.6718),
        (116.6195, 23.6682),
        (116.6132, 23.6662),
      ]),
    Sketch(
      "chengxiSouthWest", "threeWest", "south", stray: 90,
      [(116.6108, 23.6528), (116.6160, 23.6472), (116.6262, 23.6438), (116.6318, 23.6385)]),
    Sketch("railWest", "west", "railStart", stray: 76, [(116.5830, 23.6590), (116.5910, 23.6572)]),
    Sketch("railGapNorth", "railStart", "railEnd", stray: 3, [(116.5999, 23.65895), (116.6022, 23.65955)]),
    Sketch("railGapSouth", "railStart", "railEnd", stray: 3, [(116.6003, 23.65815), (116.6027, 23.65875)]),
    Sketch("railEast", "railEnd", "threeWest", stray: 12, [(116.6068, 23.6600)]),
    // East bank.
    Sketch("yixiSouth", "yixiRiver", "yixiEast", stray: 76, [(116.6570, 23.6738), (116.6655, 23.6742)]),
    Sketch("claimWest", "linxiRiver", "claimStart", stray: 50, [(116.6645, 23.6462)]),
    Sketch("claimNorth", "claimStart", "claimEnd", stray: 3, [(116.67205, 23.64935), (116.67385, 23.65045)]),
    Sketch("claimSouth", "claimStart", "claimEnd", stray: 3, [(116.67265, 23.64865), (116.67445, 23.64975)]),
    Sketch("claimEast", "claimEnd", "linxiEast", stray: 76, [(116.6812, 23.6548)]),
  ]
}

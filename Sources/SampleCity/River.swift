internal import ZoneGeometry

/// The river through the city: its centre line is the border between the banks.
///
/// The course is drawn by hand after the real one (north-north-west to south-south-east past the old
/// city); width and detail are invented.
struct River {
  /// Metres from the centre line to either bank.
  static let halfWidth = 220.0

  static let north = LonLat(116.6292, 23.7118)
  static let fengxin = LonLat(116.6388, 23.6952)
  static let taipingNorth = LonLat(116.6466, 23.6806)
  static let yixi = LonLat(116.6498, 23.6718)
  static let taipingSouth = LonLat(116.6527, 23.6588)
  static let linxi = LonLat(116.6581, 23.6468)
  static let chengxi = LonLat(116.6642, 23.6392)
  static let south = LonLat(116.6795, 23.6186)

  private static let course: [(name: String, place: LonLat)] = [
    ("", north), ("", LonLat(116.6344, 23.7035)), ("riverFengxin", fengxin), ("", LonLat(116.6432, 23.6880)),
    ("riverChengxiNorth", taipingNorth), ("riverTaipingNorth", yixi), ("", LonLat(116.6512, 23.6655)),
    ("riverTaipingSouth", taipingSouth), ("", LonLat(116.6550, 23.6526)), ("riverChengxiSouthA", linxi),
    ("riverChengxiSouthB", chengxi), ("", LonLat(116.6704, 23.6302)), ("linxiRiverEnd", south),
  ]

  /// Corners about every 120 metres, north to south.
  let line: Path
  /// The pieces between the places where other borders reach the river.
  let arcs: [(name: String, corners: [Vector])]

  init() {
    let control = River.course.map { CityPlane.vector($0.place) }
    var arcs: [(name: String, corners: [Vector])] = []
    var pending: [Vector] = []
    let fixed = Curve.through(control, spacing: 120)
    let smooth = Arcs.roughened(fixed, stray: 18, seed: "river")
    for (corner, exact) in zip(smooth, fixed) {
      let stop = River.course.first { !$0.name.isEmpty && CityPlane.vector($0.place) == exact }
      pending.append(CityPlane.snapped(stop == nil ? corner : exact))
      if let stop {
        arcs.append((stop.name, pending))
        pending = [CityPlane.snapped(exact)]
      }
    }
    self.arcs = arcs
    line = Path(smooth.map(CityPlane.snapped))
  }

  /// Both banks as one outline, for maps to draw as water.
  var water: Loop {
    var west: [Vector] = []
    var east: [Vector] = []
    let noise = Noise("banks")
    for (index, corner) in line.corners.enumerated() {
      let ahead = line.corners[min(index + 1, line.corners.count - 1)]
      let behind = line.corners[max(index - 1, 0)]
      let side = (ahead - behind).unit.left
      let half = River.halfWidth - 25
      east.append(corner + side * (half + 22 * noise.value(Double(index) / 5)))
      west.append(corner - side * (half + 22 * noise.value(Double(index) / 5, 5)))
    }
    return Loop(west + east.reversed())
  }
}

internal import ZoneGeometry

/// The borders of the sample city, each drawn once and used by both neighbours, so that subdistricts fit
/// edge to edge to the last digit.
struct Topology {
  /// The built-up outline.
  let outline: Loop
  let subdistricts: [Subdistrict]
  /// The deliberate no-man's-land between two subdistricts, on an invented strip of railway ground.
  let gap: Loop
  /// The ground two subdistricts both claim, deliberately.
  let overlap: Loop
  /// A straight north–south piece of the border between two subdistricts: every place with its longitude
  /// and a latitude between its ends lies exactly on the border.
  let straightBorder: (south: Vector, north: Vector)
  /// Where three subdistricts meet.
  let triplePoint: Vector

  /// The river's centre line, north to south, and on beyond the city.
  let river: River

  init() {
    let arcs = Arcs()
    river = River()
    gap = Loop(arcs.joined(["railGapSouth", "-railGapNorth"]))
    overlap = Loop(arcs.joined(["claimSouth", "-claimNorth"]))
    straightBorder = (arcs["xixinWest"][0], arcs["xixinWest"][arcs["xixinWest"].count - 1])
    triplePoint = arcs["taipingWest"][0]
    outline = Loop(
      arcs.joined([
        "fengxinOuter", "fengxiOuter", "chengxiOuter", "linxiRiverEnd", "linxiOuter", "qiaodongOuter",
        "yixiOuter",
      ]))
    subdistricts = Subdistrict.frame.map { Subdistrict($0, Loop(arcs.joined($0.arcs))) }
  }

  /// The subdistrict with the ground under `point`, the first of the list where two claim it.
  func subdistrict(at point: Vector) -> Subdistrict? {
    subdistricts.first { $0.ring.contains(point) }
  }
}

/// One subdistrict: name and code are real, the outline is invented.
struct Subdistrict {
  let code: String
  let name: String
  let ring: Loop
  /// How much of the campaign's effort goes here; the unevenness is what the sample is to show.
  let effort: Double

  init(_ frame: Frame, _ ring: Loop) {
    code = frame.code
    name = frame.name
    effort = frame.effort
    self.ring = ring
  }

  struct Frame {
    let code: String
    let name: String
    let effort: Double
    let arcs: [String]
  }

  /// Names and codes: National Bureau of Statistics, divisions of 2023. Outlines run anticlockwise.
  static let frame: [Frame] = [
    Frame(
      code: "445102010", name: "太平街道", effort: 15,
      arcs: ["-riverTaipingSouth", "-riverTaipingNorth", "taipingNorth", "taipingWest", "taipingSouth"]),
    Frame(
      code: "445102011", name: "西新街道", effort: 8,
      arcs: ["-xixinNorth", "-xixinWest", "-xixinSouth", "-taipingWest"]),
    Frame(
      code: "445102008", name: "城西街道", effort: 11,
      arcs: [
        "chengxiOuter", "-riverChengxiSouthB", "-riverChengxiSouthA", "-taipingSouth", "xixinSouth",
        "xixinWest",
        "xixinNorth", "-taipingNorth", "-riverChengxiNorth", "chengxiNorth", "chengxiSouthWest",
      ]),
    Frame(
      code: "445102009", name: "凤新街道", effort: 14,
      arcs: [
        "-riverFengxin", "fengxinOuter", "railWest", "railGapNorth", "railEast", "-chengxiNorth",
      ]),
    Frame(
      code: "445103121", name: "枫溪镇", effort: 9,
      arcs: ["fengxiOuter", "-chengxiSouthWest", "-railEast", "-railGapSouth", "-railWest"]),
    Frame(
      code: "445102007", name: "桥东街道", effort: 6,
      arcs: [
        "riverTaipingSouth", "riverChengxiSouthA", "claimWest", "claimSouth", "claimEast", "qiaodongOuter",
        "-yixiSouth",
      ]),
    Frame(
      code: "445102100", name: "意溪镇", effort: 3,
      arcs: [
        "riverFengxin", "riverChengxiNorth", "riverTaipingNorth", "yixiSouth", "yixiOuter",
      ]),
    Frame(
      code: "445102111", name: "磷溪镇", effort: 1,
      arcs: [
        "riverChengxiSouthB", "linxiRiverEnd", "linxiOuter", "-claimEast", "-claimNorth", "-claimWest",
      ]),
  ]
}

internal import ZoneGeometry

/// Boundaries that are wrong in ways people meet, for a look at what the program says about them.
enum DamagedFile {
  static let bytes = GeoJSON.collection(
    "damaged",
    [
      feature("D01", "示例自相交小区", "the outline crosses itself", [bowTie]),
      feature("D02", "示例未闭合小区", "the last position is not the first", [Array(square(640, -500).dropLast())]),
      feature("D03", "示例重号小区甲", "the id D03 is used twice", [square(900, -500)]),
      feature("D03", "示例重号小区乙", "the id D03 is used twice", [square(1_100, -500)]),
      feature("D04", "示例外孔小区", "the hole lies outside the outline", [square(380, -760), square(560, -760)]),
      feature("D05", "示例塌缩小区", "the outline has no area", [collapsed]),
      empty("D06", "示例无图形小区", "no geometry at all"),
      feature("D07", "示例经纬颠倒小区", "latitude before longitude", [swapped]),
      feature("D08", "示例完好小区", "nothing wrong here", [square(1_340, -500)]),
    ])

  private static func feature(_ id: String, _ name: String, _ fault: String, _ rings: [[JSON]]) -> JSON {
    GeoJSON.feature(
      GeoJSON.geometry("Polygon", .list(rings.map(JSON.list))), properties(id, name, fault))
  }

  private static func empty(_ id: String, _ name: String, _ fault: String) -> JSON {
    GeoJSON.feature(.null, properties(id, name, fault))
  }

  private static func properties(_ id: String, _ name: String, _ fault: String) -> [(String, JSON)] {
    [("id", .text(id)), ("name", .text(name)), ("kind", .text("compound")), ("fault", .text(fault))]
  }

  private static func closed(_ corners: [Vector]) -> [JSON] { (corners + [corners[0]]).map(\.json) }

  private static func square(_ x: Double, _ y: Double) -> [JSON] {
    closed([Vector(x, y), Vector(x + 120, y), Vector(x + 120, y + 110), Vector(x, y + 110)])
  }

  private static let bowTie = closed([
    Vector(380, -500), Vector(500, -390), Vector(500, -500), Vector(380, -390),
  ])

  private static let collapsed = closed([Vector(900, -760), Vector(1_000, -760), Vector(950, -760)])

  private static let swapped: [JSON] = [
    (23.655, 116.651), (23.655, 116.652), (23.656, 116.652), (23.656, 116.651), (23.655, 116.651),
  ].map { .list([.number(degrees($0.0)), .number(degrees($0.1))]) }
}

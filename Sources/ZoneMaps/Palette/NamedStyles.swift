public import ZoneModel

// How the things of the field look on every map, so that maps of different verbs can be laid side by side.
extension MapStyle {
  /// An area by how much of it was seen, with the outline of its kind.
  public static func coverage(_ coverage: CoverageClass, of kind: ZoneKind) -> MapStyle {
    var style = outline(of: kind)
    style.fill = Palette.coverage(coverage)
    return style
  }

  /// A road by how much of it was seen; one never seen is dashed, as an area would be hatched.
  public static func coverageOfRoad(_ coverage: CoverageClass) -> MapStyle {
    MapStyle(
      stroke: Palette.coverageLine(coverage), width: .pixels(2), dash: coverage == .never ? [5, 3] : [])
  }

  /// An area by the age of its last observation, with the outline of its kind.
  public static func freshness(_ freshness: Freshness, of kind: ZoneKind) -> MapStyle {
    var style = outline(of: kind)
    style.fill = Palette.freshness(freshness)
    return style
  }

  public static func blindSpot(_ cause: Cause) -> MapStyle {
    MapStyle(fill: Palette.cause(cause), stroke: Palette.causeInk(cause), width: .pixels(0.7))
  }

  /// A zone's outline alone.
  public static func outline(of kind: ZoneKind) -> MapStyle {
    let colour = Palette.outline(of: kind)
    return switch kind {
    case .street: MapStyle(stroke: colour, width: .pixels(1.3))
    case .road: MapStyle(stroke: colour, width: .pixels(1.2))
    case .market: MapStyle(stroke: colour, width: .pixels(1.2))
    case .urbanVillage: MapStyle(stroke: colour, width: .pixels(1), dash: [4, 1.5])
    default: MapStyle(stroke: colour, width: .pixels(0.7))
    }
  }

  public static let cityOutline = MapStyle(
    stroke: Palette.cityOutline, width: .pixels(1.8), dash: [8, 3, 2, 3])
  public static let water = MapStyle(
    fill: .colour(Palette.water), stroke: Palette.waterEdge, width: .pixels(0.6))
  /// Observed ground given as an area.
  public static let footprint = MapStyle(
    fill: .colour(Palette.footprint), stroke: Palette.footprintEdge, width: .pixels(0.4))
  /// Observed ground given as walked lines and what is seen on both sides of them, in metres.
  public static func footprint(radius: Double) -> MapStyle {
    MapStyle(stroke: Palette.footprint, width: .metres(2 * radius))
  }
  public static let track = MapStyle(stroke: Palette.track, width: .pixels(1))
  public static let finding = MapStyle(
    fill: .colour(Palette.finding), stroke: Palette.paper, width: .pixels(0.6))
  /// A name on the map; paper around the letters keeps it legible on any fill.
  public static let label = MapStyle(
    fill: .colour(Palette.ink), stroke: Palette.paper, width: .pixels(3))
}

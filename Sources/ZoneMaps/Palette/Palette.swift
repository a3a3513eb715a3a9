public import ZoneModel

/// Every colour of the maps and pages, by what it stands for.
///
/// Chosen to stay apart for people with red-green blindness (tested) and on a grey copy; and never alone:
/// ground nobody visited is hatched, causes differ in their pattern too.
public enum Palette {
  // MARK: Paper and ink

  public static let paper = MapColour(0xFFFFFF)
  public static let panel = MapColour(0xF4F7F7)
  /// The land of a map, where nothing else is drawn.
  public static let land = MapColour(0xFBFAF6)
  public static let ink = MapColour(0x1D2B33)
  public static let mutedInk = MapColour(0x4C5D67)
  public static let rule = MapColour(0xCFD9DC)
  public static let accent = MapColour(0x1D6A5F)
  /// A shape or row picked by the reader.
  public static let highlight = MapColour(0xC2185B)

  // MARK: Coverage: the more was seen, the deeper the ink

  public static func coverage(_ coverage: CoverageClass) -> MapFill {
    switch coverage {
    case .never: never
    case .low: .colour(MapColour(0xE4F0E4))
    case .half: .colour(MapColour(0x97C8B2))
    case .most: .colour(MapColour(0x4F967E))
    case .nearlyAll: .colour(MapColour(0x17594F))
    }
  }

  /// Strokes of roads by coverage; darker than the areas' fills, for a thin line looks paler than an area.
  public static func coverageLine(_ coverage: CoverageClass) -> MapColour {
    switch coverage {
    case .never: neverInk
    case .low: MapColour(0xB4D6C0)
    case .half: MapColour(0x6FB097)
    case .most: MapColour(0x37836D)
    case .nearlyAll: MapColour(0x0F443D)
    }
  }

  public static let neverInk = MapColour(0x9C4A50)
  public static let neverPaper = MapColour(0xF1E6E4)
  /// Ground nobody visited: grey-red, hatched.
  public static let never = MapFill.hatch(.rising, ink: neverInk, paper: neverPaper)

  // MARK: Freshness

  public static func freshness(_ freshness: Freshness) -> MapFill {
    switch freshness {
    case .fresh: .colour(MapColour(0x4F967E))
    case .due: .colour(MapColour(0xF0DA94))
    case .overdue: .colour(MapColour(0xC4692B))
    case .never: never
    }
  }

  // MARK: Causes of blind spots

  public static func cause(_ cause: Cause) -> MapFill {
    switch cause {
    case .unowned: .hatch(.falling, ink: MapColour(0x3B3A8F), paper: MapColour(0xDEDFF2))
    case .disputed: .hatch(.crossed, ink: MapColour(0x8E3A8A), paper: MapColour(0xF0DFF0))
    case .neverVisited: never
    case .overdue: .colour(MapColour(0xC4692B))
    case .unseenPart: .colour(MapColour(0xEDB48C))
    case .itemNotChecked: .hatch(.level, ink: MapColour(0x1F7A8C), paper: MapColour(0xD6ECF0))
    case .lowDetection: .hatch(.dotted, ink: MapColour(0x4F6F1A), paper: MapColour(0xE2EBCB))
    case .noAccess: .colour(MapColour(0x5B6670))
    }
  }

  /// The outline, and the colour for text and lines, of a cause.
  public static func causeInk(_ cause: Cause) -> MapColour {
    switch cause {
    case .unowned: MapColour(0x3B3A8F)
    case .disputed: MapColour(0x8E3A8A)
    case .neverVisited: neverInk
    case .overdue: MapColour(0x8F4413)
    case .unseenPart: MapColour(0xA85A22)
    case .itemNotChecked: MapColour(0x1F7A8C)
    case .lowDetection: MapColour(0x4F6F1A)
    case .noAccess: MapColour(0x2F3940)
    }
  }

  // MARK: Outlines and ground

  public static func outline(of kind: ZoneKind) -> MapColour {
    switch kind {
    case .street: MapColour(0x2B3A42)
    case .road: MapColour(0x7C8A92)
    case .market: MapColour(0x7A4A12)
    case .urbanVillage: MapColour(0x5C4A80)
    case .compound: MapColour(0x3C5E78)
    default: MapColour(0x5B6670)
    }
  }

  public static let cityOutline = MapColour(0x2B3A42)
  public static let water = MapColour(0xD5E3F0)
  public static let waterEdge = MapColour(0x9DBAD4)
  /// Ground that was seen: lit.
  public static let footprint = MapColour(0xF6E39B)
  public static let footprintEdge = MapColour(0xB9A23C)
  /// Where the inspectors walked.
  public static let track = MapColour(0x8A6D00)
  public static let finding = MapColour(0xB3261E)
}

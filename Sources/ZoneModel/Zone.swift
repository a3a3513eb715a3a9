public import ZoneGeometry

/// An area, or a length of road, that somebody answers for.
public struct Zone: Sendable, Hashable {
  /// Unique in the zone set.
  public var id: String
  public var name: String?
  public var kind: ZoneKind
  /// Id of the zone it belongs to, where it says so.
  public var parent: String?
  /// The responsible body.
  public var owner: String?
  /// The responsible leader (包联).
  public var leader: String?
  /// Longest allowed time between observations, in days.
  public var revisitDays: Double
  /// Importance; 1 is ordinary.
  public var weight: Double
  public var reach: Reach
  public var boundary: Boundary

  public init(
    id: String, name: String? = nil, kind: ZoneKind, parent: String? = nil, owner: String? = nil,
    leader: String? = nil, revisitDays: Double? = nil, weight: Double = 1, reach: Reach? = nil,
    boundary: Boundary
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.parent = parent
    self.owner = owner
    self.leader = leader
    self.revisitDays = revisitDays ?? kind.revisitDays
    self.weight = weight
    self.reach = reach ?? kind.reach
    self.boundary = boundary
  }
}

/// What a zone looks like on the ground.
public enum Boundary: Sendable, Hashable {
  /// An area; its edge belongs to it.
  case ground(MultiPolygon<LonLat>)
  /// A road: lines and the width of the strip around them, in metres. A place belongs to it when it lies
  /// within half the width of a line.
  case road([[LonLat]], width: Double)

  /// Width of a road that does not state one, in metres.
  public static let defaultRoadWidth = 20.0

  /// Its geometry as GeoJSON would write it.
  public var geometry: Geometry<LonLat> {
    switch self {
    case .ground(let ground): ground.geometry
    case .road(let lines, _): lines.count == 1 ? .line(lines[0]) : .multiLine(lines)
    }
  }

  public var isRoad: Bool {
    if case .road = self { true } else { false }
  }
}

/// Which observations count for a zone.
public enum Reach: String, Sendable, Hashable {
  /// Only those made inside it: walled compounds, market halls.
  case inside
  /// Any whose footprint reaches it.
  case anywhere
}

/// The kind of a zone: one of the five below, or any other word.
public struct ZoneKind: Sendable, Hashable, RawRepresentable, CustomStringConvertible {
  public var rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  /// 街道, subdistrict.
  public static let street = ZoneKind(rawValue: "street")
  /// 路段, a length of road.
  public static let road = ZoneKind(rawValue: "road")
  /// 农贸市场, produce market.
  public static let market = ZoneKind(rawValue: "market")
  /// 城中村, village grown over by the city.
  public static let urbanVillage = ZoneKind(rawValue: "urban_village")
  /// 小区, residential compound.
  public static let compound = ZoneKind(rawValue: "compound")
  /// The kind of a zone that states none and whose file was given without one.
  public static let zone = ZoneKind(rawValue: "zone")
  /// Those the program has words for.
  public static let builtIn = [street, road, market, urbanVillage, compound, zone]

  public var description: String { rawValue }

  /// The kind as people write it, in English or Chinese: `小区` is `compound`. Other words stay as they are.
  public init(name: String) {
    switch name {
    case "街道", "镇街", "街道办", "subdistrict": self = .street
    case "路段", "道路", "背街小巷": self = .road
    case "农贸市场", "市场", "集贸市场": self = .market
    case "城中村", "village": self = .urbanVillage
    case "小区", "住宅小区", "住宅区", "residential": self = .compound
    default: self.init(rawValue: name)
    }
  }

  /// Longest time between observations when the zone states none, in days: roads and markets 7, villages
  /// and compounds 14, everything else 30. Our own working assumption, not a rule of the standard; set
  /// `revisit_days` to replace it.
  public var revisitDays: Double {
    switch self {
    case .road, .market: 7
    case .urbanVillage, .compound: 14
    default: 30
    }
  }

  /// Walled places are seen only from inside.
  public var reach: Reach {
    self == .compound || self == .market ? .inside : .anywhere
  }

  /// What people call it.
  public var title: Phrase {
    switch self {
    case .street: Phrase("subdistricts", zh: "镇街")
    case .road: Phrase("roads", zh: "路段")
    case .market: Phrase("markets", zh: "农贸市场")
    case .urbanVillage: Phrase("urban villages", zh: "城中村")
    case .compound: Phrase("compounds", zh: "小区")
    default: Phrase(rawValue, zh: rawValue)
    }
  }
}

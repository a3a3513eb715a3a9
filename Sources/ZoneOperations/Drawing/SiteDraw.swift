internal import ZoneAnalysis
public import ZoneModel

/// What was drawn, with all that is needed to draw it again.
public struct SiteDraw: Sendable {
  public var zones: ZoneSet
  public var options: DrawOptions
  public var strata: [DrawStratum] = []
  /// Stratum by stratum: must-visit zones, sites and reserves in their order, each site's neighbour behind it.
  public var sites: [DrawnSite] = []
  public var inputs: [DrawInput] = []
  /// SHA-256 of the frame: what was drawn from, whatever file it came in.
  public var frameDigest = ""
  /// Zones that a condition left out because it could not be judged, by the condition.
  public var unjudged: [(filter: AttributeFilter, zones: Int)] = []
  public var rejections: [Rejection] = []
}

/// A file that went into a draw.
public struct DrawInput: Sendable, Hashable {
  public var path: String
  /// SHA-256 of its bytes; `nil` for what can be read only once, and for project files, whose frame tells.
  public var digest: String?
}

/// A part of the frame that is drawn from by itself.
public struct DrawStratum: Sendable {
  public var name: String
  public var title: Phrase
  /// Zones of the stratum in the data.
  public var zones = 0
  /// Zones that do not meet the conditions, that were excluded, that have no size, that are visited anyway.
  public var filtered = 0
  public var excluded = 0
  public var sizeless = 0
  public var must = 0
  /// N: zones that could be drawn.
  public var frame = 0
  /// Sites asked for, and drawn: fewer when the frame has no more.
  public var asked = 0
  public var sites = 0
  public var reserves = 0
  /// In an assessment: the groups the sites are for.
  public var groups: [Group] = []

  public struct Group: Sendable {
    public var id: String
    public var name: String
    public var asked: Int
    public var sites: Int
    public var isVerified: Bool
  }
}

public enum SiteRole: String, Sendable, CaseIterable {
  /// Visited in any case; not part of the random sample.
  case must
  case site
  case reserve
  /// The neighbouring zone a site is compared with.
  case neighbour

  public var title: Phrase {
    switch self {
    case .must: Phrase("must visit", zh: "必检")
    case .site: Phrase("drawn", zh: "抽中")
    case .reserve: Phrase("reserve", zh: "备选")
    case .neighbour: Phrase("neighbour", zh: "相邻对照")
    }
  }
}

/// One zone to be visited.
public struct DrawnSite: Sendable {
  public var zone: Int
  /// Index into the draw's strata.
  public var stratum: Int
  public var role: SiteRole
  /// Of sites and reserves within their stratum, from 1: the order to use them in.
  public var order: Int?
  /// In an assessment: what it is drawn for.
  public var group: String?
  /// The probability that the zone is among the sites of its stratum; for a reserve that it is among the sites
  /// and reserves; 1 for a must-visit zone, `nil` for a neighbour.
  public var probability: Double?
  /// The zone a neighbour stands beside.
  public var neighbourOf: Int?
  /// Metres of border they share, and metres between them.
  public var border: Double?
  public var gap: Double?
}

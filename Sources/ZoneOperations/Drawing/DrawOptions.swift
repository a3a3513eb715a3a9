public import ZoneAnalysis
public import ZoneModel

/// How sites are drawn.
public struct DrawOptions: Sendable {
  /// 0 to 2⁵³ − 1, so that every reader of JSON sees the same number.
  public var seed: UInt64 = 0
  /// What splits the frame into strata: our fields or properties of the zones; empty: one stratum.
  public var strata = ["kind"]
  public var count = DrawCount.total(10)
  /// Sites of single strata, by the stratum's name; they take the place of ``count`` there.
  public var takes: [String: Int] = [:]
  /// Sites behind the sample of each stratum, in the order they come in.
  public var reserve = 0
  public var chances = DrawChances.equal
  public var filters: [AttributeFilter] = []
  /// Ids, or files of ids, of zones that are never drawn.
  public var excluded: [String] = []
  /// Ids, or files of ids, of zones that are visited in any case; they stand beside the sample.
  public var must: [String] = []
  /// Adds to each site the neighbouring zone of its kind.
  public var hasNeighbours = false
  /// Metres between a zone and its neighbour at most, where they share no border.
  public var neighbourReach = 1000.0
  /// The rule that decides about each stratum after the inspection.
  public var rule: LotRule?
  /// Groups and numbers of sites of an assessment, instead of ``strata`` and ``count``.
  public var preset: DrawPreset?

  public init() {}
}

/// How many sites.
public enum DrawCount: Sendable, Hashable {
  /// In all, shared among the strata in proportion to their zones.
  case total(Int)
  /// In all, the same for each stratum.
  case equal(Int)
  /// In each stratum.
  case each(Int)
}

/// How likely a zone is to be drawn within its stratum.
public enum DrawChances: Sendable, Hashable {
  case equal
  /// In proportion to its area.
  case area
  /// In proportion to a number it states.
  case property(String)

  /// For people who read Chinese: the area, or the property's own name.
  var chinese: String { word == "area" ? "面积" : "“\(word)”" }

  public var word: String {
    switch self {
    case .equal: "equal"
    case .area: "area"
    case .property(let name): name
    }
  }
}

/// A mock assessment.
public struct DrawPreset: Sendable, Hashable {
  public var size: CitySize
  /// Whether somebody said how large the city is.
  public var isSizeGiven: Bool
  /// A table of the user's; `nil`: the shipped one.
  public var table: String?

  public init(size: CitySize, isSizeGiven: Bool, table: String? = nil) {
    self.size = size
    self.isSizeGiven = isSizeGiven
    self.table = table
  }
}

/// One thing inspectors look for, and where it is looked for.
public struct ChecklistItem: Sendable, Hashable {
  /// As observations and findings name it; unique in a checklist.
  public var code: String
  /// The standard or local list the code belongs to.
  public var standard: String
  public var name: Phrase
  /// The kinds of zone it applies to.
  public var kinds: Kinds
  /// Code of the item above it, where it is part of one.
  public var parent: String?
  /// Points of the assessment sheet, where they are known.
  public var points: Double?
  /// Longest allowed time between looks, in days; `nil`: as long as the zone's own.
  public var intervalDays: Double?
  /// Importance; 1 is ordinary.
  public var weight: Double
  /// Whether somebody compared the row with the standard.
  public var isVerified: Bool
  public var source: String
  public var note: String

  public enum Kinds: Sendable, Hashable {
    case all
    /// None at all for an item that is not looked for on rounds.
    case only([ZoneKind])
  }

  public init(
    code: String, standard: String = "", name: Phrase, kinds: Kinds, parent: String? = nil,
    points: Double? = nil, intervalDays: Double? = nil, weight: Double = 1, isVerified: Bool = false,
    source: String = "", note: String = ""
  ) {
    self.code = code
    self.standard = standard
    self.name = name
    self.kinds = kinds
    self.parent = parent
    self.points = points
    self.intervalDays = intervalDays
    self.weight = weight
    self.isVerified = isVerified
    self.source = source
    self.note = note
  }

  public func applies(to kind: ZoneKind) -> Bool {
    switch kinds {
    case .all: true
    case .only(let kinds): kinds.contains(kind)
    }
  }

  /// Longest allowed time between looks at it in a zone, in days.
  public func interval(in zone: Zone) -> Double { intervalDays ?? zone.revisitDays }
}

internal import ZoneAnalysis
public import ZoneModel

/// What a zone's findings are counted per.
public enum RankExposure: String, Sendable, CaseIterable {
  /// Recorded visits and tracks; findings of a day and source without any count as one more.
  case inspection
  /// Observations as coverage counts them: each finding of an inspector is one.
  case observation
  /// Hectares of the zone.
  case area
  /// Checklist items looked at, each once a day; the events are those that failed.
  case item

  var events: EmpiricalBayes.Events { self == .item ? .shares : .counts }
}

/// Zones that are compared with one another.
public struct RankClass: Sendable, Hashable {
  public var name: String
  public var kinds: [ZoneKind]

  public init(name: String, kinds: [ZoneKind]) {
    self.name = name
    self.kinds = kinds
  }

  /// A class of one kind has the kind's title, any other its own name.
  public var title: Phrase {
    kinds.count == 1 && kinds[0].rawValue == name ? kinds[0].title : Phrase(name, zh: name)
  }
}

/// The round that is ranked.
public enum RankPeriod: Sendable, Hashable {
  /// The quarter in which the newest record lies; the whole record when none has a time.
  case newestQuarter
  case quarter(Quarter)
  case window(TimeWindow)
}

public struct RankOptions: Sendable {
  /// Empty: each kind is a class.
  public var classes: [RankClass] = []
  public var period = RankPeriod.newestQuarter
  public var per = RankExposure.inspection
  /// Places on the red list of each class.
  public var best = 3
  /// Places on the black list of each class.
  public var worst = 5
  /// Inspections without which a zone has no place.
  public var least = 3
  /// A finding of this severity or above costs a place on the red list.
  public var serious = 5.0
  /// Complaints count as findings; otherwise they only stand beside them.
  public var countsComplaints = false
  /// An earlier output of the same verb; `nil`: the round before is computed from the same data.
  public var previous: String?
  /// A table of items and points; `nil`: one point each.
  public var points: String?

  public init() {}
}

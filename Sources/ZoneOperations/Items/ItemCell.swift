public import ZoneModel

/// One item in one zone it applies to: when somebody last looked for it, and how well.
public struct ItemCell: Sendable, Hashable {
  /// Number of the zone in its set.
  public var zone: Int
  /// Number of the item in the checklist.
  public var item: Int
  /// Observations of this item that reach the zone; general looks are none.
  public var looks = 0
  public var firstLooked: Instant?
  public var lastLooked: Instant?
  public var ageDays: Double?
  /// Longest allowed time between looks: the item's, else the zone's; halved for each relapse.
  public var intervalDays: Double
  /// Times the item came back after closing, since it was last found in order.
  public var relapses = 0
  public var freshness = Freshness.never
  /// Square metres of the zone; of a road length × width.
  public var area = 0.0
  /// Of these, looked at for the item within the interval.
  public var lookedArea = 0.0
  /// Square metres looked at for the item within the interval, with overlap.
  public var effort = 0.0
  /// Effective width of a look ÷ its nominal width.
  public var sweep = 1.0
  /// Zone's weight × item's weight.
  public var weight = 1.0
  /// Expected problems nobody has seen.
  public var expectedUnseen = 0.0

  /// A cell nobody has looked at.
  public init(zone: Int, item: Int, intervalDays: Double) {
    self.zone = zone
    self.item = item
    self.intervalDays = intervalDays
  }

  /// The share of the ground that is to be looked at.
  public var leastShare = 0.0

  /// Somebody looked as it was due, at enough of the ground.
  public var isLive: Bool {
    guard freshness == .fresh || freshness == .due else { return false }
    return leastShare <= 0 || (lookedShare.value ?? 0) >= leastShare * (1 - 1e-9)
  }

  /// The share of the zone's ground that was looked at for the item within the interval.
  public var lookedShare: Share { Share(lookedArea, of: area) }

  public var factor: Double? { Detection.coverageFactor(effort: effort, area: area) }

  /// How likely a problem that was there all through the interval was found in it.
  public var probabilityOfDetection: Double? {
    factor.map { Detection.probability(coverageFactor: sweep * $0) }
  }

  /// The same with effort in evenly spaced tracks.
  public var optimisticProbability: Double? {
    factor.map { Detection.optimisticProbability(coverageFactor: sweep * $0) }
  }

  /// By when it is to be looked at.
  ///
  /// - Parameter begin: when the record begins, for what was never looked at.
  public func due(since begin: Instant?) -> Instant? {
    (lastLooked ?? (looks == 0 ? begin : nil)).map { $0 + intervalDays * 86_400 }
  }
}

/// How much of a set of cells was looked at as it was due.
public struct ItemTally: Sendable, Hashable {
  public var cells = 0
  /// Cells looked at as they were due.
  public var live = 0
  public var statuses: [Freshness: Int] = [:]
  public var weight = 0.0
  public var liveWeight = 0.0
  /// Square metres, one zone counted once for each of its items.
  public var area = 0.0
  public var lookedArea = 0.0
  public var expectedUnseen = 0.0

  public init(_ cells: some Sequence<ItemCell>) {
    for cell in cells {
      self.cells += 1
      statuses[cell.freshness, default: 0] += 1
      weight += cell.weight
      if cell.isLive {
        live += 1
        liveWeight += cell.weight
      }
      area += cell.area
      lookedArea += cell.lookedArea
      expectedUnseen += cell.expectedUnseen
    }
  }

  /// 1 − dead cells ÷ cells.
  public var share: Share { Share(Double(live), of: Double(cells)) }
  public var shareByArea: Share { Share(lookedArea, of: area) }
  public var shareByWeight: Share { Share(liveWeight, of: weight) }
}

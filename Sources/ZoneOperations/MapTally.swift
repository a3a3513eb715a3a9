internal import ZoneAnalysis
public import ZoneModel

/// How many findings lie where.
public struct MapTally: Sendable {
  /// Findings that could be used.
  public private(set) var findings = 0
  /// Those in at least one zone.
  public private(set) var inside = 0
  /// Those in no zone.
  public var outside: Int { findings - inside }
  /// Findings a zone.
  public private(set) var perZone: [Int]
  /// Findings in at least one zone of a kind.
  public var perKind: [ZoneKind: Int] {
    Dictionary(uniqueKeysWithValues: zip(kinds, counts))
  }
  /// What the zones expect, where that was asked for.
  public internal(set) var expected: ExpectedCounts?
  public internal(set) var rejections: [Rejection] = []
  public let zones: ZoneSet

  private let kinds: [ZoneKind]
  /// Each zone's place in `kinds`.
  private let kindOfZone: [Int]
  private var counts: [Int]

  init(_ zones: ZoneSet) {
    self.zones = zones
    perZone = [Int](repeating: 0, count: zones.count)
    var places: [ZoneKind: Int] = [:]
    var kinds: [ZoneKind] = []
    kindOfZone = zones.zones.map { zone in
      if let place = places[zone.kind] { return place }
      places[zone.kind] = kinds.count
      kinds.append(zone.kind)
      return kinds.count - 1
    }
    self.kinds = kinds
    counts = [Int](repeating: 0, count: kinds.count)
  }

  /// Adds other findings of the same zones.
  mutating func add(_ other: MapTally) {
    findings += other.findings
    inside += other.inside
    for zone in perZone.indices { perZone[zone] += other.perZone[zone] }
    for kind in counts.indices { counts[kind] += other.counts[kind] }
    rejections += other.rejections
    add(other.expected)
  }

  mutating func add(_ hits: ZoneHits) {
    findings += hits.count
    inside += hits.covered
    // per kind the point counted last, so that two zones of a kind count once
    var last = [Int](repeating: -1, count: kinds.count)
    for i in 0..<hits.count {
      for place in hits.starts[i]..<hits.starts[i + 1] {
        let zone = Int(hits.zones[place])
        perZone[zone] += 1
        let kind = kindOfZone[zone]
        if last[kind] != i {
          last[kind] = i
          counts[kind] += 1
        }
      }
    }
  }

  mutating func add(_ more: ExpectedCounts?) {
    guard let more else { return }
    if expected == nil { expected = more } else { expected?.add(more) }
  }
}

public import ZoneGeometry
public import ZoneModel

/// Where somebody looked around the zones of one plane: finds the observations that count for a zone.
///
/// A value in all but name: it never changes and may serve many tasks at once.
public final class Survey: Sendable {
  private let sightings: [Sighting]
  private let index: BoxIndex<PlanePoint>
  private let refusals: [Sighting]
  private let refusalIndex: BoxIndex<PlanePoint>

  /// - Parameters:
  ///   - observations: those without access are attempts, never coverage.
  ///   - window: an observation counts when its time lies in it; of a track with times, the steps whose two
  ///     ends do. In a bounded window observations without a time do not count.
  ///   - asOf: nothing later counts.
  public init(
    _ observations: [Observation], in plane: Plane, window: TimeWindow = .always, asOf: Instant? = nil
  ) {
    var sightings: [Sighting] = []
    var refusals: [Sighting] = []
    sightings.reserveCapacity(observations.count)
    for (number, observation) in observations.enumerated() {
      guard let sighting = Sighting(observation, number: number, in: plane, window: window, asOf: asOf)
      else { continue }
      if sighting.access == .granted { sightings.append(sighting) } else { refusals.append(sighting) }
    }
    self.sightings = sightings
    self.refusals = refusals
    index = BoxIndex(sightings.map(\.box))
    refusalIndex = BoxIndex(refusals.map(\.box))
  }

  /// Metres from `p` to the nearest place where somebody looked; `nil` when nobody did.
  public func nearestObservation(to p: PlanePoint) -> Double? {
    index.nearestDistance(to: p) { self.sightings[$0].distance(to: p) }
  }
}

// MARK: - One zone

/// The observations that count for one zone.
public struct ZoneSightings: Sendable {
  /// What they show of it, or of ground near it.
  public var footprints: [Footprint] = []
  /// Numbers of the observations, ascending.
  public var observations: [Int] = []
  /// Per observation: when it saw the zone first and last; `nil` when its time is not known.
  public var times: [ClosedRange<Instant>?] = []
  /// Places where somebody tried to get in and could not, with the radius tried.
  public var refusals: [Footprint] = []

  /// Nothing seen, nothing tried.
  public init() {}

  public var first: Instant? { times.compactMap { $0?.lowerBound }.min() }
  public var last: Instant? { times.compactMap { $0?.upperBound }.max() }

  /// Only what was seen last at or after `instant`; without a time nothing is known to be so recent.
  public func since(_ instant: Instant) -> [Footprint] {
    zip(footprints, times).compactMap { footprint, time in
      time.flatMap { $0.upperBound >= instant ? footprint : nil }
    }
  }
}

extension Survey {
  /// The observations whose footprint reaches a zone; for ground seen only from inside, those made in it.
  ///
  /// - Parameter shape: the zone's boundary in the survey's plane; valid.
  public func sightings(of shape: Geometry<PlanePoint>, reach: Reach) -> ZoneSightings {
    guard let box = shape.bounds else { return ZoneSightings() }
    let near = index.meeting(box)
    let tried = refusalIndex.meeting(box)
    guard !near.isEmpty || !tried.isEmpty, let zone = ZoneReach(shape) else { return ZoneSightings() }
    let onlyInside = reach == .inside && !shape.polygons.isEmpty
    var found = ZoneSightings()
    found.footprints.reserveCapacity(near.count)
    found.observations.reserveCapacity(near.count)
    found.times.reserveCapacity(near.count)
    for item in near {
      guard let part = sightings[item].part(reaching: zone, onlyInside: onlyInside) else { continue }
      found.footprints.append(part.footprint)
      found.observations.append(sightings[item].number)
      found.times.append(part.time)
    }
    for item in tried {
      if let part = refusals[item].part(reaching: zone, onlyInside: false) {
        found.refusals.append(part.footprint)
      }
    }
    return found
  }
}

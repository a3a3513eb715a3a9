internal import ZoneModel

/// Chooses where to stand so that the ground is seen: discs of one radius that cover polygons.
///
/// The ground is stood for by sample points a sixth of the radius apart; standing points are chosen among
/// candidates. What the chosen discs really see is then counted on a grid three times as fine, and that count is
/// what the result states. A function of its inputs: with a limit in iterations the same on every machine.
public struct DiscCover: Sendable {
  /// How far one sees from a standing point, in the unit of the plane.
  public var radius: Double
  /// The share of the ground's area that must be seen, above 0 up to 1. What no candidate sees is not asked for.
  public var share: Double
  public var standing: Standing
  public var precision: Precision
  public var seed: UInt64
  public var limit: SweepLimit
  /// The share of its usual work that goes into proving the bound; below 1 it says less and takes less time.
  public var boundEffort = 1.0

  /// Where one may stand.
  public enum Standing: Sendable, Hashable {
    /// Anywhere up to half a radius outside the ground: on a grid of a fifth of the radius.
    case anywhere
    /// The same, but inside one of these polygons.
    case inside([CoverGround])
    /// At these points only.
    case at([SweepPoint])
  }

  /// What a share of 1 asks for.
  public enum Precision: Sendable, Hashable {
    /// All samples: more than 99 % of the area, as a rule.
    case samples
    /// All nodes of the fine grid that the result is counted on; takes a disc or two more, and about twice as
    /// long.
    case fineGrid
  }

  public init(
    radius: Double, share: Double = 1, standing: Standing = .anywhere, precision: Precision = .samples,
    seed: UInt64 = 1, limit: SweepLimit = .iterations(10_000)
  ) {
    self.radius = radius
    self.share = share
    self.standing = standing
    self.precision = precision
    self.seed = seed
    self.limit = limit
  }

  /// The fewest standing points found.
  ///
  /// - Throws: `CoverFault` when the inputs make no sense or do not fit.
  public func cover(
    _ grounds: [CoverGround], isInterrupted: @escaping () -> Bool = { false }
  ) throws(CoverFault) -> DiscCoverResult {
    try check(grounds)
    let sampling = CoverSampling(grounds, radius: radius, wantsAll: share >= 1)
    let clock = PartClock(limit, isInterrupted)
    var places = candidates(sampling)
    let (model, bound) = prove(sampling, &places, clock)
    var chosen = search(model, places, bound, clock)
    var count = CoverCount(chosen, grounds, radius: radius, reach: reach)
    if share >= 1, precision == .fineGrid {
      if !count.missed.points.isEmpty { seeMissed(&chosen, &count, sampling, places, grounds, clock) }
    } else if share < 1 {
      reachShare(&chosen, &count, sampling, places, grounds, clock)
    }
    let shares = count.shares
    return DiscCoverResult(
      points: count.ranked(chosen), area: shares.reduce(Share(0, of: 0)) { $0 + $1 }, grounds: shares,
      bound: bound, outOfReach: standing == .anywhere ? 0 : count.areaBeyond(places, reach: reach))
  }

  /// Chooses again with a shorter radius, so that little is missed between samples; what then is left gets discs
  /// of its own.
  private func seeMissed(
    _ chosen: inout [SweepPoint], _ count: inout CoverCount, _ samples: CoverSampling, _ places: [SweepPoint],
    _ grounds: [CoverGround], _ clock: PartClock
  ) {
    var fewest: [SweepPoint]?
    for shrink in [0.03, 0.06, 0.09, 0.12] {
      let tight = CoverModel(
        places, samples.points, weights: samples.weights, reach: reach * (1 - shrink), share: 1)
      var discs = search(tight, places, 0, clock)
      let missed = CoverCount(discs, grounds, radius: radius, reach: reach).missed
      if !missed.points.isEmpty {
        // the missed nodes themselves too, in case no candidate sees them
        let more = standing == .anywhere ? places + missed.points : places
        discs += search(model(more, missed, 1), more, 1, clock)
      }
      if discs.count < fewest?.count ?? .max { fewest = discs }
      if missed.points.isEmpty || clock.isOver(1) { break }
    }
    chosen = fewest ?? chosen
    count = CoverCount(chosen, grounds, radius: radius, reach: reach)
  }

  /// The finer count may fall short of the share by the little that samples do not tell: then a little more is
  /// asked of the samples.
  private func reachShare(
    _ chosen: inout [SweepPoint], _ count: inout CoverCount, _ samples: CoverSampling, _ places: [SweepPoint],
    _ grounds: [CoverGround], _ clock: PartClock
  ) {
    var asked = share
    for _ in 0..<20 where asked < 1 && !clock.isOver(1) {
      let area = count.shares.reduce(Share(0, of: 0)) { $0 + $1 }
      let missing = share - (area.value ?? share)
      if missing <= 0 { return }
      asked = min(1, asked + max(missing, 0.001))
      let model = model(places, samples, asked)
      chosen = search(model, places, 0, clock)
      count = CoverCount(chosen, grounds, radius: radius, reach: reach)
      if model.needsAll { return }
    }
  }

  /// The fewest places found that see the share of the samples, and how many there must be at least.
  ///
  /// - Parameter places: what to choose from; where one may stand anywhere, the bound adds places of its own.
  package func choose(_ sampling: CoverSampling, _ places: [SweepPoint]) -> ([SweepPoint], Int) {
    var places = places
    let clock = PartClock(limit) { false }
    let (model, bound) = prove(sampling, &places, clock)
    return (search(model, places, bound, clock), bound)
  }

  private func search(
    _ model: CoverModel, _ places: [SweepPoint], _ bound: Int, _ clock: PartClock
  ) -> [SweepPoint] {
    var search = CoverSearch(model, seed: seed)
    let steps = if case .iterations(let count) = limit { count } else { Int.max }
    search.run(bound: bound) { step in step >= steps || step % 16 == 0 && clock.isOver(1) }
    return search.best.map { places[$0] }
  }

  private func model(_ places: [SweepPoint], _ sampling: CoverSampling, _ share: Double) -> CoverModel {
    CoverModel(places, sampling.points, weights: sampling.weights, reach: reach, share: share)
  }

  /// A bound for the places; where one may stand anywhere: for every place there is, with the places added that
  /// its proof needs.
  private func prove(
    _ sampling: CoverSampling, _ places: inout [SweepPoint], _ clock: PartClock
  ) -> (CoverModel, Int) {
    let isOver = { clock.isOver(0.3) }
    var current = model(places, sampling, share)
    let known = CoverSearch(current, seed: seed).best.count
    var bound = CoverBound(current)
    bound.improve(known: known, rounds: rounds(current), isOver: isOver)
    if case .at = standing { return (current, CoverBound.rounded(bound.best, current)) }
    let discs = DearestDiscs(sampling.points, radius: reach)
    if boundEffort < 1 || sampling.points.count > Self.turningLimit {
      let best = bound.best / max(1, discs.limit(bound.bestPrice))
      return (current, CoverBound.rounded(best, current))
    }
    var best = 0.0
    for _ in 0..<4 {
      let (most, centres) = discs.find(bound.bestPrice)
      best = max(best, bound.best / max(1, most))
      let added = centres.filter(isAllowed)
      guard !added.isEmpty, CoverBound.rounded(best, current) < known, !isOver() else { break }
      places += added
      current = model(places, sampling, share)
      bound = CoverBound(current, start: bound.bestPrice)
      bound.improve(known: known, rounds: rounds(current) / 2, isOver: isOver)
    }
    return (current, CoverBound.rounded(best, current))
  }

  /// Turning discs around 100,000 samples takes ten seconds.
  private static let turningLimit = 10_000

  private func isAllowed(_ place: SweepPoint) -> Bool {
    if case .inside(let allowed) = standing { return CoverSamples.isInside(place, allowed) }
    return true
  }

  /// With the last bit that sums lose, so that a sample at exactly the radius is seen.
  private var reach: Double { radius * (1 + 1e-9) }

  /// As many as take about a quarter of a second for a ground of a few dozen discs.
  private func rounds(_ model: CoverModel) -> Int {
    let usual = max(30, min(400, 100_000_000 / max(1, model.seenFirst[model.candidates])))
    return max(4, Int(Double(usual) * boundEffort))
  }

  package func candidates(_ sampling: CoverSampling) -> [SweepPoint] {
    switch standing {
    case .at(let points): points
    case .anywhere: CoverSamples.around(sampling.points, reach: radius / 2, step: radius / 5)
    case .inside(let allowed):
      CoverSamples.around(sampling.points, reach: radius, step: radius / 5)
        .filter { CoverSamples.isInside($0, allowed) }
    }
  }

  private func check(_ grounds: [CoverGround]) throws(CoverFault) {
    guard radius > 0, radius < 1e9 else { throw .badNumber(member: "the radius", value: radius) }
    guard share > 0, share <= 1 else { throw .badNumber(member: "the share", value: share) }
    var expected = 0.0
    for (index, ground) in grounds.enumerated() {
      guard Self.isSound(ground) else { throw .badRing(ground: index) }
      expected += ground.area / (radius * radius / 36) + ground.perimeter / (radius / 6)
    }
    guard expected <= Double(CoverFault.sampleLimit) else {
      throw .tooFine(samples: Int(min(expected, 1e15)))
    }
    switch standing {
    case .anywhere: break
    case .at(let points):
      if points.isEmpty { throw .noCandidate }
      for point in points where !Self.isSound(point) {
        throw .badNumber(member: "a coordinate", value: abs(point.x) < 1e12 ? point.y : point.x)
      }
    case .inside(let allowed):
      if allowed.isEmpty { throw .noCandidate }
      for (index, ground) in allowed.enumerated() where !Self.isSound(ground) {
        throw .badRing(ground: index)
      }
    }
  }

  private static func isSound(_ ground: CoverGround) -> Bool {
    ground.rings.allSatisfy { $0.count >= 3 && $0.allSatisfy { isSound($0) } }
  }

  private static func isSound(_ point: SweepPoint) -> Bool { abs(point.x) < 1e12 && abs(point.y) < 1e12 }
}

/// The sample points of grounds, what each counts and which ground it stands for.
package struct CoverSampling {
  var points: [SweepPoint] = []
  var weights: [Int] = []
  var grounds: [Int] = []

  /// - Parameter wantsAll: with the points along the edges; a share is counted on area, to which they add none.
  init(_ grounds: [CoverGround], radius: Double, wantsAll: Bool) {
    let step = radius / 6
    for (number, ground) in grounds.enumerated() {
      let before = points.count
      let inside = CoverSamples.inside(ground, step: step)
      if wantsAll || inside.isEmpty {
        let edge = CoverSamples.along(ground, step: step)
        // ground too narrow for the grid is stood for by its edge
        let each = inside.isEmpty ? ground.area / (step * step) / Double(max(1, edge.count)) : 0
        points += edge
        weights += edge.map { _ in Int((each * 1000).rounded(.up)) }
      }
      points += inside
      weights += inside.map { _ in 1000 }
      self.grounds += (before..<points.count).map { _ in number }
    }
  }

  mutating func add(_ more: CoverSampling) {
    points += more.points
    weights += more.weights
    grounds += more.grounds
  }

  /// Samples given, all of one ground.
  package init(points: [SweepPoint]) {
    self.points = points
    weights = points.map { _ in 1000 }
    grounds = points.map { _ in 0 }
  }
}

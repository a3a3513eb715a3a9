internal import ZoneModel

/// Counts what standing points really see, on a grid finer than the one they were chosen on.
struct CoverCount {
  private let model: CoverModel
  private let sampling: CoverSampling
  private let areas: [Double]
  /// Area that one unit of a sample's weight stands for, by ground.
  private let unit: [Double]

  init(_ places: [SweepPoint], _ grounds: [CoverGround], radius: Double, reach: Double) {
    sampling = CoverSampling(grounds, radius: radius * 0.3, wantsAll: false)
    model = CoverModel(places, sampling.points, weights: sampling.weights, reach: reach, share: 1)
    areas = grounds.map(\.area)
    var all = [Int](repeating: 0, count: grounds.count)
    for (weight, ground) in zip(sampling.weights, sampling.grounds) { all[ground] += weight }
    unit = zip(areas, all).map { $1 > 0 ? $0 / Double($1) : 0 }
  }

  private func area(_ p: Int) -> Double { Double(model.weight[p]) * unit[sampling.grounds[p]] }

  /// Area seen and all area, of each ground.
  var shares: [Share] {
    var missed = [Double](repeating: 0, count: areas.count)
    for p in 0..<model.samples where model.byFirst[p + 1] == model.byFirst[p] {
      missed[sampling.grounds[p]] += area(p)
    }
    // from what is missed, so that all seen is all to the last bit
    return zip(areas, missed).map { Share(max(0, $0 - $1), of: $0) }
  }

  /// The samples that none of the places sees.
  var missed: CoverSampling {
    var missed = CoverSampling(points: [])
    for p in 0..<model.samples where model.byFirst[p + 1] == model.byFirst[p] {
      missed.points.append(sampling.points[p])
      missed.weights.append(sampling.weights[p])
      missed.grounds.append(sampling.grounds[p])
    }
    return missed
  }

  /// The places, each time the one that shows most of what is unseen; those that show nothing come last.
  func ranked(_ places: [SweepPoint]) -> [DiscCoverResult.StandingPoint] {
    var isSeen = [Bool](repeating: false, count: model.samples)
    var gains = places.indices.map { c in
      (model.seenFirst[c]..<model.seenFirst[c + 1]).reduce(0) { $0 + area(Int(model.seen[$1])) }
    }
    var rest = Array(places.indices)
    var ranked: [DiscCoverResult.StandingPoint] = []
    while let c = rest.max(by: { (gains[$0], $1) < (gains[$1], $0) }) {
      rest.removeAll { $0 == c }
      var new = 0.0
      var touched: Set<Int> = []
      for k in model.seenFirst[c]..<model.seenFirst[c + 1] {
        let p = Int(model.seen[k])
        touched.insert(sampling.grounds[p])
        guard !isSeen[p] else { continue }
        isSeen[p] = true
        new += area(p)
        for j in model.byFirst[p]..<model.byFirst[p + 1] { gains[Int(model.by[j])] -= area(p) }
      }
      ranked.append(.init(place: places[c], newArea: new, grounds: touched.sorted()))
    }
    return ranked
  }

  /// Area farther than `reach` from every candidate.
  func areaBeyond(_ candidates: [SweepPoint], reach: Double) -> Double {
    let grid = PointGrid(candidates, cell: reach)
    var area = 0.0
    for p in 0..<model.samples where model.byFirst[p + 1] == model.byFirst[p] {
      var isNear = false
      grid.forEach(within: reach, of: sampling.points[p]) { _ in isNear = true }
      if !isNear { area += self.area(p) }
    }
    return area
  }
}

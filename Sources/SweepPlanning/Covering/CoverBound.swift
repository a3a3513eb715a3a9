/// Proves how few candidates could see what is needed.
///
/// Every sample gets a price such that no candidate's samples cost more than 1 together; then no choice has fewer
/// candidates than the samples cost that it must see. Prices are moved by subgradients and divided by the dearest
/// candidate's sum; each round gives a proof, so stopping early is safe.
///
/// - Source: Beasley: A Lagrangian heuristic for set-covering problems, Naval Research Logistics 37 (1990); with
///   a share below all, what may stay unseen is the dearest per weight, cut through where it ends.
struct CoverBound {
  private let model: CoverModel
  private var price: [Double]
  private var slope: [Double]
  private var isLeft: [Double]
  /// What may stay unseen, and the samples that can be seen.
  private let spare: Double
  private let reachable: [Int]
  /// The prices of the best proof, whose candidates cost 1 at most, and what the needed samples cost with them.
  private(set) var bestPrice: [Double]
  private(set) var best = 0.0

  /// - Parameter start: prices to begin with; by default those of a covering without overlap.
  init(_ model: CoverModel, start: [Double]? = nil) {
    self.model = model
    price = start ?? [Double](repeating: 0, count: model.samples)
    slope = [Double](repeating: 0, count: model.samples)
    isLeft = [Double](repeating: 0, count: model.samples)
    bestPrice = price
    reachable = (0..<model.samples).filter { model.byFirst[$0 + 1] > model.byFirst[$0] }
    spare = Double(reachable.reduce(0) { $0 + model.weight[$1] } - model.need)
    if start == nil { priceEvenly() }
  }

  /// The least number that a proof leaves: rounded up, with a margin for what sums lose.
  static func rounded(_ value: Double, _ model: CoverModel) -> Int {
    max(model.need > 0 ? 1 : 0, Int((value - 1e-6).rounded(.up)))
  }

  private mutating func priceEvenly() {
    for p in reachable {
      var most = 1
      for k in model.byFirst[p]..<model.byFirst[p + 1] {
        let c = Int(model.by[k])
        most = max(most, model.seenFirst[c + 1] - model.seenFirst[c])
      }
      price[p] = 1 / Double(most)
    }
  }

  /// Improves the bound until `known`, the size of a covering, is proved or the rounds are over.
  mutating func improve(known: Int, rounds: Int, isOver: () -> Bool) {
    var scale = 1.0
    var sinceBetter = 0
    var top = 0.0
    for _ in 0..<rounds where Self.rounded(best, model) < known && scale > 0.002 && !isOver() {
      let value = evaluate()
      sinceBetter += 1
      if value > top + 1e-4 {
        sinceBetter = 0
      } else if sinceBetter >= 12 {
        scale /= 2
        sinceBetter = 0
      }
      top = max(top, value)
      move(by: scale * max(0.5, 1.02 * Double(known) - value))
    }
  }

  /// The Lagrangian value of the current prices, their slope, and their proof.
  private mutating func evaluate() -> Double {
    leaveOutDearest()
    var needed = 0.0
    for p in reachable {
      let counted = 1 - isLeft[p]
      needed += price[p] * counted
      slope[p] = counted
    }
    var value = needed
    var dearest = 1e-12
    for c in 0..<model.candidates {
      let list = model.seenFirst[c]..<model.seenFirst[c + 1]
      var worth = 0.0
      for k in list { worth += price[Int(model.seen[k])] }
      dearest = max(dearest, worth)
      guard worth > 1 else { continue }
      value -= worth - 1
      for k in list { slope[Int(model.seen[k])] -= 1 }
    }
    if needed / dearest > best {
      best = needed / dearest
      for p in reachable { bestPrice[p] = price[p] / dearest }
    }
    return value
  }

  /// What may stay unseen is what costs most per weight.
  private mutating func leaveOutDearest() {
    guard spare > 0 else { return }
    let order = reachable.sorted {
      (price[$0] * Double(model.weight[$1]), $0) > (price[$1] * Double(model.weight[$0]), $1)
    }
    var rest = spare
    for p in order {
      let weight = Double(model.weight[p])
      isLeft[p] = weight <= rest ? 1 : rest / max(weight, 1)
      rest = max(0, rest - weight)
    }
  }

  /// Along the slope, but not below a price of nothing.
  private mutating func move(by step: Double) {
    var norm = 0.0
    for p in reachable where price[p] > 0 || slope[p] > 0 { norm += slope[p] * slope[p] }
    guard norm > 0 else { return }
    for p in reachable { price[p] = max(0, price[p] + step / norm * slope[p]) }
  }
}

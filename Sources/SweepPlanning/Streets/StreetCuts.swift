/// How much dead walking a connected walk cannot avoid: prices on the ways out of parts.
///
/// Whatever set of crossings holds required streets but not the depot, a walk crosses its border twice at least
/// (once, when it ends inside). A price on each crossing of such a border makes ways over it cheaper, and the walk
/// pays the prices for the least number of crossings: for any prices the least dead walking in lengths lowered so,
/// plus those payments, is a bound. Parts that fall off become new sets; prices rise where a border is crossed too
/// seldom and fall where it is crossed more often than that.
///
/// A street is walked dead at most twice in some best walk, so that a length below 0 counts twice, less one walk
/// where parity asks for it.
///
/// - Source: Held, Karp, Crowder: Validation of subgradient optimization (1974); Corberán, Laporte (eds.): Arc
///   Routing (2014), chapter 5, for the connectivity inequalities.
struct StreetCuts {
  private let postman: RuralPostman
  private let odd: [Int]
  /// For each set whether a crossing is in it.
  private var sets: [[Bool]] = []
  private var known: Set<[Int]> = []
  private var prices: [Int] = []
  private var step = 1.0
  private var sinceBetter = 0
  private var best = Int.min
  /// Lengths are counted in so many parts of a unit.
  private static let fine = 64
  private static let most = 400

  /// In the postman's units; rounded up, since dead walking is a whole number of them.
  var bound: Int { best == .min ? 0 : max(0, (best + Self.fine - 1) / Self.fine) }

  init(_ postman: RuralPostman) {
    self.postman = postman
    odd = postman.oddNodes(postman.required)
    addParts([])
  }

  /// One bound and the dead streets it rests on; then the prices move.
  mutating func round(aim: Int) -> [Int]? {
    let length = lowered()
    let search = NearSearch(postman.paths, length: length.map { abs($0) })
    guard let (streets, cost) = postman.joins(odd, search, nil) else { return nil }
    var times = length.map { $0 < 0 ? 2 : 0 }
    var isOdd = [Bool](repeating: false, count: length.count)
    for street in streets { isOdd[street].toggle() }
    for street in times.indices where isOdd[street] { times[street] = 1 }
    var value = cost
    for s in sets.indices { value += prices[s] * least(s) }
    for amount in length where amount < 0 { value += 2 * amount }
    note(value)
    let dead = times.indices.flatMap { [Int](repeating: $0, count: times[$0]) }
    move(times, aim: aim * Self.fine, value)
    addParts(dead)
    return dead
  }

  private func lowered() -> [Int] {
    var length = postman.paths.length.map { $0 * Self.fine }
    for s in sets.indices where prices[s] > 0 {
      for (index, street) in postman.network.streets.enumerated()
      where sets[s][street.from] != sets[s][street.to] {
        length[index] -= prices[s]
      }
    }
    return length
  }

  /// How often a walk crosses a border at least.
  private func least(_ s: Int) -> Int { sets[s][postman.finish] ? 1 : 2 }

  private mutating func note(_ value: Int) {
    sinceBetter += 1
    if value > best { (best, sinceBetter) = (value, 0) }
    if sinceBetter >= 4 { (step, sinceBetter) = (step * 0.6, 0) }
  }

  private mutating func move(_ times: [Int], aim: Int, _ value: Int) {
    let lacks = sets.indices.map { s in
      var crossed = 0
      for (index, street) in postman.network.streets.enumerated()
      where times[index] > 0 && sets[s][street.from] != sets[s][street.to] { crossed += times[index] }
      return least(s) - crossed
    }
    let square = lacks.indices.reduce(0) {
      $0 + (prices[$1] == 0 && lacks[$1] < 0 ? 0 : lacks[$1] * lacks[$1])
    }
    guard square > 0 else { return }
    let size = step * Double(max(Self.fine, aim - value)) / Double(square)
    for s in sets.indices {
      prices[s] = max(0, prices[s] + Int((size * Double(lacks[s])).rounded()))
    }
  }

  /// The parts away from the depot become sets.
  private mutating func addParts(_ dead: [Int]) {
    let parts = StreetParts(postman.network, postman.required + dead, postman.depot)
    guard parts.count > 1 else { return }
    var members = [[Int]](repeating: [], count: parts.count)
    for (node, part) in parts.part.enumerated() where part > 0 { members[part].append(node) }
    for list in members.dropFirst() where sets.count < Self.most && known.insert(list).inserted {
      var isIn = [Bool](repeating: false, count: postman.network.nodes)
      for node in list { isIn[node] = true }
      sets.append(isIn)
      prices.append(0)
    }
  }
}

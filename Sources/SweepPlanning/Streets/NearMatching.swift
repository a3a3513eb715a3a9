/// Pairs up nodes cheaply, not exactly: for thousands of them.
enum NearMatching {
  /// The partner of each of `count` nodes: nearest pairs first, then pairs exchanged while that saves.
  static func pairs(_ count: Int, cost: (Int, Int) -> Int) -> [Int] {
    var partner = [Int](repeating: -1, count: count)
    var near: [(cost: Int, a: Int, b: Int)] = []
    for a in 0..<count {
      let list = (0..<count).filter { $0 != a }.map { (cost(a, $0), $0) }.sorted(by: <).prefix(20)
      near += list.map { ($0.0, a, $0.1) }
    }
    for way in near.sorted(by: <) where partner[way.a] < 0 && partner[way.b] < 0 {
      partner[way.a] = way.b
      partner[way.b] = way.a
    }
    var single: Int?
    for a in 0..<count where partner[a] < 0 {
      if let b = single {
        partner[a] = b
        partner[b] = a
        single = nil
      } else {
        single = a
      }
    }
    var isBetter = true
    while isBetter {
      isBetter = false
      for way in near {
        let (a, b) = (way.a, way.b)
        let (c, d) = (partner[a], partner[b])
        guard c != b, cost(a, b) + cost(c, d) < cost(a, c) + cost(b, d) else { continue }
        (partner[a], partner[b], partner[c], partner[d]) = (b, a, d, c)
        isBetter = true
      }
    }
    return partner
  }
}

import TestSupport
import Testing

@testable import SweepPlanning

@Suite struct `Pairing up nodes` {
  /// The least sum of all pairings, by trying every one.
  private func least(_ open: [Int], _ cost: (Int, Int) -> Int) -> Int {
    guard let first = open.first else { return 0 }
    return open.dropFirst().map { other in
      cost(first, other) + least(open.filter { $0 != first && $0 != other }, cost)
    }.min() ?? 0
  }

  @Test(arguments: Array(1...200) as [UInt64])
  func `no pairing is cheaper`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let count = [2, 4, 6, 8, 8][Int(seed % 5)]
    let top = seed % 3 == 0 ? 3 : 100
    var table = [Int](repeating: 0, count: count * count)
    for a in 0..<count {
      for b in 0..<a {
        table[a * count + b] = Int.random(in: 0...top, using: &random)
        table[b * count + a] = table[a * count + b]
      }
    }
    let cost = { table[$0 * count + $1] }
    let partner = PerfectMatching.pairs(count, cost: cost)
    for a in 0..<count { #expect(partner[partner[a]] == a && partner[a] != a) }
    let sum = (0..<count).reduce(0) { $0 + cost($1, partner[$1]) } / 2
    #expect(sum == least(Array(0..<count), cost), "seed \(seed)")
  }

  @Test func `hundreds of points of a plane are paired exactly, and better than by nearness`() {
    var random = SeededRandom(seed: 5)
    let points = (0..<200).map { _ in
      (Int.random(in: 0...1000, using: &random), Int.random(in: 0...1000, using: &random))
    }
    let cost = { (a: Int, b: Int) in abs(points[a].0 - points[b].0) + abs(points[a].1 - points[b].1) }
    func sum(_ partner: [Int]) -> Int { partner.indices.reduce(0) { $0 + cost($1, partner[$1]) } / 2 }
    let exact = sum(PerfectMatching.pairs(200, cost: cost))
    let near = sum(NearMatching.pairs(200, cost: cost))
    #expect(exact <= near)
    #expect(Double(near) < 1.25 * Double(exact))
  }
}

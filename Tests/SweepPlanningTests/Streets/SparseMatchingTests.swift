import TestSupport
import Testing

@testable import SweepPlanning

@Suite struct `Pairing nodes at least cost` {
  /// Of all ways to pair them up along given edges.
  private func least(_ rest: [Int], _ cost: [Int: Int], _ count: Int) -> Int? {
    guard let first = rest.first else { return 0 }
    var best: Int?
    for other in rest.dropFirst() {
      guard let one = cost[first * count + other],
        let more = least(rest.filter { $0 != first && $0 != other }, cost, count)
      else { continue }
      best = min(best ?? .max, one + more)
    }
    return best
  }

  @Test(arguments: Array(1...120) as [UInt64])
  func `agrees with trying all pairs, and its prices prove it`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let count = 2 * Int.random(in: 1...5, using: &random)
    let most = Int.random(in: 1...30, using: &random)
    var edges: [SparseMatching.Edge] = []
    var cost: [Int: Int] = [:]
    for a in 0..<count {
      for b in a + 1..<max(a + 1, count) where Int.random(in: 0..<4, using: &random) > 0 {
        edges.append(SparseMatching.Edge(a: a, b: b, cost: Int.random(in: 0...most, using: &random)))
        cost[a * count + b] = edges[edges.count - 1].cost
      }
    }
    let expected = least(Array(0..<count), cost, count)
    let found = SparseMatching.solve(count, edges)
    #expect((found == nil) == (expected == nil), "seed \(seed)")
    guard let found, let expected else { return }
    var sum = 0
    for (a, b) in found.partner.enumerated() {
      #expect(found.partner[b] == a)
      if a < b { sum += try #require(cost[a * count + b]) }
    }
    #expect(sum == expected, "seed \(seed)")
  }

  @Test(arguments: Array(1...12) as [UInt64])
  func `agrees with the matching of full tables on hundreds of nodes`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let count = 60 + 10 * Int(seed)
    let places = (0..<count).map { _ in
      (Int.random(in: 0..<200, using: &random), Int.random(in: 0..<200, using: &random))
    }
    func cost(_ a: Int, _ b: Int) -> Int {
      abs(places[a].0 - places[b].0) + abs(places[a].1 - places[b].1)
    }
    var edges: [SparseMatching.Edge] = []
    for a in 0..<count {
      for b in a + 1..<count { edges.append(SparseMatching.Edge(a: a, b: b, cost: cost(a, b))) }
    }
    let table = TableMatching.pairs(count, cost: cost)
    let sparse = try #require(SparseMatching.solve(count, edges)).partner
    func sum(_ partner: [Int]) -> Int { partner.indices.reduce(0) { $0 + cost($1, partner[$1]) } / 2 }
    #expect(sum(table) == sum(sparse), "seed \(seed)")
  }
}

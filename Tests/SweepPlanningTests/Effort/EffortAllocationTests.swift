import SweepPlanning
import TestSupport
import Testing

@Suite struct `Sharing out effort` {
  /// Σ p·exp(−e·t), as published: U = p, w = e.
  struct Vector: Sendable {
    var prior: [Double]
    var scale: [Double]
    var time: Double
    var times: [Double]
    var multiplier: Double
  }

  static let published = [
    Vector(
      prior: [8, 4, 1, 2], scale: [1, 4, 12, 8], time: 0.05, times: [0, 0.0333, 0, 0.0167],
      multiplier: 14.0028),
    Vector(
      prior: [4, 2, 8, 1], scale: [4, 1, 1, 12], time: 0.10, times: [0.09298, 0, 0, 0.00702],
      multiplier: 11.0305),
    Vector(
      prior: [2, 4, 2], scale: [9, 3, 6], time: 0.20, times: [0.073224, 0.0845173, 0.0422587],
      multiplier: 9.3125),
  ]

  @Test(arguments: published)
  func `the published allocations come out, with their multipliers`(vector: Vector) throws {
    let found = try EffortAllocation(unseen: vector.prior, rates: vector.scale, time: vector.time)
    for (own, theirs) in zip(found.times, vector.times) { #expect(abs(own - theirs) < 6e-5) }
    #expect(abs(found.multiplier - vector.multiplier) < 6e-4)
    let proof = found.certificate(unseen: vector.prior, rates: vector.scale, time: vector.time)
    #expect(proof.holds())
    #expect(abs(proof.leastMissed - found.missed) < 1e-7)
  }

  @Test(arguments: Array(1...100) as [UInt64])
  func `no exchange of time between two zones gains anything`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let count = Int.random(in: 1...12, using: &random)
    let unseen = (0..<count).map { _ in Double(Int.random(in: 0...50, using: &random)) }
    let rates = (0..<count).map { _ in Double(Int.random(in: 0...30, using: &random)) / 10 }
    let time = Double(Int.random(in: 0...80, using: &random)) / 10
    let found = try EffortAllocation(unseen: unseen, rates: rates, time: time)
    let proof = found.certificate(unseen: unseen, rates: rates, time: time)
    #expect(proof.holds(), "seed \(seed): \(proof)")
    #expect(found.missed <= found.without + 1e-9)
    #expect(proof.leastMissed <= found.missed + 1e-9)
    #expect(found.missed - proof.leastMissed <= 1e-6 * max(1, found.without))
  }

  @Test func `where no time helps, none is spent`() throws {
    let found = try EffortAllocation(unseen: [5, 0], rates: [0, 3], time: 10)
    #expect(found.times == [0, 0])
    #expect(found.multiplier == 0)
    #expect(found.missed == 5)
    #expect(try EffortAllocation(unseen: [], rates: [], time: 1).times.isEmpty)
  }

  @Test func `more time than anybody needs does no harm`() throws {
    let found = try EffortAllocation(unseen: [5, 3], rates: [2, 1], time: 1e6)
    #expect(abs(found.times[0] + found.times[1] - 1e6) < 1e-3)
    #expect(found.missed == 0)
  }

  @Test func `a certificate does not hold for another allocation`() throws {
    var wrong = try EffortAllocation(unseen: [5, 3], rates: [2, 1], time: 2)
    wrong.times = [1, 1]
    #expect(!wrong.certificate(unseen: [5, 3], rates: [2, 1], time: 2).holds())
  }

  @Test func `senseless numbers are refused`() throws {
    #expect(throws: EffortFault.unequal(unseen: 1, rates: 2)) {
      try EffortAllocation(unseen: [1], rates: [1, 2], time: 1)
    }
    #expect(throws: EffortFault.self) { try EffortAllocation(unseen: [.nan], rates: [1], time: 1) }
    #expect(throws: EffortFault.self) { try EffortAllocation(unseen: [1], rates: [-1], time: 1) }
    #expect(throws: EffortFault.self) { try EffortAllocation(unseen: [1], rates: [1], time: .infinity) }
  }
}

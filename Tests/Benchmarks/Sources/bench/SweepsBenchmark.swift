import Foundation
import SweepPlanning

/// Counts what the planner does in a fixed number of iterations on made-up cities of three sizes.
struct SweepsBenchmark {
  var seed: UInt64
  var runs: Int

  func run() throws {
    for (stops, teams, iterations) in [(100, 4, 100_000), (1000, 25, 30_000), (2000, 50, 30_000)] {
      let problem = city(stops, teams)
      let first = try time { try SweepPlanner(limit: .iterations(0), boundShare: 0).plan(problem) }
      let all = try time {
        try SweepPlanner(seed: seed, limit: .iterations(iterations), boundShare: 0).plan(problem)
      }
      let rate = Int(Double(iterations) / max(1e-9, all.seconds - first.seconds))
      print(
        String(
          format:
            "%d stops, %d teams: first plan %.3f s (prize %.0f), %d iterations/s, prize %.0f after %d; median of %d",
          stops, teams, first.seconds, first.prize, rate, all.prize, iterations, runs))
    }
  }

  private func time(_ work: () throws -> SweepResult) throws -> (seconds: Double, prize: Double) {
    var times: [Double] = []
    var prize = 0.0
    for _ in 0..<runs {
      let start = DispatchTime.now().uptimeNanoseconds
      prize = try work().figures.prize
      times.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9)
    }
    return (times.sorted()[runs / 2], prize)
  }

  /// Stops with 5 to 30 minutes of work spread over 34 × 26 km, a quarter of them with a window.
  private func city(_ stops: Int, _ teams: Int) -> SweepProblem {
    var random = Lots(state: seed)
    let points = (0...stops).map { _ in SweepPoint(random.number(0, 115), random.number(0, 88)) }
    return SweepProblem(
      objective: .maximumPrize, travel: .euclidean(points, .none),
      stops: (1...stops).map { index in
        let opens = random.number(0, 300).rounded()
        return SweepStop(
          id: "\(index)", location: index, service: random.number(5, 30).rounded(),
          prize: random.number(1, 100).rounded(), window: index % 4 == 0 ? opens...opens + 120 : nil)
      },
      teams: (0..<teams).map { SweepTeam(id: "t\($0)", start: 0, end: 0, shift: 0...480) })
  }
}

/// The same numbers for a seed on every machine.
private struct Lots {
  var state: UInt64

  mutating func number(_ low: Double, _ high: Double) -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return low + (high - low) * Double(state >> 11) * 0x1p-53
  }
}

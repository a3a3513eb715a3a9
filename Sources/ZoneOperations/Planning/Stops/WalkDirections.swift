internal import SweepPlanning
internal import ZoneModel

/// Turns walks round so that rounds become shorter.
///
/// A routing problem knows a walk in one direction only. Of a plan made with walks as they were laid, each round
/// tells which end of each of its walks is better reached first.
struct WalkDirections {
  private let plan: SweepPlan
  private let job: SweepJob

  init(_ plan: SweepPlan, _ job: SweepJob) {
    self.plan = plan
    self.job = job
  }

  /// The stops, with the walks that are better made the other way round turned.
  ///
  /// - Parameter fixed: numbers of teams whose walks stay as they are.
  func turned(except fixed: Set<Int>) -> [SweepSite] {
    var sites = job.sites
    for route in plan.routes where !fixed.contains(route.team) {
      for stop in turns(of: route) { sites[stop].path.reverse() }
    }
    return sites
  }

  /// The walks of a round that the shortest straight ways in its order make backwards.
  ///
  /// - Complexity: O(stops): the best way to each end of a stop follows from those to the ends of the one before.
  private func turns(of route: SweepRoute) -> [Int] {
    let team = job.teams[route.team]
    let ends = route.stops.map { stop -> [(entry: SpherePoint, exit: SpherePoint)] in
      let (a, b) = (SpherePoint(job.sites[stop].entry), SpherePoint(job.sites[stop].exit))
      return [(a, b), (b, a)]
    }
    var ways = [0.0, 0.0]
    var before: [SpherePoint] = [SpherePoint(team.base), SpherePoint(team.base)]
    var choices: [[Int]] = []
    for both in ends {
      var next = [0.0, 0.0]
      var choice = [0, 0]
      for turn in 0...1 {
        let offers = (0...1).map { ways[$0] + before[$0].distance(to: both[turn].entry) }
        choice[turn] = offers[1] < offers[0] ? 1 : 0
        next[turn] = offers[choice[turn]]
      }
      choices.append(choice)
      (ways, before) = (next, both.map(\.exit))
    }
    if let finish = team.finish {
      for turn in 0...1 { ways[turn] += before[turn].distance(to: SpherePoint(finish)) }
    }
    var turn = ways[1] < ways[0] ? 1 : 0
    var found: [Int] = []
    for (stop, choice) in zip(route.stops, choices).reversed() {
      if turn == 1, job.sites[stop].path.count > 1 { found.append(stop) }
      turn = choice[turn]
    }
    return found
  }
}

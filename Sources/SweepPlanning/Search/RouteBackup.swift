/// Copies of the routes one iteration touches, to be put back when its result is refused.
struct RouteBackup {
  private let node: UnsafeMutablePointer<Int32>
  private let departure: UnsafeMutablePointer<Int>
  private let latest: UnsafeMutablePointer<Int>
  private let leg: UnsafeMutablePointer<Int32>
  private let length: UnsafeMutablePointer<Int>
  private let load: UnsafeMutablePointer<Int>
  private let travel: UnsafeMutablePointer<Int>
  private let room: UnsafeMutablePointer<Int>
  private let version: UnsafeMutablePointer<Int>
  /// The iteration that copied the route last.
  private let stamp: UnsafeMutablePointer<Int>
  /// The routes copied, in order.
  let touched: UnsafeMutablePointer<Int>
  private(set) var count = 0
  private var round = 0
  private var sums = (prize: 0, allTravel: 0, visited: 0, missing: 0)

  init(_ state: RouteState) {
    let memory = state.tables.memory
    let m = state.tables.teams
    node = memory.room(m * state.row, of: Int32.self)
    departure = memory.room(m * state.row, of: Int.self)
    latest = memory.room(m * state.row, of: Int.self)
    leg = memory.room(m * state.row, of: Int32.self)
    length = memory.values(m, 0)
    load = memory.values(m, 0)
    travel = memory.values(m, 0)
    room = memory.values(m, 0)
    version = memory.values(m, 0)
    stamp = memory.values(m, 0)
    touched = memory.values(m, 0)
  }

  mutating func begin(_ state: RouteState) {
    round += 1
    count = 0
    sums = (state.prize, state.allTravel, state.visited, state.missing)
  }

  @inline(__always)
  func isTouched(_ r: Int) -> Bool { stamp[r] == round }

  /// Copies a route unless it has been already; before its first change.
  @inline(__always)
  mutating func save(_ r: Int, _ state: RouteState) {
    if stamp[r] == round { return }
    stamp[r] = round
    touched[count] = r
    count += 1
    let (base, length) = (r * state.row, state.length[r] + 2)
    (node + base).update(from: state.node + base, count: length)
    (departure + base).update(from: state.departure + base, count: length)
    (latest + base).update(from: state.latest + base, count: length)
    (leg + base).update(from: state.leg + base, count: length)
    self.length[r] = state.length[r]
    load[r] = state.load[r]
    travel[r] = state.travel[r]
    room[r] = state.room[r]
    version[r] = state.version[r]
  }

  /// Puts all copied routes back.
  func restore(_ state: inout RouteState) {
    for k in 0..<count {
      let r = touched[k]
      let now = state.node + r * state.row
      for p in 1..<(state.length[r] + 1) { state.route[Int(now[p])] = -1 }
    }
    for k in 0..<count {
      let r = touched[k]
      let (base, length) = (r * state.row, self.length[r] + 2)
      (state.node + base).update(from: node + base, count: length)
      (state.departure + base).update(from: departure + base, count: length)
      (state.latest + base).update(from: latest + base, count: length)
      (state.leg + base).update(from: leg + base, count: length)
      state.length[r] = self.length[r]
      state.load[r] = load[r]
      state.travel[r] = travel[r]
      state.room[r] = room[r]
      state.version[r] = version[r]
      for p in 1..<(length - 1) {
        let stop = Int(node[base + p])
        state.route[stop] = Int32(truncatingIfNeeded: r)
        state.position[stop] = Int32(truncatingIfNeeded: p)
      }
    }
    (state.prize, state.allTravel, state.visited, state.missing) = sums
  }
}

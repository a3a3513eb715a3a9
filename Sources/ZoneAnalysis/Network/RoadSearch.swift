public import ZoneGeometry

/// Quickest ways in a network of roads at one speed.
///
/// - Source: Dijkstra, A note on two problems in connexion with graphs (1959), with a binary heap.
public struct RoadSearch {
  private let graph: RoadGraph
  /// Metres a second where no limit is lower.
  private let speed: Double
  private var seconds: [Double]
  private var metres: [Double]
  private var parent: [Int32]
  /// Metres from a node within which a place is on it.
  private static let onNode = 1e-3
  private var heap: [(seconds: Double, node: Int32)] = []

  /// - Parameter speed: kilometres an hour.
  public init(_ graph: RoadGraph, speed: Double) {
    self.graph = graph
    self.speed = speed / 3.6
    seconds = [Double](repeating: .infinity, count: graph.nodes.count)
    metres = seconds
    parent = [Int32](repeating: -1, count: graph.nodes.count)
  }

  /// How long and how far it is from one place to others; infinite where no way leads.
  ///
  /// - Complexity: O((*n* + *m*) log *n*) in nodes and pieces of the graph.
  public mutating func ways(
    from source: RoadGraph.Spot, to targets: [RoadGraph.Spot]
  ) -> [(seconds: Double, metres: Double)] {
    reach(from: source, targets)
    return targets.map { target in
      let best = best(source, target)
      return (best.seconds, best.metres)
    }
  }

  /// The quickest way itself, both places included; `nil` when none leads there.
  public mutating func way(from source: RoadGraph.Spot, to target: RoadGraph.Spot) -> [PlanePoint]? {
    reach(from: source, [target])
    let best = best(source, target)
    guard best.seconds.isFinite else { return nil }
    var points = [target.point]
    var node = best.node
    while node >= 0 {
      points.append(graph.nodes[Int(node)])
      node = parent[Int(node)]
    }
    return [source.point] + points.reversed()
  }

  private func rate(_ piece: RoadGraph.Piece) -> Double { min(speed, piece.limit / 3.6) }

  /// Settles nodes, nearest first, until all ends of the targets' pieces are settled.
  private mutating func reach(from source: RoadGraph.Spot, _ targets: [RoadGraph.Spot]) {
    for node in seconds.indices {
      seconds[node] = .infinity
      parent[node] = -1
    }
    heap.removeAll(keepingCapacity: true)
    let piece = graph.pieces[source.piece]
    enter(Int(piece.to), (1 - source.along) * piece.metres, at: rate(piece))
    // at the very beginning of a one-way piece one stands on its node and may leave by any other
    let back = source.along * piece.metres
    if !piece.isOneWay || back < Self.onNode { enter(Int(piece.from), back, at: rate(piece)) }
    var wanted: Set<Int32> = []
    for target in targets {
      wanted.insert(graph.pieces[target.piece].from)
      wanted.insert(graph.pieces[target.piece].to)
    }
    while !wanted.isEmpty, let (now, node) = pop() {
      guard now <= seconds[Int(node)] else { continue }
      wanted.remove(node)
      for k in graph.first[Int(node)]..<graph.first[Int(node) + 1] {
        let piece = graph.pieces[Int(graph.around[k])]
        if piece.isOneWay, piece.from != node { continue }
        let next = Int(piece.from == node ? piece.to : piece.from)
        let then = now + piece.metres / rate(piece)
        guard then < seconds[next] else { continue }
        seconds[next] = then
        metres[next] = metres[Int(node)] + piece.metres
        parent[next] = node
        push(then, Int32(next))
      }
    }
  }

  private mutating func enter(_ node: Int, _ way: Double, at rate: Double) {
    guard way / rate < seconds[node] else { return }
    seconds[node] = way / rate
    metres[node] = way
    push(seconds[node], Int32(node))
  }

  /// Over which end of the target's piece it is quickest: -1 for the way along one piece.
  private func best(
    _ source: RoadGraph.Spot, _ target: RoadGraph.Spot
  ) -> (seconds: Double, metres: Double, node: Int32) {
    let piece = graph.pieces[target.piece]
    var best: (seconds: Double, metres: Double, node: Int32) = (.infinity, .infinity, -1)
    func offer(_ node: Int32, _ way: Double) {
      let then = seconds[Int(node)] + way / rate(piece)
      if then < best.seconds { best = (then, metres[Int(node)] + way, node) }
    }
    offer(piece.from, target.along * piece.metres)
    let rest = (1 - target.along) * piece.metres
    if !piece.isOneWay || rest < Self.onNode { offer(piece.to, rest) }
    if source.piece == target.piece, !piece.isOneWay || target.along >= source.along {
      let way = abs(target.along - source.along) * piece.metres
      if way / rate(piece) < best.seconds { best = (way / rate(piece), way, -1) }
    }
    return best
  }

  // MARK: The heap

  /// Equal times by node, so that ways are the same everywhere.
  private func precedes(_ a: (seconds: Double, node: Int32), _ b: (seconds: Double, node: Int32)) -> Bool {
    a.seconds != b.seconds ? a.seconds < b.seconds : a.node < b.node
  }

  private mutating func push(_ seconds: Double, _ node: Int32) {
    heap.append((seconds, node))
    var at = heap.count - 1
    while at > 0, precedes(heap[at], heap[(at - 1) / 2]) {
      heap.swapAt(at, (at - 1) / 2)
      at = (at - 1) / 2
    }
  }

  private mutating func pop() -> (Double, Int32)? {
    guard let top = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return top }
    heap[0] = last
    var at = 0
    while true {
      var least = at
      for child in [2 * at + 1, 2 * at + 2] where child < heap.count && precedes(heap[child], heap[least]) {
        least = child
      }
      if least == at { return top }
      heap.swapAt(at, least)
      at = least
    }
  }
}

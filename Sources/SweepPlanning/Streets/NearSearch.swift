/// Shortest ways from one crossing as far as they are asked for: only what is reached costs time.
final class NearSearch {
  private let paths: StreetPaths
  private let length: [Int]
  private let isClosed: [Bool]?
  private var distance: [Int]
  private var by: [Int32]
  private var mark: [Int32]
  private var round: Int32 = 0
  private var heap = NodeHeap()

  /// - Parameter length: of each street, 0 or more, in the place of its own.
  init(_ paths: StreetPaths, length: [Int]? = nil, without isClosed: [Bool]? = nil) {
    self.paths = paths
    self.length = length ?? paths.length
    self.isClosed = isClosed
    let nodes = paths.network.nodes
    distance = [Int](repeating: 0, count: nodes)
    by = [Int32](repeating: -1, count: nodes)
    mark = [Int32](repeating: 0, count: nodes)
  }

  /// Goes from node to node, nearest first, no farther than `reach`, until `visit` says so.
  ///
  /// - Parameter visit: gets each node and its distance; `false` ends the search.
  func spread(from root: Int, reach: Int = StreetPaths.never, visit: (_ node: Int, _ far: Int) -> Bool) {
    round += 1
    heap.removeAll()
    reachNode(root, 0, -1)
    while let (far, node) = heap.pop() {
      if far > distance[node] { continue }
      if far > reach || !visit(node, far) { return }
      for k in paths.first[node]..<paths.first[node + 1] {
        let way = paths.out[k]
        if let isClosed, isClosed[Int(way.street)] { continue }
        reachNode(Int(way.to), far + length[Int(way.street)], way.street)
      }
    }
  }

  @inline(__always)
  private func reachNode(_ node: Int, _ far: Int, _ street: Int32) {
    if mark[node] == round, distance[node] <= far { return }
    mark[node] = round
    distance[node] = far
    by[node] = street
    heap.push(far, node)
  }

  /// The streets from the last root to a node that was visited.
  func streets(to node: Int) -> [Int] {
    var streets: [Int] = []
    var at = node
    while by[at] >= 0 {
      let street = Int(by[at])
      streets.append(street)
      let ends = paths.network.streets[street]
      at = ends.to == at ? ends.from : ends.to
    }
    return streets
  }
}

import TestSupport
import Testing
import ZoneAnalysis
import ZoneGeometry

@Suite struct `Ways on roads` {
  private func point(_ x: Double, _ y: Double) -> PlanePoint { PlanePoint(x, y) }

  private func way(
    _ roads: [RoadGraph.Road], _ from: PlanePoint, _ to: PlanePoint, speed: Double = 36
  ) -> (seconds: Double, metres: Double)? {
    let graph = RoadGraph(roads)
    var search = RoadSearch(graph, speed: speed)
    guard let a = graph.spot(nearest: from, within: 100), let b = graph.spot(nearest: to, within: 100) else {
      return nil
    }
    return search.ways(from: a, to: [b])[0]
  }

  @Test func `a way along one line is as long as the line between`() throws {
    let road = RoadGraph.Road([point(0, 0), point(1000, 0)])
    let found = try #require(way([road], point(100, 20), point(700, -10)))
    #expect(abs(found.metres - 600) < 1e-9 && abs(found.seconds - 60) < 1e-9)
  }

  @Test func `a one-way street is gone round`() throws {
    let square = [point(0, 0), point(100, 0), point(100, 100), point(0, 100), point(0, 0)]
    let ring = RoadGraph.Road(square, isOneWay: true)
    let forth = try #require(way([ring], point(20, 0), point(80, 0)))
    let back = try #require(way([ring], point(80, 0), point(20, 0)))
    #expect(abs(forth.metres - 60) < 1e-9 && abs(back.metres - 340) < 1e-9)
  }

  @Test func `the quicker way need not be the shorter`() throws {
    let slow = RoadGraph.Road([point(0, 0), point(100, 0)], limit: 3.6)
    let fast = RoadGraph.Road([point(0, 0), point(0, 50), point(100, 50), point(100, 0)])
    let found = try #require(way([slow, fast], point(0, 0), point(100, 0)))
    #expect(abs(found.metres - 200) < 1e-9 && abs(found.seconds - 20) < 1e-9)
  }

  @Test func `a line that ends on another joins it, one that crosses it does not`() throws {
    let main = RoadGraph.Road([point(0, 0), point(100, 0)])
    let joining = RoadGraph.Road([point(50, 0.2), point(50, 80)])
    let bridge = RoadGraph.Road([point(70, -50), point(70, 80)])
    let joined = try #require(way([main, joining], point(0, 0), point(50, 80)))
    #expect(abs(joined.metres - 130) < 1)
    let over = try #require(way([main, bridge], point(0, 0), point(70, 80)))
    #expect(over.seconds == .infinity)
  }

  @Test func `islands cannot be reached, and a far place has no road`() throws {
    let roads = [
      RoadGraph.Road([point(0, 0), point(10, 0)]), RoadGraph.Road([point(500, 0), point(510, 0)]),
    ]
    #expect(way(roads, point(0, 0), point(505, 0))?.metres == .infinity)
    #expect(way(roads, point(0, 0), point(250, 200)) == nil)
    #expect(RoadGraph([]).isEmpty)
    #expect(RoadGraph([]).spot(nearest: point(0, 0), within: 1e3) == nil)
  }

  @Test func `the line of a way is as long as the way`() throws {
    let graph = RoadGraph(grid(6, seed: 3))
    var search = RoadSearch(graph, speed: 18)
    let from = try #require(graph.spot(nearest: point(37, 12), within: 200))
    let to = try #require(graph.spot(nearest: point(466, 388), within: 200))
    let metres = search.ways(from: from, to: [to])[0].metres
    let line = search.way(from: from, to: to) ?? []
    #expect(abs(length(of: line) - metres) < 1e-6)
  }

  @Test func `ways are those of Floyd and Warshall`() throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let roads = grid(5, seed: seed)
      let graph = RoadGraph(roads)
      var search = RoadSearch(graph, speed: 20)
      let corners = (0..<25).map { point(Double($0 % 5) * 100, Double($0 / 5) * 100) }
      let oracle = shortest(roads, corners, speed: 20)
      let spots = corners.map { graph.spot(nearest: $0, within: 1) }
      for from in corners.indices {
        guard let source = spots[from] else { continue }
        for to in corners.indices {
          guard let target = spots[to] else { continue }
          let seconds = search.ways(from: source, to: [target])[0].seconds
          let expected = oracle[from][to]
          #expect(seconds == expected || abs(seconds - expected) < 1e-6, "seed \(seed): \(from) to \(to)")
        }
      }
    }
  }

  /// Streets of a grid of 100 m with limits, one-way streets and gaps drawn at random.
  private func grid(_ n: Int, seed: UInt64) -> [RoadGraph.Road] {
    var random = SeededRandom(seed: seed)
    var roads: [RoadGraph.Road] = []
    for y in 0..<n {
      for x in 0..<n {
        for (dx, dy) in [(1, 0), (0, 1)] where x + dx < n && y + dy < n {
          guard Double.random(in: 0...1, using: &random) > 0.2 else { continue }
          roads.append(
            RoadGraph.Road(
              [point(Double(x) * 100, Double(y) * 100), point(Double(x + dx) * 100, Double(y + dy) * 100)],
              isOneWay: Bool.random(using: &random),
              limit: [nil, 5, 10, 30].randomElement(using: &random) ?? nil))
        }
      }
    }
    return roads
  }

  private func shortest(_ roads: [RoadGraph.Road], _ corners: [PlanePoint], speed: Double) -> [[Double]] {
    let n = corners.count
    var table = (0..<n).map { i in (0..<n).map { $0 == i ? 0 : Double.infinity } }
    for road in roads {
      guard let a = corners.firstIndex(of: road.line[0]), let b = corners.firstIndex(of: road.line[1]) else {
        continue
      }
      let time = 100 / (min(speed, road.limit ?? .infinity) / 3.6)
      table[a][b] = min(table[a][b], time)
      if !road.isOneWay { table[b][a] = min(table[b][a], time) }
    }
    for k in 0..<n {
      for i in 0..<n { for j in 0..<n { table[i][j] = min(table[i][j], table[i][k] + table[k][j]) } }
    }
    return table
  }
}

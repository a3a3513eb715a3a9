public import ZoneGeometry

/// A network of roads as a graph: where lines meet one can turn, elsewhere not.
///
/// Lines meet where they share a point (within half a metre), and where the end of one lies on another. Lines
/// that cross without a common point do not meet: one may be a bridge.
public final class RoadGraph: Sendable {
  /// A line to travel on.
  public struct Road: Sendable {
    public var line: [PlanePoint]
    /// Only from the first point to the last.
    public var isOneWay: Bool
    /// Kilometres an hour; `nil`: no limit.
    public var limit: Double?

    public init(_ line: [PlanePoint], isOneWay: Bool = false, limit: Double? = nil) {
      self.line = line
      self.isOneWay = isOneWay
      self.limit = limit
    }
  }

  /// A straight piece of road between two nodes.
  struct Piece: Sendable {
    var from: Int32
    var to: Int32
    var metres: Double
    var limit: Double
    var isOneWay: Bool
  }

  /// Metres within which points are one.
  static let sameness = 0.5

  let nodes: [PlanePoint]
  let pieces: [Piece]
  /// The pieces at node i: `around[first[i] ..< first[i + 1]]`.
  let first: [Int]
  let around: [Int32]
  private let grid: PieceGrid

  /// - Complexity: near linear in the points of all lines.
  public init(_ roads: [Road]) {
    var numbers = NodeNumbers(sameness: Self.sameness)
    var pieces: [Piece] = []
    for road in RoadGraph.joined(roads) {
      var last: Int32?
      for p in road.line {
        let node = numbers.number(of: p)
        if let last, last != node {
          let metres = numbers.points[Int(last)].distance(to: numbers.points[Int(node)])
          pieces.append(
            Piece(
              from: last, to: node, metres: metres, limit: road.limit ?? .infinity, isOneWay: road.isOneWay))
        }
        last = node
      }
    }
    nodes = numbers.points
    self.pieces = pieces
    var first = [Int](repeating: 0, count: nodes.count + 1)
    for piece in pieces {
      first[Int(piece.from) + 1] += 1
      first[Int(piece.to) + 1] += 1
    }
    for node in nodes.indices { first[node + 1] += first[node] }
    var next = first
    var around = [Int32](repeating: 0, count: pieces.count * 2)
    for (number, piece) in pieces.enumerated() {
      for node in [Int(piece.from), Int(piece.to)] {
        around[next[node]] = Int32(number)
        next[node] += 1
      }
    }
    self.first = first
    self.around = around
    grid = PieceGrid(nodes, pieces.map { ($0.from, $0.to) })
  }

  public var isEmpty: Bool { pieces.isEmpty }

  /// The roads with a point put in wherever another one ends on them.
  private static func joined(_ roads: [Road]) -> [Road] {
    let points = roads.flatMap(\.line)
    var edges: [(Int32, Int32)] = []
    var places: [(road: Int, at: Int)] = []
    var at = 0
    for (number, road) in roads.enumerated() {
      for k in 0..<max(0, road.line.count - 1) {
        edges.append((Int32(at + k), Int32(at + k + 1)))
        places.append((number, k))
      }
      at += road.line.count
    }
    let grid = PieceGrid(points, edges)
    var cuts: [Int: [(at: Int, along: Double, point: PlanePoint)]] = [:]
    for road in roads {
      for end in [road.line.first, road.line.last].compactMap({ $0 }) {
        for edge in grid.pieces(within: sameness, of: end) {
          let (a, b) = (points[Int(edges[edge].0)], points[Int(edges[edge].1)])
          let along = end.along(a, b)
          let foot = PlanePoint(a.x + along * (b.x - a.x), a.y + along * (b.y - a.y))
          let apart = [a, b].allSatisfy { end.distance(to: $0) > sameness }
          guard along > 0, along < 1, apart, end.distance(to: foot) <= sameness else { continue }
          cuts[places[edge].road, default: []].append((places[edge].at, along, end))
        }
      }
    }
    return roads.enumerated().map { number, road in
      guard let cuts = cuts[number]?.sorted(by: { ($0.at, $0.along) < ($1.at, $1.along) }) else {
        return road
      }
      var road = road
      for cut in cuts.reversed() { road.line.insert(cut.point, at: cut.at + 1) }
      return road
    }
  }
}

// MARK: - Places on it

extension RoadGraph {
  /// A place on a road.
  public struct Spot: Sendable, Hashable {
    var piece: Int
    /// From 0 at the piece's beginning to 1.
    var along: Double
    public var point: PlanePoint
    /// Metres from the place it was looked up for.
    public var away: Double
  }

  /// The nearest place on a road; `nil` when there is none within `reach` metres.
  public func spot(nearest p: PlanePoint, within reach: Double) -> Spot? {
    var best: Spot?
    for number in grid.pieces(within: reach, of: p) {
      let (a, b) = (nodes[Int(pieces[number].from)], nodes[Int(pieces[number].to)])
      let along = min(1, max(0, p.along(a, b)))
      let point = PlanePoint(a.x + along * (b.x - a.x), a.y + along * (b.y - a.y))
      let away = p.distance(to: point)
      if away <= reach, away < best?.away ?? .infinity {
        best = Spot(piece: number, along: along, point: point, away: away)
      }
    }
    return best
  }
}

extension PlanePoint {
  /// How far along the line from `a` to `b` its foot lies: 0 at `a`, 1 at `b`.
  fileprivate func along(_ a: PlanePoint, _ b: PlanePoint) -> Double {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let square = dx * dx + dy * dy
    return square > 0 ? ((x - a.x) * dx + (y - a.y) * dy) / square : 0
  }
}

/// Numbers points so that those that are nearly the same have one number.
struct NodeNumbers {
  private(set) var points: [PlanePoint] = []
  private var cells: [Cell: [Int32]] = [:]
  private let sameness: Double

  private struct Cell: Hashable {
    var column, row: Int
  }

  init(sameness: Double) { self.sameness = sameness }

  mutating func number(of p: PlanePoint) -> Int32 {
    let (column, row) = (Int((p.x / sameness).rounded(.down)), Int((p.y / sameness).rounded(.down)))
    for dy in -1...1 {
      for dx in -1...1 {
        for node in cells[Cell(column: column + dx, row: row + dy)] ?? []
        where points[Int(node)].distance(to: p) <= sameness {
          return node
        }
      }
    }
    points.append(p)
    cells[Cell(column: column, row: row), default: []].append(Int32(points.count - 1))
    return Int32(points.count - 1)
  }
}

/// Straight pieces by the squares they pass.
private struct PieceGrid: Sendable {
  private var cells: [Cell: [Int32]] = [:]
  private static let side = 100.0

  private struct Cell: Hashable {
    var column, row: Int
  }

  init(_ points: [PlanePoint], _ pieces: [(Int32, Int32)]) {
    for (number, piece) in pieces.enumerated() {
      let (a, b) = (points[Int(piece.0)], points[Int(piece.1)])
      // a long piece is cut so that its boxes stay small
      let parts = max(1, Int((a.distance(to: b) / Self.side).rounded(.up)))
      var last: [Cell] = []
      for k in 0..<parts {
        let (s, t) = (Double(k) / Double(parts), Double(k + 1) / Double(parts))
        var box = Box(PlanePoint(a.x + s * (b.x - a.x), a.y + s * (b.y - a.y)))
        box.extend(to: PlanePoint(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)))
        let here = Self.cells(of: box)
        for cell in here where !last.contains(cell) {
          if cells[cell]?.last != Int32(number) { cells[cell, default: []].append(Int32(number)) }
        }
        last = here
      }
    }
  }

  /// Numbers of pieces that may come within a distance of a point, in rising order.
  func pieces(within reach: Double, of p: PlanePoint) -> [Int] {
    var found: Set<Int32> = []
    for cell in Self.cells(of: Box(p).grown(by: reach)) { found.formUnion(cells[cell] ?? []) }
    return found.sorted().map(Int.init)
  }

  private static func cells(of box: Box<PlanePoint>) -> [Cell] {
    func number(_ x: Double) -> Int { Int((x / side).rounded(.down)) }
    return (number(box.minimum.y)...number(box.maximum.y)).flatMap { row in
      (number(box.minimum.x)...number(box.maximum.x)).map { Cell(column: $0, row: row) }
    }
  }
}

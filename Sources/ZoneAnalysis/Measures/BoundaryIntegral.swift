public import ZoneGeometry

/// The boundary of some ground, made ready to be asked again and again how much of a circular normal
/// distribution lies inside.
///
/// By Green's theorem that is ∮ Φ(x) φ(y) dy along the boundary, x and y in standard deviations from the
/// distribution's middle. What runs left of it, above or below contributes nothing, what runs right of it
/// Φ(y) at its end less Φ(y) at its start; so only edges near the middle are integrated, and a tree of boxes
/// over the boundary finds them. A border that two grounds share enters both with opposite signs: in a tiling
/// the shares add up to 1.
///
/// - Complexity: O(*n*) to make; a question O(log *n*) and the edges within 5.7 deviations.
/// - Source: Green's theorem for the field (0, Φ(x) φ(y)), whose divergence is the density.
public struct BoundaryIntegral: Sendable {
  /// Edges a leaf and nodes a node.
  private static let fanout = 8

  /// One closed chain: all rings, outer ones counter-clockwise and holes clockwise, joined by bridges that are
  /// walked both ways and so add nothing.
  private let chain: [PlanePoint]
  /// Level 0: the box of each 8 edges; each further level: of 8 boxes of the level below.
  private let levels: [[Box<PlanePoint>]]

  /// - Parameter ground: valid, its coordinates finite; its rings may turn either way.
  public init(_ ground: MultiPolygon<PlanePoint>) {
    chain = Self.chain(
      ground.polygons.flatMap { polygon in
        [Self.turned(polygon.exterior, isHole: false)] + polygon.holes.map { Self.turned($0, isHole: true) }
      })
    levels = Self.levels(over: chain)
  }

  /// The box around the ground; `nil` when there is none.
  public var bounds: Box<PlanePoint>? {
    levels.last.flatMap { top in
      top.first.map { first in top.dropFirst().reduce(into: first) { $0.extend(to: $1) } }
    }
  }

  private static func turned(_ ring: Ring<PlanePoint>, isHole: Bool) -> Ring<PlanePoint> {
    guard let first = ring.first else { return [] }
    let area = zip(ring, ring.dropFirst()).reduce(0.0) { sum, ends in
      sum + (ends.0.x - first.x) * (ends.1.y - first.y) - (ends.1.x - first.x) * (ends.0.y - first.y)
    }
    return (area < 0) == isHole ? ring : ring.reversed()
  }

  private static func chain(_ rings: [Ring<PlanePoint>]) -> [PlanePoint] {
    let rings = rings.filter { $0.count > 2 }
    return rings.flatMap { $0 } + rings.dropLast().reversed().compactMap(\.last)
  }

  private static func levels(over chain: [PlanePoint]) -> [[Box<PlanePoint>]] {
    if chain.count < 2 { return [] }
    var levels = [
      stride(from: 0, to: chain.count - 1, by: fanout).map { start in
        chain[start + 1...min(start + fanout, chain.count - 1)].reduce(into: Box(chain[start])) {
          $0.extend(to: $1)
        }
      }
    ]
    while let last = levels.last, last.count > fanout {
      levels.append(
        stride(from: 0, to: last.count, by: fanout).map { start in
          last[start + 1..<min(start + fanout, last.count)].reduce(into: last[start]) { $0.extend(to: $1) }
        })
    }
    return levels
  }
}

// MARK: - Asking

extension BoundaryIntegral {
  /// The share of a position's probability inside the ground, 0 to 1; within 1e-7.
  ///
  /// - Parameters:
  ///   - p: the position as stated.
  ///   - accuracy: metres within which the true position lies with 68 %; at 0 the share is 1 inside, 0 outside,
  ///     and on the boundary that of the angle the ground takes up there.
  public func share(of p: PlanePoint, accuracy: Double) -> Double {
    let sigma = PositionProbability.deviation(accuracy: accuracy)
    let sum = NormalCurve.shared.withView { curve in
      let walk = BoundaryWalk(p: p, scale: 1 / sigma, curve: curve)
      return total(walk, levels.count - 1, 0..<(levels.last?.count ?? 0))
    }
    return min(1, max(0, sum))
  }

  private func total(_ walk: BoundaryWalk, _ level: Int, _ nodes: Range<Int>) -> Double {
    var sum = 0.0
    for node in nodes {
      switch walk.place(of: levels[level][node]) {
      case .elsewhere: continue
      case .right: sum += walk.rise(from: chain[start(of: node, level)], to: chain[end(of: node, level)])
      case .near where level > 0:
        let first = node * Self.fanout
        sum += total(
          walk, level - 1, first..<min(first + Self.fanout, levels[level - 1].count))
      case .near:
        for edge in start(of: node, 0)..<end(of: node, 0) { sum += walk.mass(chain[edge], chain[edge + 1]) }
      }
    }
    return sum
  }

  private func start(of node: Int, _ level: Int) -> Int {
    (0...level).reduce(node) { start, _ in start * Self.fanout }
  }

  private func end(of node: Int, _ level: Int) -> Int { min(start(of: node + 1, level), chain.count - 1) }
}

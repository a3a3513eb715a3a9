public import ZoneGeometry

/// The ground one observation saw: all of it within a radius of where somebody stood or walked.
public struct Footprint: Sendable, Hashable {
  public enum Trace: Sendable, Hashable {
    case visit(PlanePoint)
    /// Walked lines of two or more points each.
    case walk([[PlanePoint]])
  }

  public var trace: Trace
  /// Metres, greater than 0.
  public var radius: Double

  public init(_ trace: Trace, radius: Double) {
    self.trace = trace
    self.radius = radius
  }

  /// The smallest box around the ground seen; `nil` for a walk without points.
  public var box: Box<PlanePoint>? { geometry.bounds?.grown(by: radius) }

  /// Where somebody was.
  public var geometry: Geometry<PlanePoint> {
    switch trace {
    case .visit(let p): .point(p)
    case .walk(let lines): .multiLine(lines)
    }
  }
}

/// How much of an area was seen, and what was not.
public struct GroundCover: Sendable {
  /// Square metres of the zone.
  public var area: Double
  /// Square metres seen at least once: `area` less the unseen pieces, to the last digit.
  public var observed: Double
  /// The connected unseen pieces, largest first.
  public var unseen: [UnseenGround]
  /// Search effort in square metres, counted with overlap.
  public var effort: Double
}

/// One connected piece of unseen ground.
public struct UnseenGround: Sendable {
  public var outline: Polygon<PlanePoint>
  /// Square metres.
  public var area: Double

  public init(outline: Polygon<PlanePoint>, area: Double) {
    self.outline = outline
    self.area = area
  }
}

/// How much of a road's length was seen, and what was not.
public struct RoadCover: Sendable {
  /// Metres.
  public var length: Double
  public var observed: Double
  /// The unseen stretches, longest first.
  public var unseen: [[PlanePoint]]
  /// Search effort in square metres, counted with overlap.
  public var effort: Double
}

public import ZoneModel

/// Where to stand, and what is seen from there.
public struct DiscCoverResult: Sendable, Hashable {
  /// The most rewarding first: each is the one that shows most of what those before it leave unseen.
  public var points: [StandingPoint]
  /// Area seen of the area of all grounds, counted on a grid of a twentieth of the radius.
  public var area: Share
  /// The same for each ground.
  public var grounds: [Share]
  /// No fewer discs see the samples: wherever they stand, or at the points offered where only those may be stood
  /// at. A proof, never more than the number of `points`.
  public var bound: Int
  /// Area that no candidate sees, on the same grid; 0 where one may stand anywhere.
  public var outOfReach: Double

  /// One of the chosen points.
  public struct StandingPoint: Sendable, Hashable {
    public var place: SweepPoint
    /// Area seen from here and from no point before it; these add up to the area seen.
    public var newArea: Double
    /// The grounds of which something is seen from here, in rising order.
    public var grounds: [Int]
  }
}

extension Share {
  /// Of two grounds together.
  static func + (a: Share, b: Share) -> Share {
    Share(a.numerator + b.numerator, of: a.denominator + b.denominator)
  }
}

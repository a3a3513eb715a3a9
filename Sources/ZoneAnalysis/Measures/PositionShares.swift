public import ZoneGeometry

/// Many grounds of one plane, made ready to be asked which of them positions of uncertain place may lie in.
public struct PositionShares: Sendable {
  /// How likely a position lies in one of the grounds.
  public struct Share: Sendable, Hashable {
    /// Index of the ground.
    public var ground: Int
    /// Above 0, at most 1; within 1e-7.
    public var share: Double
  }

  private let boundaries: [BoundaryIntegral]
  /// The grounds that are not empty, and an index of their boxes.
  private let present: [Int]
  private let boxes: BoxIndex<PlanePoint>

  /// - Parameter grounds: valid each; they may overlap.
  public init(_ grounds: [MultiPolygon<PlanePoint>]) {
    let boundaries = grounds.map { BoundaryIntegral($0) }
    let bounds = boundaries.enumerated().compactMap { ground, boundary in
      boundary.bounds.map { (ground, $0) }
    }
    self.boundaries = boundaries
    present = bounds.map(\.0)
    boxes = BoxIndex(bounds.map(\.1))
  }

  /// The grounds a position may lie in, ascending; those less likely than 1e-8 are left out.
  ///
  /// - Parameters:
  ///   - p: not finite: it lies in none.
  ///   - accuracy: the 68 % radius in metres; 0 for an exact position.
  public func shares(of p: PlanePoint, accuracy: Double) -> [Share] {
    guard p.isFinite, accuracy.isFinite else { return [] }
    let near = Box(p).grown(by: PositionProbability.reach(accuracy: accuracy))
    return boxes.meeting(near).compactMap { item in
      let share = boundaries[present[item]].share(of: p, accuracy: accuracy)
      return share > 1e-8 ? Share(ground: present[item], share: share) : nil
    }
  }
}

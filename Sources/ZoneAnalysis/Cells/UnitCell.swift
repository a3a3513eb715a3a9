public import ZoneGeometry

/// A piece of a zone small enough to have been seen or not: about 10,000 m² of ground (万米单元网格), or about
/// 100 m of road.
public struct UnitCell: Sendable, Hashable {
  public enum Shape: Sendable, Hashable {
    case ground(MultiPolygon<LonLat>)
    /// Stretches of a road.
    case road([[LonLat]])
  }

  public var shape: Shape
  /// The square that holds most of it; of a road's cells its number along the road and 0.
  public var square: GridCell
  /// Square metres, of a road's cell metres.
  public var size: Double

  public init(shape: Shape, square: GridCell, size: Double) {
    self.shape = shape
    self.square = square
    self.size = size
  }
}

/// How one shape is inked. What is not said is not drawn, and answers to no pointer: an outline without a
/// fill shows its title on the line only, and leaves the ground inside to the shapes below.
public struct MapStyle: Sendable, Hashable {
  public var fill: MapFill
  /// 0 to 1, of the fill.
  public var opacity: Double
  public var stroke: MapColour?
  public var width: DrawnLength
  /// Lengths of dashes and gaps by turns, in pixels; empty: a solid line.
  public var dash: [Double]

  public init(
    fill: MapFill = .none, opacity: Double = 1, stroke: MapColour? = nil, width: DrawnLength = .pixels(1),
    dash: [Double] = []
  ) {
    self.fill = fill
    self.opacity = opacity
    self.stroke = stroke
    self.width = width
    self.dash = dash
  }
}

public enum MapFill: Sendable, Hashable {
  case none
  case colour(MapColour)
  /// A pattern of ink; what lies below shows through where there is no paper.
  case hatch(HatchPattern, ink: MapColour, paper: MapColour?)
}

/// Patterns that tell classes apart without colour.
public enum HatchPattern: String, Sendable, Hashable, CaseIterable {
  /// Lines from the lower left to the upper right.
  case rising
  /// Lines from the upper left to the lower right.
  case falling
  /// Both.
  case crossed
  /// Lines from left to right.
  case level
  case dotted
}

/// A length of a drawing: of the paper, or of the ground.
public enum DrawnLength: Sendable, Hashable {
  /// Pixels of the drawing at its nominal width, whatever the scale.
  case pixels(Double)
  /// True metres of the plane.
  case metres(Double)
}

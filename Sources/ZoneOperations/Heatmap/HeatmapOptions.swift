public import ZoneAnalysis
public import ZoneGeometry
public import ZoneModel

/// What a heatmap counts.
public enum HeatMeasure: String, Sendable, CaseIterable {
  case findings, observations
  /// Findings per observation.
  case rate
}

public struct HeatmapOptions: Sendable {
  /// Metres: the side of a square cell, the distance between the middles of neighbouring hexagons.
  public var cell = 100.0
  public var shape = CellShape.square
  public var measure = HeatMeasure.findings
  /// Bandwidth in metres of a kernel density; `nil`: counts alone.
  public var kernel: Double?
  /// Zones instead of cells.
  public var isByZone = false
  /// `nil`: the grid plane of the data's middle.
  public var plane: PlaneDefinition?
  public var window = TimeWindow.always
  /// Shrinks rates towards the mean of all cells, or of a zone's kind: the less was seen, the further.
  public var smooths = false

  /// What only a picture shows is kept too: when things happened, and zones named beside a grid.
  public var isForPicture = false

  public init() {}
}

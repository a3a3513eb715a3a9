internal import ZoneAnalysis
public import ZoneGeometry
public import ZoneModel

/// Findings and observations on a grid, or by zone.
public struct Heatmap: Sendable {
  public struct Cell: Sendable {
    public var id: String
    public var outline: Geometry<LonLat>
    public var count: Int
    /// Severities added up (1 where a finding states none).
    public var weight: Double
    public var observations: Int?
    /// Findings per km² by the kernel.
    public var density: Double?
    /// In a heatmap by zone: its number in `zones`.
    public var zone: Int?
    /// In a heatmap on a grid: where it lies in it.
    var place: GridCell?
    /// The rate shrunk towards the mean, where that was asked for; `nil` without observations: where nobody
    /// looked, others' findings say nothing.
    public var smoothed: Double?

    /// Findings per observation; `nil` without observations.
    public var rate: Double? {
      guard let observations, observations > 0 else { return nil }
      return Double(count) / Double(observations)
    }
  }

  public var cells: [Cell] = []
  public var plane: PlaneDefinition?
  public var options: HeatmapOptions
  /// Points that were counted.
  public var used = 0
  /// Points the plane cannot hold, or outside the window.
  public var unused = 0
  public var zones: ZoneSet?
  /// Zones drawn under the cells of a picture; they count nothing.
  var background: ZoneSet?
  /// When what was counted happened, where somebody asked.
  var times: RecordTimes?
  /// Observations counted, each once.
  var looks = 0
  public var rejections: [Rejection] = []
}

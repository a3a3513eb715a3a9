public import ZoneGeometry

/// Where the cells come from.
public struct CellOptions: Sendable {
  /// The office's own cells; `nil`: they are made.
  public var file: String?
  public var datum: Datum?
  /// The property that holds the cells' numbers; `nil`: as of zones.
  public var idField: String?
  /// Metres from side to side of a cell that is made.
  public var size = 100.0

  public init() {}
}

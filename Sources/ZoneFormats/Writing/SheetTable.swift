public import ZoneModel

/// A table for a spreadsheet, with typed cells: codes stay text, times are dates, shares are percentages.
public struct SheetTable: Sendable {
  /// The sheet's name; what a spreadsheet cannot have in it is replaced when it is written.
  public var name: String
  public var columns: [Column]
  /// Cells row by row, as many as columns; missing ones are empty.
  public var rows: [[Cell]]

  public struct Column: Sendable, Hashable {
    public var title: String
    /// In characters of a Latin letter's width.
    public var width: Double

    public init(_ title: String, width: Double = 14) {
      self.title = title
      self.width = width
    }
  }

  public enum Cell: Sendable, Hashable {
    case empty
    /// Never a formula, whatever it begins with; cut at 32,767 characters, a cell's limit.
    case text(String)
    case integer(Int)
    case number(Double)
    /// 0–1, shown with two decimals of a percent, rounded down.
    case share(Double)
    /// Shown in the table's zone of time.
    case time(Instant)
    /// The day alone.
    case day(Instant)
  }

  public init(name: String, columns: [Column], rows: [[Cell]] = []) {
    self.name = name
    self.columns = columns
    self.rows = rows
  }
}

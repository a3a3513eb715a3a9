public import ZoneGeometry

/// Rows to be written: geometry, properties carried over from an input, and columns of our own.
///
/// Everything is asked for row by row while writing, so that a million rows need no second copy.
public struct OutputLayer {
  /// A column of ours. It stands behind the carried properties; a carried property of the same name is kept
  /// as `source_NAME`.
  public struct Column {
    public var name: String
    /// A carried property of the same name is the same thing and is left out.
    public var replaces: Bool
    public var value: (_ row: Int) -> PropertyValue
    /// The same values by number, where few different ones stand in many rows.
    let coded: Coded?

    public init(_ name: String, replaces: Bool = false, _ value: @escaping (_ row: Int) -> PropertyValue) {
      self.name = name
      self.replaces = replaces
      self.value = value
      coded = nil
    }

    /// A column whose values come from a short list: row `i` holds `values[codes[i]]`. Each value is put into
    /// words once.
    public init(_ name: String, codes: [Int32], values: CodedValues) {
      self.name = name
      replaces = false
      value = { values.values[Int(codes[$0])] }
      coded = Coded(codes: codes, values: values)
    }
  }

  struct Coded {
    let codes: [Int32]
    let values: CodedValues
  }

  /// The properties a row brings along.
  public struct Carried {
    /// Index into `tables`.
    public var table: Int
    public var row: Int

    public init(table: Int, row: Int) {
      self.table = table
      self.row = row
    }
  }

  /// The collection's name.
  public var name: String
  public var count: Int
  /// Longitude or easting first, in the output's datum.
  public var geometry: (_ row: Int) -> Geometry<FilePosition>?
  public var tables: [PropertyTable]
  public var carried: (_ row: Int) -> Carried?
  /// Where every row is a point: its places. `geometry` says the same.
  public private(set) var positions: [FilePosition]?
  /// Where every row carries a row of the first table: which. `carried` says the same.
  public private(set) var carriedRows: [Int32]?
  /// The names of all carried properties, in their order; `nil`: those of `tables`. A part of a layer states
  /// those of the whole.
  public var carriedNames: [String]?
  public var columns: [Column]
  /// Further members of the collection, in this order (`plane`, `datum`, …).
  public var members: [(name: String, value: PropertyValue)]
  /// Coordinates are degrees: at most `precision` decimals. Otherwise metres: at most 4.
  public var isGeographic: Bool
  /// Decimals of a degree; 7 is a centimetre.
  public var precision: Int

  public init(
    name: String, count: Int, geometry: @escaping (_ row: Int) -> Geometry<FilePosition>?,
    tables: [PropertyTable] = [], carried: @escaping (_ row: Int) -> Carried? = { _ in nil },
    columns: [Column] = [], members: [(name: String, value: PropertyValue)] = [], isGeographic: Bool = true,
    precision: Int = 7
  ) {
    self.name = name
    self.count = count
    self.geometry = geometry
    self.tables = tables
    self.carried = carried
    self.columns = columns
    self.members = members
    self.isGeographic = isGeographic
    self.precision = precision
  }

  /// Rows that are points and carry rows of one table; what is not finite is no place.
  public init(
    name: String, positions: [FilePosition], table: PropertyTable, rows: [Int32], columns: [Column] = [],
    members: [(name: String, value: PropertyValue)] = [], isGeographic: Bool = true, precision: Int = 7
  ) {
    self.init(
      name: name, count: positions.count, geometry: { .point(positions[$0]) }, tables: [table],
      carried: { Carried(table: 0, row: Int(rows[$0])) }, columns: columns, members: members,
      isGeographic: isGeographic, precision: precision)
    self.positions = positions
    carriedRows = rows
  }

  /// The names of all carried properties, each once, in the order they are first met.
  public var allCarriedNames: [String] {
    if let carriedNames { return carriedNames }
    var seen: Set<String> = []
    return tables.flatMap(\.names).filter { seen.insert($0).inserted }
  }
}

public import ZoneGeometry
public import ZoneModel

/// The records of one input: geometry, properties and where each record stands.
///
/// Rows are the records that could be read, in file order; those that could not are in `rejections`.
/// Coordinates are as the file states them, longitude or easting first; nothing is converted here.
public struct Layer: Sendable {
  /// The file as the user named it; `-` for standard input.
  public var name: String
  /// One per row; `nil` for a record that says it has no place (GeoJSON `null` geometry).
  public var geometries: GeometryColumn
  /// The rows' properties, kept as the bytes they came in.
  public var properties: PropertyTable
  /// Per row, the record's position in the file counted from 1 (`rejections` fill the gaps).
  public var records: [Int]
  /// Per row, where the record starts in the file.
  public var places: RecordPlaces
  /// The datum the file itself declares (legacy `crs` member, a spatial reference of a database layer).
  public var declaredDatum: Datum?
  /// Times of the vertices of line rows (GPX, `coordTimes`): seconds since 1970, one array per line of the
  /// row, as long as the line; `nan` where a vertex has none.
  public var vertexTimes: [Int: [[Double]]]
  public var rejections: [Rejection]
  public var notices: [Notice]

  public init(
    name: String, geometries: GeometryColumn = [], properties: PropertyTable = PropertyTable(),
    records: [Int] = [], places: RecordPlaces = .none, declaredDatum: Datum? = nil,
    vertexTimes: [Int: [[Double]]] = [:], rejections: [Rejection] = [], notices: [Notice] = []
  ) {
    self.name = name
    self.geometries = geometries
    self.properties = properties
    self.records = records
    self.places = places
    self.declaredDatum = declaredDatum
    self.vertexTimes = vertexTimes
    self.rejections = rejections
    self.notices = notices
  }

  /// Number of rows.
  public var count: Int { geometries.count }

  /// The line on which the record of a row starts, from 1; `nil` where the format has no lines.
  public func line(of row: Int) -> Int? { places.line(of: row) }
}

/// Where records start, one entry a row.
public enum RecordPlaces: Sendable {
  /// The format has no lines.
  case none
  /// Line numbers, from 1.
  case lines([Int])
  /// Byte offsets into the text the rows were read from; lines are counted when somebody asks.
  case offsets([Int], in: ByteStorage)

  /// The line on which a row's record starts, from 1.
  public func line(of row: Int) -> Int? {
    switch self {
    case .none: nil
    case .lines(let lines): lines.indices.contains(row) ? lines[row] : nil
    case .offsets(let offsets, let storage):
      offsets.indices.contains(row) ? storage.line(at: offsets[row]) : nil
    }
  }

  /// The places of the given rows, in that order.
  public func subset(rows: [Int]) -> RecordPlaces {
    switch self {
    case .none: .none
    case .lines(let lines): .lines(rows.map { lines[$0] })
    case .offsets(let offsets, let storage): .offsets(rows.map { offsets[$0] }, in: storage)
    }
  }
}

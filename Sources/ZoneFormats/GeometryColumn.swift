public import ZoneGeometry

/// The geometries of a layer's rows; `nil` for a row without a place.
///
/// Rows that are points or nothing, as findings are, take 16 bytes each; the first row of another kind turns
/// the column into one that holds anything.
public struct GeometryColumn: Sendable {
  private enum Storage: Sendable {
    /// What has no place is not a number.
    case points([FilePosition])
    case any([Geometry<FilePosition>?])
  }

  private var storage = Storage.points([])

  public init() {}

  public init(_ geometries: some Sequence<Geometry<FilePosition>?>) {
    for geometry in geometries { append(geometry) }
  }

  /// Positions of rows that are points; those without a place are not numbers.
  init(points: [FilePosition]) { storage = .points(points) }

  /// The rows' positions when all rows are points or nothing; rows without a place are not numbers.
  public var points: [FilePosition]? {
    if case .points(let points) = storage { points } else { nil }
  }

  public mutating func append(_ geometry: Geometry<FilePosition>?) {
    switch storage {
    case .points(var points):
      // the array must be the only one, or each row would copy it
      storage = .any([])
      switch geometry {
      case .point(let p) where !p.first.isNaN: points.append(p)
      case nil: points.append(FilePosition(.nan, .nan))
      default:
        storage = .any(points.map { $0.first.isNaN ? nil : .point($0) } + [geometry])
        return
      }
      storage = .points(points)
    case .any(var geometries):
      storage = .points([])
      geometries.append(geometry)
      storage = .any(geometries)
    }
  }

  /// Adds the rows of another column.
  mutating func append(contentsOf other: GeometryColumn) {
    switch (storage, other.storage) {
    case (.points(var mine), .points(let others)):
      storage = .any([])
      mine += others
      storage = .points(mine)
    case (.any(var mine), .any(let others)):
      storage = .points([])
      mine += others
      storage = .any(mine)
    default: for geometry in other { append(geometry) }
    }
  }

  public mutating func removeLast(_ count: Int) {
    switch storage {
    case .points(let points): storage = .points(points.dropLast(count))
    case .any(let geometries): storage = .any(geometries.dropLast(count))
    }
  }
}

extension GeometryColumn: RandomAccessCollection {
  public var startIndex: Int { 0 }

  public var endIndex: Int {
    switch storage {
    case .points(let points): points.count
    case .any(let geometries): geometries.count
    }
  }

  public subscript(row: Int) -> Geometry<FilePosition>? {
    switch storage {
    case .points(let points): points[row].first.isNaN ? nil : .point(points[row])
    case .any(let geometries): geometries[row]
    }
  }
}

extension GeometryColumn: Equatable, ExpressibleByArrayLiteral {
  public init(arrayLiteral geometries: Geometry<FilePosition>?...) { self.init(geometries) }

  public static func == (a: GeometryColumn, b: GeometryColumn) -> Bool { a.elementsEqual(b) }
}

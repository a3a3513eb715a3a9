internal import ZoneGeometry
internal import ZoneModel

/// The rows read from a part of CSV text, as columns.
struct CSVRows {
  private var points: [FilePosition] = []
  /// Holds all rows once one of them is no point.
  private var others: GeometryColumn?
  private(set) var starts: [Int] = []
  private(set) var ends: [Int] = []
  /// Number of each row's record in the file.
  private(set) var numbers: [Int] = []
  var rejections: [Rejection] = []
  /// Whether every record has a cell for each head and no more.
  var isEven = true

  init(expecting count: Int = 0) {
    points.reserveCapacity(count)
    starts.reserveCapacity(count)
    ends.reserveCapacity(count)
    numbers.reserveCapacity(count)
  }

  var geometries: GeometryColumn { others ?? GeometryColumn(points: points) }

  /// Bytes a row took on average; many when there are none.
  var bytesPerRow: Int {
    guard let first = starts.first, let last = ends.last else { return 64 }
    return (last - first) / starts.count
  }

  @inline(__always)
  mutating func append(_ p: FilePosition, from start: Int, to end: Int, record: Int) {
    if others == nil { points.append(p) } else { others?.append(.point(p)) }
    starts.append(start)
    ends.append(end)
    numbers.append(record)
  }

  mutating func append(_ shape: Geometry<FilePosition>?, from start: Int, to end: Int, record: Int) {
    if others == nil, shape == nil {
      points.append(FilePosition(.nan, .nan))
    } else {
      if others == nil { others = GeometryColumn(points: points) }
      others?.append(shape)
    }
    starts.append(start)
    ends.append(end)
    numbers.append(record)
  }
}

internal import ZoneGeometry
internal import ZoneModel

/// The records read so far, as columns.
struct GeoJSONRows {
  var geometries = GeometryColumn()
  var propertyStarts: [Int] = []
  var propertyEnds: [Int] = []
  var identifiers: [(start: Int, end: Int)] = []
  var records: [Int] = []
  var offsets: [Int] = []
  var rejections: [Rejection] = []
  /// Rows of bare objects, whose properties are the members around `geometry`.
  var bareRows: [Int] = []

  /// How much had been read at some moment.
  struct Mark {
    let rows: Int
    let rejections: Int
    let bareRows: Int
    let record: Int
  }

  func mark(record: Int) -> Mark {
    Mark(rows: geometries.count, rejections: rejections.count, bareRows: bareRows.count, record: record)
  }

  /// Forgets everything read since `mark`.
  mutating func rollBack(to mark: Mark) {
    let extra = geometries.count - mark.rows
    geometries.removeLast(extra)
    propertyStarts.removeLast(extra)
    propertyEnds.removeLast(extra)
    identifiers.removeLast(extra)
    records.removeLast(extra)
    offsets.removeLast(extra)
    rejections.removeLast(rejections.count - mark.rejections)
    bareRows.removeLast(bareRows.count - mark.bareRows)
  }

  /// The property table; `storage` is what the offsets point into.
  func propertyTable(_ storage: ByteStorage) -> PropertyTable {
    bareRows.isEmpty
      ? PropertyTable(objects: storage, starts: propertyStarts, ends: propertyEnds, identifiers: identifiers)
      : tableWithBareRows(storage)
  }

  /// Copies every row's properties into a storage of their own, those of bare objects without `geometry`
  /// and `type`.
  private func tableWithBareRows(_ storage: ByteStorage) -> PropertyTable {
    var copy = GrowingBytes(capacity: 4096)
    var starts: [Int] = []
    var ends: [Int] = []
    var ids: [(start: Int, end: Int)] = []
    var bare = bareRows[...]
    for row in geometries.indices {
      let bytes = JSONText.Bytes(rebasing: storage.bytes[propertyStarts[row]..<propertyEnds[row]])
      starts.append(copy.count)
      if bare.first == row {
        bare.removeFirst()
        copy.appendMembers(of: bytes)
      } else {
        copy.append(bytes)
      }
      ends.append(copy.count)
      let id = identifiers[row]
      ids.append(id.end > id.start ? (copy.count, copy.count + id.end - id.start) : (0, 0))
      copy.append(JSONText.Bytes(rebasing: storage.bytes[id.start..<id.end]))
    }
    return PropertyTable(objects: copy.finish(), starts: starts, ends: ends, identifiers: ids)
  }
}

extension GrowingBytes {
  /// Writes an object's members without `geometry` and `type` as an object of their own.
  fileprivate mutating func appendMembers(of object: JSONText.Bytes) {
    append(UInt8(ascii: "{"))
    let first = count
    JSONText.forEachMember(of: object) { key, value in
      let name = JSONText.string(of: key)
      if name == "geometry" || name == "type" { return }
      if count > first { append(UInt8(ascii: ",")) }
      append(UInt8(ascii: "\""))
      append(key)
      append(UInt8(ascii: "\""))
      append(UInt8(ascii: ":"))
      append(value)
    }
    append(UInt8(ascii: "}"))
  }
}

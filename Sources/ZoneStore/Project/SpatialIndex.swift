internal import ZoneGeometry

/// Keeps the spatial index of a table of the project in step with an import.
///
/// A few rows go into the R-tree one by one; many are worth packing the whole index anew. Lives in one task.
final class SpatialIndex {
  /// From so many new rows on, all are packed anew: a row costs 12 µs one by one and 1 µs packed.
  private static let bulk = 5_000

  private let table: String
  private let connection: SQLiteConnection
  private let wasEmpty: Bool
  private var packer = RTreePacker()
  /// Rows to be put in one by one, until they are too many.
  private var few: [(row: Int, box: Box<LonLat>?)] = []
  private var isBulk = false
  private var mustScan = false
  private(set) var extent: Box<LonLat>?

  private var tree: String { "rtree_\(table)_geom" }

  /// Takes the triggers away, which would do the work a second time, until `finish()`.
  ///
  /// - Throws: `SQLiteFault`.
  init(_ table: String, _ connection: SQLiteConnection) throws(SQLiteFault) {
    self.table = table
    self.connection = connection
    wasEmpty = try connection.integer("SELECT 1 FROM \(table) LIMIT 1") == nil
    for suffix in ["insert", "update1", "update2", "update3", "update4", "delete"] {
      try connection.execute("DROP TRIGGER IF EXISTS \(tree)_\(suffix)")
    }
  }

  /// A new row, with a number above all others.
  func add(_ row: Int, _ box: Box<LonLat>?) {
    note(row, box)
    if wasEmpty, let box { packer.add(row, Self.plain(box)) }
  }

  /// A row that has moved.
  func change(_ row: Int, _ box: Box<LonLat>?) {
    note(row, box)
    if wasEmpty { mustScan = true }
  }

  /// Has the whole index packed anew, whatever changed.
  func rebuild() {
    isBulk = true
    mustScan = true
  }

  private func note(_ row: Int, _ box: Box<LonLat>?) {
    if let box { if extent == nil { extent = box } else { extent?.extend(to: box) } }
    if isBulk { return }
    few.append((row, box))
    guard few.count > Self.bulk else { return }
    isBulk = true
    few = []
  }

  private static func plain(_ box: Box<LonLat>) -> Box<FilePosition> {
    Box(minimum: FilePosition(box.minimum), maximum: FilePosition(box.maximum))
  }

  /// Brings the index up to date and the triggers back.
  ///
  /// - Throws: `SQLiteFault`.
  func finish() throws(SQLiteFault) {
    if isBulk { try pack() } else { try putFew() }
    try extend()
    try connection.execute(GeoPackageSchema.triggers(table: table, key: "fid", geometry: "geom"))
  }

  /// The table's extent grows; it never shrinks.
  private func extend() throws(SQLiteFault) {
    guard let extent else { return }
    let update = try connection.prepare(
      """
      UPDATE gpkg_contents SET min_x = min(ifnull(min_x, ?1), ?1), min_y = min(ifnull(min_y, ?2), ?2),
        max_x = max(ifnull(max_x, ?3), ?3), max_y = max(ifnull(max_y, ?4), ?4) WHERE table_name = ?5
      """)
    try update.bind(1, extent.minimum.lon)
    try update.bind(2, extent.minimum.lat)
    try update.bind(3, extent.maximum.lon)
    try update.bind(4, extent.maximum.lat)
    try update.bind(5, table)
    try update.run()
  }

  private func putFew() throws(SQLiteFault) {
    let put = try connection.prepare("INSERT OR REPLACE INTO \(tree) VALUES (?, ?, ?, ?, ?)")
    let remove = try connection.prepare("DELETE FROM \(tree) WHERE id = ?")
    for (row, box) in few {
      guard let box else {
        try remove.bind(1, row)
        try remove.run()
        continue
      }
      try put.bind(1, row)
      try put.bind(2, box.minimum.lon)
      try put.bind(3, box.maximum.lon)
      try put.bind(4, box.minimum.lat)
      try put.bind(5, box.maximum.lat)
      try put.run()
    }
  }

  private func pack() throws(SQLiteFault) {
    if !wasEmpty || mustScan { try scan() }
    try connection.execute("DELETE FROM \(tree)_node; DELETE FROM \(tree)_rowid; DELETE FROM \(tree)_parent")
    try packer.write(into: tree, of: connection)
  }

  private func scan() throws(SQLiteFault) {
    packer = RTreePacker()
    let rows = try connection.prepare("SELECT fid, geom FROM \(table) WHERE geom NOTNULL ORDER BY fid")
    while try rows.step() {
      guard let row = rows.integer(0), let blob = rows.blob(1), let shape = try? GeometryBlob.geometry(blob),
        let box = shape.bounds
      else { continue }
      packer.add(row, box)
      let degrees = Box(
        minimum: LonLat(box.minimum.first, box.minimum.second),
        maximum: LonLat(box.maximum.first, box.maximum.second))
      if extent == nil { extent = degrees } else { extent?.extend(to: degrees) }
    }
  }
}

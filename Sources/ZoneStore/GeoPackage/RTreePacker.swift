internal import ZoneGeometry

/// Builds a spatial index at once and writes it into the tables behind SQLite's R-tree.
///
/// Row by row the R-tree takes 90 % of the time of writing a table; packed by sort-tile-recursive, a million
/// boxes take less than a second. Boxes are rounded outwards to single precision, as SQLite keeps them.
///
/// - Source: Leutenegger, Lopez, Edgington: STR, a simple and efficient algorithm for R-tree packing (ICDE
///   1997); the layout of the tables from SQLite's rtree.c.
struct RTreePacker {
  /// A box and what it belongs to: a row's number, or a node's.
  private struct Entry {
    var id: Int64
    var minX: Float
    var maxX: Float
    var minY: Float
    var maxY: Float
  }

  /// RTREE_MAXCELLS of rtree.c.
  private static let most = 51
  /// 4 + 51 × 24; rtree.c takes that much of a page of 4,096 bytes.
  private static let nodeSize = 1_228

  private var entries: [Entry] = []

  var isEmpty: Bool { entries.isEmpty }

  /// Adds the box of a row. Rows come in ascending order.
  mutating func add(_ row: Int, _ box: Box<FilePosition>) {
    entries.append(
      Entry(
        id: Int64(row), minX: Self.down(box.minimum.first), maxX: Self.up(box.maximum.first),
        minY: Self.down(box.minimum.second), maxY: Self.up(box.maximum.second)))
  }

  private static func down(_ value: Double) -> Float {
    let rounded = Float(value)
    return Double(rounded) > value ? rounded.nextDown : rounded
  }

  private static func up(_ value: Double) -> Float {
    let rounded = Float(value)
    return Double(rounded) < value ? rounded.nextUp : rounded
  }

  /// Writes the index into the tables of an R-tree that is empty.
  ///
  /// - Complexity: O(*n* log *n*); 24 bytes a row of memory, and 12 more while it is sorted.
  /// - Throws: `SQLiteFault`.
  func write(into index: String, of database: SQLiteConnection) throws(SQLiteFault) {
    var nodes = try NodeWriter(index, database)
    var order = Self.packed(entries)
    var nodeOfRow = [Int64](repeating: 0, count: entries.count)
    var level = entries
    var height = 0
    while level.count > Self.most {
      var above: [Entry] = []
      above.reserveCapacity(level.count / Self.most + 1)
      for start in stride(from: 0, to: order.count, by: Self.most) {
        let members = order[start..<min(start + Self.most, order.count)]
        let number = nodes.nextNumber
        try nodes.write(members.lazy.map { level[Int($0)] }, as: number, depth: 0)
        if height == 0 { for member in members { nodeOfRow[Int(member)] = number } }
        if height > 0 { for member in members { try nodes.setParent(of: level[Int(member)].id, number) } }
        above.append(Self.around(members.lazy.map { level[Int($0)] }, id: number))
      }
      level = above
      order = Self.packed(level)
      height += 1
    }
    try nodes.write(order.lazy.map { level[Int($0)] }, as: 1, depth: height)
    if height == 0 {
      for i in nodeOfRow.indices { nodeOfRow[i] = 1 }
    } else {
      for entry in level { try nodes.setParent(of: entry.id, 1) }
    }
    try nodes.setRows(zip(entries.lazy.map(\.id), nodeOfRow))
  }

  private static func around(_ members: some Sequence<Entry>, id: Int64) -> Entry {
    var box = Entry(id: id, minX: .infinity, maxX: -.infinity, minY: .infinity, maxY: -.infinity)
    for member in members {
      box.minX = min(box.minX, member.minX)
      box.maxX = max(box.maxX, member.maxX)
      box.minY = min(box.minY, member.minY)
      box.maxY = max(box.maxY, member.maxY)
    }
    return box
  }

  /// The entries' places in the order in which each run of 51 makes a node: in slices from west to east, each
  /// from south to north.
  private static func packed(_ entries: [Entry]) -> [UInt32] {
    let nodes = (entries.count + most - 1) / most
    let slices = Int(Double(nodes).squareRoot().rounded(.up))
    let size = max(1, slices * most)
    var keys = entries.indices.map { key(entries[$0].minX + entries[$0].maxX, $0) }
    keys.sort()
    for start in stride(from: 0, to: keys.count, by: size) {
      let slice = start..<min(start + size, keys.count)
      for place in slice {
        let entry = Int(truncatingIfNeeded: keys[place] & 0xFFFF_FFFF)
        keys[place] = key(entries[entry].minY + entries[entry].maxY, entry)
      }
      keys[slice].sort()
    }
    return keys.map { UInt32(truncatingIfNeeded: $0) }
  }

  /// A number that orders by a coordinate, then by the place among the entries.
  private static func key(_ value: Float, _ place: Int) -> UInt64 {
    let bits = value.bitPattern
    // negative numbers order backwards, and below the others
    let ordered = bits & 0x8000_0000 != 0 ? ~bits : bits | 0x8000_0000
    return UInt64(ordered) << 32 | UInt64(UInt32(truncatingIfNeeded: place))
  }
}

// MARK: - Nodes

extension RTreePacker {
  /// Fills the three tables behind an R-tree.
  private struct NodeWriter {
    private let node: SQLiteStatement
    private let parent: SQLiteStatement
    private let row: SQLiteStatement
    /// The root is 1.
    private(set) var nextNumber: Int64 = 2
    private var bytes = [UInt8](repeating: 0, count: nodeSize)

    init(_ index: String, _ database: SQLiteConnection) throws(SQLiteFault) {
      func table(_ suffix: String) -> String { "\(index)_\(suffix)".quotedName }
      node = try database.prepare("INSERT OR REPLACE INTO \(table("node")) VALUES (?, ?)")
      parent = try database.prepare("INSERT INTO \(table("parent")) VALUES (?, ?)")
      row = try database.prepare("INSERT INTO \(table("rowid")) VALUES (?, ?)")
    }

    mutating func write(
      _ members: some Collection<Entry>, as number: Int64, depth: Int
    ) throws(SQLiteFault) {
      for i in bytes.indices { bytes[i] = 0 }
      put(UInt16(depth), at: 0)
      put(UInt16(members.count), at: 2)
      var at = 4
      for member in members {
        put(UInt64(bitPattern: member.id), at: at)
        put(member.minX.bitPattern, at: at + 8)
        put(member.maxX.bitPattern, at: at + 12)
        put(member.minY.bitPattern, at: at + 16)
        put(member.maxY.bitPattern, at: at + 20)
        at += 24
      }
      try node.bind(1, Int(number))
      try node.bind(2, blob: bytes)
      try node.run()
      nextNumber = max(nextNumber, number + 1)
    }

    private mutating func put(_ value: some FixedWidthInteger, at place: Int) {
      withUnsafeBytes(of: value.bigEndian) { source in
        for i in source.indices { bytes[place + i] = source[i] }
      }
    }

    func setParent(of number: Int64, _ above: Int64) throws(SQLiteFault) {
      try parent.bind(1, Int(number))
      try parent.bind(2, Int(above))
      try parent.run()
    }

    func setRows(_ pairs: some Sequence<(Int64, Int64)>) throws(SQLiteFault) {
      for (id, number) in pairs {
        try row.bind(1, Int(id))
        try row.bind(2, Int(number))
        try row.run()
      }
    }
  }
}

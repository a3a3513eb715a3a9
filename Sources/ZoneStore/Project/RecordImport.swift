internal import GRDBSQLite
package import ZoneGeometry
package import ZoneModel

/// One file's records on their way into the project.
///
/// Lives in one task, within one change of the file.
package final class RecordImport {
  /// What became of a record.
  package enum Outcome {
    case added, changed, unchanged
    /// Its key stood in the same file before.
    case repeated
  }

  package internal(set) var tally = ImportTally()
  private let role: ProjectRole
  let connection: SQLiteConnection
  private let source: Int
  private let number: Int
  let index: SpatialIndex?
  let insert: SQLiteStatement
  let find: SQLiteStatement
  private let update: SQLiteStatement
  private let keep: SQLiteStatement
  private let person: SQLiteStatement
  private let refusal: SQLiteStatement
  private var encoder = GeometryEncoder(system: 4326)
  /// Keys met in this file, as fingerprints.
  var seen: Set<Int> = []
  /// The day a new generation of boundaries begins; `nil`: records are corrected in their place.
  let generation: String?
  /// The kinds of the zones met.
  private(set) var kinds: Set<String> = []
  private var whole = Fingerprint()
  /// The row number the next new record gets.
  var nextRow: Int

  /// - Throws: `SQLiteFault`.
  init(
    _ role: ProjectRole, source: Int, number: Int, generation: String? = nil, _ connection: SQLiteConnection
  ) throws(SQLiteFault) {
    self.role = role
    self.generation = generation
    self.connection = connection
    self.source = source
    self.number = number
    index = role.hasGeometry ? try SpatialIndex(role.table, connection) : nil
    let table = role.table
    let extra = role == .observations ? ["vertex_times"] : []
    let plain = ["source", "record", "fingerprint", "properties"]
    let columns =
      role.hasGeometry
      ? ["fid", "geom", "identifier"] + plain + role.facts + extra : plain
    let marks = (0..<columns.count).map { "?\($0 + 2)" }.joined(separator: ", ")
    let target = role == .zones ? "(key) WHERE valid_to IS NULL" : "(key)"
    insert = try connection.prepare(
      """
      INSERT INTO \(table) (key, \(columns.joined(separator: ", "))) VALUES (?1, \(marks))
      ON CONFLICT \(target) DO NOTHING
      """)
    let current = role == .zones ? " AND valid_to IS NULL" : ""
    let shape = role.hasGeometry ? "fid, geom" : "0, NULL"
    find = try connection.prepare(
      "SELECT \(shape), fingerprint, properties FROM \(table) WHERE key = ?\(current)")
    let places = columns.enumerated().filter { $1 != "fid" }
    update = try connection.prepare(
      """
      UPDATE \(table) SET \(places.map { "\($1) = ?\($0 + 2)" }.joined(separator: ", "))
      WHERE key = ?1\(current)
      """)
    keep = try connection.prepare(
      "INSERT INTO zonesweep_changes (import, key, before, geometry_before) VALUES (?, ?, ?, ?)")
    person = try connection.prepare("INSERT OR REPLACE INTO zonesweep_personal VALUES (?, ?, ?, ?)")
    refusal = try connection.prepare(
      """
      INSERT INTO zonesweep_rejects
        (import, record, line, record_id, reason, reason_zh, hint, hint_zh, content)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    nextRow = role.hasGeometry ? (try connection.integer("SELECT max(fid) FROM \(table)") ?? 0) + 1 : 0
  }

  /// Adds a record, or changes the one of the same key.
  ///
  /// - Parameter properties: a JSON object, there until the call returns.
  /// - Throws: `SQLiteFault`.
  package func add(
    _ record: ImportedRecord, _ geometry: Geometry<LonLat>?, properties: UnsafeBufferPointer<UInt8>
  ) throws -> Outcome {
    // a record refused is counted with the others that are
    guard seen.insert(Self.fingerprint(of: record.key)).inserted else { return .repeated }
    tally.records += 1
    let box = encode(geometry)
    let print = fingerprint(of: record, properties, hasPlace: box != nil)
    var all = Fingerprint()
    all.add("\(whole.value)")
    all.add("\(print)")
    whole = all
    if role == .zones {
      record.facts[1].map { _ = kinds.insert($0) }
      if let generation { return try begin(record, print, on: generation, box, properties: properties) }
    }
    try bind(record, print, properties, hasPlace: box != nil, to: insert)
    try insert.run()
    if sqlite3_changes(connection.handle) > 0 {
      index?.add(nextRow, box)
      nextRow += 1
      tally.added += 1
      try keepPersonal(record)
      return .added
    }
    return try meet(record, print, properties, box)
  }

  /// A record of that key is there.
  private func meet(
    _ record: ImportedRecord, _ print: Int, _ properties: UnsafeBufferPointer<UInt8>, _ box: Box<LonLat>?
  ) throws -> Outcome {
    try find.bind(1, record.key)
    defer { find.reset() }
    guard try find.step(), let row = find.integer(0) else { return .unchanged }
    if find.integer(2) == print {
      tally.unchanged += 1
      return .unchanged
    }
    try keep.bind(1, number)
    try keep.bind(2, record.key)
    try keep.bind(3, find.text(3))
    if let blob = find.blob(1) { try keep.bind(4, blob: Array(blob)) } else { try keep.bindNull(4) }
    try keep.run()
    find.reset()
    try bind(record, print, properties, hasPlace: box != nil, to: update)
    try update.run()
    index?.change(row, box)
    try keepPersonal(record)
    tally.changed += 1
    return .changed
  }

  /// A record that cannot be used; it is kept with the reason.
  ///
  /// - Throws: `SQLiteFault`.
  package func reject(_ rejection: Rejection) throws {
    tally.rejected += 1
    try refusal.bind(1, number)
    try refusal.bind(2, rejection.record)
    try refusal.bind(3, rejection.line)
    try refusal.bind(4, rejection.id)
    try refusal.bind(5, rejection.reason.english)
    try refusal.bind(6, rejection.reason.chinese)
    try refusal.bind(7, rejection.hint?.english)
    try refusal.bind(8, rejection.hint?.chinese)
    try refusal.bind(9, rejection.content)
    try refusal.run()
  }

  /// - Throws: `SQLiteFault`.
  func finish(at moment: String) throws(SQLiteFault) {
    tally.records += tally.rejected
    try index?.finish()
    let end = try connection.prepare(
      """
      UPDATE zonesweep_imports SET fingerprint = ?, records = ?, added = ?, changed = ?, unchanged = ?,
        rejected = ? WHERE id = ?
      """)
    let numbers = [
      whole.value, tally.records, tally.added, tally.changed, tally.unchanged, tally.rejected, number,
    ]
    for (place, value) in numbers.enumerated() { try end.bind(place + 1, value) }
    try end.run()
    let touched = try connection.prepare("UPDATE gpkg_contents SET last_change = ? WHERE table_name = ?")
    try touched.bind(1, moment)
    try touched.bind(2, role.table)
    try touched.run()
  }
}

// MARK: - Values

extension RecordImport {
  /// A number by which a record without an id is known again.
  package static func fingerprint(
    of geometry: Geometry<LonLat>, _ properties: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var print = Fingerprint()
    print.add(UnsafeRawBufferPointer(properties))
    geometry.forEachPosition { p in
      var pair = (p.lon.bitPattern.littleEndian, p.lat.bitPattern.littleEndian)
      withUnsafeBytes(of: &pair) { print.add($0) }
    }
    return print.value
  }

  /// Whether a key is one the program gave to a record without an id (`#9f3c5a…`): nothing to show to people.
  static func isMadeKey(_ key: String) -> Bool {
    key.hasPrefix("#") && key.dropFirst().allSatisfy { $0 == "-" || $0.isHexDigit }
  }

  static func fingerprint(of key: String) -> Int {
    var print = Fingerprint()
    print.add(key)
    return print.value
  }

  /// Puts the shape into the encoder; its box, `nil` when there is none.
  private func encode(_ geometry: Geometry<LonLat>?) -> Box<LonLat>? {
    switch geometry {
    case nil: return nil
    case .point(let p):
      encoder.encode(point: FilePosition(p))
      return Box(p)
    case .some(let shape):
      let box = encoder.encode(shape.mapPositions { FilePosition($0) })
      return box.map {
        Box(
          minimum: LonLat($0.minimum.first, $0.minimum.second),
          maximum: LonLat($0.maximum.first, $0.maximum.second))
      }
    }
  }

  private func fingerprint(
    of record: ImportedRecord, _ properties: UnsafeBufferPointer<UInt8>, hasPlace: Bool
  ) -> Int {
    var print = Fingerprint()
    print.add(UnsafeRawBufferPointer(properties))
    if hasPlace { encoder.bytes.withUnsafeBytes { print.add($0) } }
    if let identifier = record.identifier { print.add(identifier) }
    if let times = record.vertexTimes { print.add(times) }
    for (_, value) in record.personal { print.add(value) }
    return print.value
  }

  func bind(
    _ record: ImportedRecord, _ print: Int, _ properties: UnsafeBufferPointer<UInt8>, hasPlace: Bool,
    to statement: SQLiteStatement
  ) throws(SQLiteFault) {
    try statement.bind(1, record.key)
    var next = 2
    if role.hasGeometry {
      if statement === insert { try statement.bind(2, nextRow) }
      if hasPlace { try statement.bind(3, blob: encoder.bytes) } else { try statement.bindNull(3) }
      try statement.bind(4, record.identifier)
      next = 5
    }
    try statement.bind(next, source)
    try statement.bind(next + 1, record.record)
    try statement.bind(next + 2, print)
    try statement.bind(next + 3, staticText: properties)
    next += 4
    for fact in record.facts {
      try statement.bind(next, fact)
      next += 1
    }
    if role == .observations { try statement.bind(next, record.vertexTimes) }
  }

  private func keepPersonal(_ record: ImportedRecord) throws(SQLiteFault) {
    for (field, value) in record.personal {
      try person.bind(1, role.rawValue)
      try person.bind(2, record.key)
      try person.bind(3, field)
      try person.bind(4, value)
      try person.run()
    }
  }
}

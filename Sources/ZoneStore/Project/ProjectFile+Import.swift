package import ZoneGeometry
internal import ZoneModel

extension ProjectFile {
  /// Nothing new came: the change is taken back, so that the file stays as it was.
  private struct NothingNew: Error {
    let tally: ImportTally
  }

  /// Takes the records of a file into the project: all of them, or none when something fails.
  ///
  /// A record whose key is there already is compared with it; when it says something else, it takes its place
  /// and what was said before is kept. A file that brings nothing new leaves the project byte for byte as it
  /// was.
  ///
  /// - Parameters:
  ///   - moment: when, as RFC 3339 in UTC.
  ///   - generation: for zones: the day from which on the file's boundaries hold, as RFC 3339 in UTC. What was
  ///     drawn before stays on record, and zones of the file's kinds that are not in it end.
  ///   - work: hands the records over, and returns the names of their properties and the datum they were read in.
  /// - Throws: `Problem`: `.busy`, `.inputOutput`, `.notPermitted`; what `work` throws.
  package func importRecords(
    of source: ProjectSource, at moment: String, generation: String? = nil,
    _ work: (RecordImport) throws -> (columns: [String], datum: Datum)
  ) throws -> ImportTally {
    do {
      return try write { connection in
        let (id, isKnown) = try Self.sourceNumber(source, connection)
        let start = try connection.prepare(
          "INSERT INTO zonesweep_imports VALUES (NULL, ?, ?, 0, 0, 0, 0, 0, 0)")
        try start.bind(1, id)
        try start.bind(2, moment)
        try start.run()
        let number = try connection.integer("SELECT last_insert_rowid()") ?? 0
        let records = try RecordImport(
          source.role, source: id, number: number, generation: generation, connection)
        let (columns, datum) = try work(records)
        try records.finish(at: moment)
        if isKnown, records.tally.isNothingNew { throw NothingNew(tally: records.tally) }
        try Self.set(columns, datum, of: id, connection)
        return records.tally
      }
    } catch let nothing as NothingNew {
      return nothing.tally
    }
  }

  private static func sourceNumber(
    _ source: ProjectSource, _ connection: SQLiteConnection
  ) throws(SQLiteFault) -> (id: Int, isKnown: Bool) {
    let find = try connection.prepare("SELECT id FROM zonesweep_sources WHERE role = ? AND name = ?")
    try find.bind(1, source.role.rawValue)
    try find.bind(2, source.name)
    let known = try find.step() ? find.integer(0) : nil
    find.reset()
    let set = try connection.prepare(
      """
      INSERT INTO zonesweep_sources (role, name, kind, datum, fields, columns) VALUES (?1, ?2, ?3, ?4, ?5, '[]')
      ON CONFLICT (role, name) DO UPDATE SET kind = ?3, datum = ?4, fields = ?5
      """)
    try set.bind(1, source.role.rawValue)
    try set.bind(2, source.name)
    try set.bind(3, source.kind)
    try set.bind(4, source.datum.description)
    try set.bind(5, encoded(source.fields))
    try set.run()
    if let known { return (known, true) }
    return (try connection.integer("SELECT last_insert_rowid()") ?? 0, false)
  }

  private static func set(
    _ columns: [String], _ datum: Datum, of source: Int, _ connection: SQLiteConnection
  ) throws(SQLiteFault) {
    let set = try connection.prepare("UPDATE zonesweep_sources SET columns = ?, datum = ? WHERE id = ?")
    try set.bind(1, encoded(columns))
    try set.bind(2, datum.description)
    try set.bind(3, source)
    try set.run()
  }
}

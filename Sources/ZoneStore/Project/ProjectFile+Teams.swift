extension ProjectFile {
  /// The teams' records as they were imported, by file and record: their key, and their properties as one JSON
  /// object. Empty when none was imported.
  ///
  /// - Throws: `Problem(.badData)`, `.busy`.
  public func teamRecords() throws -> [(key: String, properties: String)] {
    try read { connection in
      let rows = try connection.prepare("SELECT key, properties FROM zonesweep_teams ORDER BY source, record")
      var records: [(key: String, properties: String)] = []
      while try rows.step() {
        if let key = rows.text(0) { records.append((key, rows.text(1) ?? "{}")) }
      }
      return records
    }
  }
}

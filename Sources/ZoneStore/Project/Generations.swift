internal import GRDBSQLite
package import ZoneGeometry

/// A zone whose boundary ended with a new generation.
package struct EndedZone: Sendable {
  package var key: String
  package var boundary: Geometry<LonLat>?
}

// Boundaries have generations: a row of `zones` holds from `valid_from` up to before `valid_to`.
extension RecordImport {
  /// A zone of the generation that begins on a day: what was drawn before ends there and stays on record.
  func begin(
    _ record: ImportedRecord, _ print: Int, on day: String, _ box: Box<LonLat>?,
    properties: UnsafeBufferPointer<UInt8>
  ) throws -> Outcome {
    try find.bind(1, record.key)
    let isThere = try find.step()
    let isSame = isThere && find.integer(2) == print
    find.reset()
    if isSame {
      tally.unchanged += 1
      return .unchanged
    }
    if isThere { try end(record.key, on: day) }
    try bind(record, print, properties, hasPlace: box != nil, to: insert)
    try insert.run()
    let start = try connection.prepare("UPDATE zones SET valid_from = ? WHERE fid = ?")
    try start.bind(1, day)
    try start.bind(2, nextRow)
    try start.run()
    index?.add(nextRow, box)
    nextRow += 1
    if isThere { tally.changed += 1 } else { tally.added += 1 }
    return isThere ? .changed : .added
  }

  private func end(_ key: String, on day: String) throws(SQLiteFault) {
    let end = try connection.prepare("UPDATE zones SET valid_to = ? WHERE key = ? AND valid_to IS NULL")
    try end.bind(1, day)
    try end.bind(2, key)
    try end.run()
  }

  /// Ends the zones of the file's kinds that are not in it.
  ///
  /// - Returns: the zones that ended, by key.
  /// - Throws: `SQLiteFault`.
  package func endAbsent() throws -> [EndedZone] {
    guard let generation else { return [] }
    let rows = try connection.prepare(
      "SELECT key, kind, geom FROM zones WHERE valid_to IS NULL ORDER BY key")
    var ended: [EndedZone] = []
    while try rows.step() {
      guard let key = rows.text(0), !seen.contains(Self.fingerprint(of: key)),
        let kind = rows.text(1), kinds.contains(kind)
      else { continue }
      let shape = rows.blob(2).flatMap { try? GeometryBlob.geometry($0) }
      ended.append(EndedZone(key: key, boundary: shape?.mapPositions { LonLat($0.first, $0.second) }))
    }
    rows.reset()
    for zone in ended { try end(zone.key, on: generation) }
    tally.ended += ended.count
    return ended
  }

  /// Notes that a zone came out of an earlier one.
  ///
  /// - Parameter share: of the earlier zone's area.
  /// - Throws: `SQLiteFault`.
  package func note(_ later: String, outOf earlier: String, isWhole: Bool, share: Double) throws {
    guard let generation else { return }
    let insert = try connection.prepare("INSERT OR REPLACE INTO zonesweep_lineage VALUES (?, ?, ?, ?, ?)")
    try insert.bind(1, earlier)
    try insert.bind(2, later)
    try insert.bind(3, isWhole ? "merged_into" : "split_from")
    try insert.bind(4, generation)
    try insert.bind(5, share)
    try insert.run()
  }
}

internal import Foundation
public import ZoneModel

/// What is in a project.
public struct ProjectStatus: Sendable {
  /// An import that was made.
  public struct Import: Sendable {
    public var role: ProjectRole
    public var file: String
    /// RFC 3339 in UTC.
    public var at: String
    public var tally: ImportTally
  }

  public var path: String
  /// The name of the last step of the file's schema, for example `1 city`.
  public var version: String
  /// Bytes on the disk.
  public var size: Int
  /// Records a role; of zones those of today's boundaries.
  public var counts: [ProjectRole: Int] = [:]
  /// Zones whose boundaries are no longer those of today.
  public var earlierZones = 0
  /// Records whose people's names and numbers are kept apart.
  public var personal = 0
  /// Newest first, twenty at most.
  public var imports: [Import] = []
}

extension ProjectFile {
  /// - Throws: `Problem`.
  public func status() throws -> ProjectStatus {
    var status = ProjectStatus(path: path, version: "", size: size)
    try read { connection in
      status.version =
        try connection.text("SELECT identifier FROM grdb_migrations ORDER BY rowid DESC LIMIT 1") ?? ""
      for role in ProjectRole.allCases {
        let condition = role == .zones ? " WHERE valid_to IS NULL" : ""
        status.counts[role] = try connection.integer("SELECT count(*) FROM \(role.table)\(condition)")
      }
      status.earlierZones = try connection.integer("SELECT count(*) FROM zones WHERE valid_to NOTNULL") ?? 0
      status.personal =
        try connection.integer("SELECT count(*) FROM (SELECT DISTINCT role, key FROM zonesweep_personal)")
        ?? 0
      status.imports = try Self.imports(connection)
    }
    return status
  }

  private var size: Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0
  }

  private static func imports(_ connection: SQLiteConnection) throws(SQLiteFault) -> [ProjectStatus.Import] {
    let rows = try connection.prepare(
      """
      SELECT role, name, at, records, added, changed, unchanged, rejected
      FROM zonesweep_imports JOIN zonesweep_sources ON source = zonesweep_sources.id
      ORDER BY zonesweep_imports.id DESC LIMIT 20
      """)
    var imports: [ProjectStatus.Import] = []
    while try rows.step() {
      guard let role = rows.text(0).flatMap(ProjectRole.init(rawValue:)) else { continue }
      var tally = ImportTally()
      tally.records = rows.integer(3) ?? 0
      tally.added = rows.integer(4) ?? 0
      tally.changed = rows.integer(5) ?? 0
      tally.unchanged = rows.integer(6) ?? 0
      tally.rejected = rows.integer(7) ?? 0
      imports.append(
        ProjectStatus.Import(role: role, file: rows.text(1) ?? "", at: rows.text(2) ?? "", tally: tally))
    }
    return imports
  }

  /// The records that could not be used, as they were imported; newest import first.
  ///
  /// - Throws: `Problem`.
  public func rejections() throws -> [Rejection] {
    try read { connection in
      let rows = try connection.prepare(
        """
        SELECT name, zonesweep_rejects.record, line, record_id, reason, reason_zh, hint, hint_zh, content
        FROM zonesweep_rejects JOIN zonesweep_imports ON import = zonesweep_imports.id
        JOIN zonesweep_sources ON source = zonesweep_sources.id
        ORDER BY import DESC, zonesweep_rejects.id
        """)
      var rejections: [Rejection] = []
      while try rows.step() {
        let hint = rows.text(6).map { Phrase($0, zh: rows.text(7) ?? $0) }
        rejections.append(
          Rejection(
            file: rows.text(0) ?? "", record: rows.integer(1) ?? 0, line: rows.integer(2), id: rows.text(3),
            reason: Phrase(rows.text(4) ?? "", zh: rows.text(5) ?? ""), hint: hint,
            content: rows.text(8) ?? ""))
      }
      return rejections
    }
  }
}

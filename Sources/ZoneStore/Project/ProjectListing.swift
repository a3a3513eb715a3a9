internal import ZoneModel

/// What a project keeps beside its records, row by row.
public enum ProjectListing: String, Sendable, CaseIterable {
  /// What records said before an import changed them.
  case changes
  /// The generations of boundaries, and what came out of what.
  case boundaries
  /// The zones findings lay in by each generation of boundaries.
  case answers

  /// The columns, in the order of `sql`.
  package var columns: [String] {
    switch self {
    case .changes: ["at", "file", "role", "id", "before"]
    case .boundaries: ["id", "name", "kind", "valid_from", "valid_to", "became", "came_from"]
    case .answers: ["finding", "boundaries_of", "zone", "zones"]
    }
  }

  var sql: String {
    switch self {
    case .changes:
      """
      SELECT at, name, role, key, before FROM zonesweep_changes
      JOIN zonesweep_imports ON import = zonesweep_imports.id
      JOIN zonesweep_sources ON source = zonesweep_sources.id ORDER BY zonesweep_changes.id DESC
      """
    case .boundaries:
      """
      SELECT key, name, kind, valid_from, valid_to,
        (SELECT group_concat(later, '; ') FROM (
          SELECT later FROM zonesweep_lineage WHERE earlier = key AND at = valid_to ORDER BY later)),
        (SELECT group_concat(earlier, '; ') FROM (
          SELECT earlier FROM zonesweep_lineage WHERE later = key AND at = valid_from ORDER BY earlier))
      FROM zones ORDER BY key, valid_from
      """
    case .answers:
      """
      SELECT key, boundaries_of, zone, zones FROM zonesweep_answers
      JOIN findings ON finding = findings.fid ORDER BY key, boundaries_of
      """
    }
  }
}

extension ProjectFile {
  /// The rows of a listing, as many texts as it has columns.
  ///
  /// - Throws: `Problem`.
  package func rows(of listing: ProjectListing) throws -> [[String?]] {
    try read { connection in
      let rows = try connection.prepare(listing.sql)
      var all: [[String?]] = []
      while try rows.step() { all.append(listing.columns.indices.map { rows.text($0) }) }
      return all
    }
  }
}

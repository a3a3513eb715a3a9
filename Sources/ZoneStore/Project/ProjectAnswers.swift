/// In which zones a finding lay by the boundaries of a day.
package struct FindingAnswer: Sendable {
  /// The finding's row number.
  package var finding: Int
  /// The zone it is at home in; `nil`: in none.
  package var zone: String?
  /// All zones that cover it, as a JSON array.
  package var zones: String

  package init(finding: Int, zone: String?, zones: String) {
    self.finding = finding
    self.zone = zone
    self.zones = zones
  }
}

extension ProjectFile {
  /// The days on which generations of boundaries begin, RFC 3339 in UTC, oldest first.
  package func generations() throws -> [String] {
    try read { connection in
      let rows = try connection.prepare(
        "SELECT DISTINCT valid_from FROM zones WHERE valid_from NOTNULL ORDER BY valid_from")
      var days: [String] = []
      while try rows.step() { rows.text(0).map { days.append($0) } }
      return days
    }
  }

  /// Whether the boundaries of a day are known.
  package func hasZones(on day: String) throws -> Bool {
    try read { connection in
      let rows = try connection.prepare(
        """
        SELECT 1 FROM zones WHERE (valid_from IS NULL OR valid_from <= ?1)
          AND (valid_to IS NULL OR valid_to > ?1) LIMIT 1
        """)
      try rows.bind(1, day)
      return try rows.step()
    }
  }

  /// The row numbers of a source's findings, in the order in which they are read.
  package func findingNumbers(of source: ProjectSource) throws -> [Int] {
    try read { connection in
      let rows = try connection.prepare(
        """
        SELECT fid FROM findings WHERE source =
          (SELECT id FROM zonesweep_sources WHERE role = 'findings' AND name = ?) ORDER BY fid
        """)
      try rows.bind(1, source.name)
      var numbers: [Int] = []
      while try rows.step() { rows.integer(0).map { numbers.append($0) } }
      return numbers
    }
  }

  /// Keeps answers beside those by earlier and later boundaries.
  ///
  /// - Parameter day: when the boundaries began to hold; those of which no beginning is known since `0001`.
  /// - Throws: `Problem`.
  package func keep(_ answers: [FindingAnswer], byBoundariesOf day: String) throws {
    try write { connection in
      let insert = try connection.prepare("INSERT OR REPLACE INTO zonesweep_answers VALUES (?, ?, ?, ?)")
      for answer in answers {
        try insert.bind(1, answer.finding)
        try insert.bind(2, day)
        try insert.bind(3, answer.zone)
        try insert.bind(4, answer.zones)
        try insert.run()
      }
    }
  }
}

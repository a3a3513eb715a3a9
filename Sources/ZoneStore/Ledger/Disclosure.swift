internal import GRDB
public import ZoneModel

/// What a project keeps about the person who brought a finding, in the words of the file it came from.
public struct PersonalRecord: Sendable, Hashable {
  public var field: String
  public var value: String
}

extension ProjectFile {
  /// Tells what is kept about a person, and writes down who asked and why; nothing is told that is not on
  /// record.
  ///
  /// - Returns: the fields in code-point order; empty when nothing is kept, which is written down too.
  /// - Throws: `Problem` (`.usage` without a name or a reason).
  public func disclose(
    finding: String, at time: Instant, by actor: String, reason: String
  ) throws -> [PersonalRecord] {
    guard !actor.allSatisfy(\.isWhitespace), !reason.allSatisfy(\.isWhitespace) else {
      throw Problem(
        .usage, Phrase("personal data are shown only with a name and a reason", zh: "查看个人信息须填写经办人和理由"),
        hint: Phrase("add --by NAME --reason TEXT", zh: "请加 --by 姓名 --reason 理由"))
    }
    do {
      return try pool.write { db in
        let isKnown = try Bool.fetchOne(
          db, sql: "SELECT EXISTS (SELECT 1 FROM findings WHERE key = ?)", arguments: [finding])
        guard isKnown == true else { throw Self.unknown(finding) }
        try db.execute(
          sql: "INSERT INTO zonesweep_disclosures (time, actor, finding, reason) VALUES (?, ?, ?, ?)",
          arguments: [LedgerRow.text(time), actor, finding, reason])
        let rows = try Row.fetchAll(
          db,
          sql:
            "SELECT field, value FROM zonesweep_personal WHERE role = 'findings' AND key = ? ORDER BY field",
          arguments: [finding])
        return try rows.map {
          PersonalRecord(field: try $0.decode(forColumn: "field"), value: try $0.decode(forColumn: "value"))
        }
      }
    } catch {
      throw Self.told(error, path)
    }
  }

  private static func unknown(_ finding: String) -> Problem {
    Problem(
      .badData, Phrase("the project has no finding \(finding)", zh: "项目中没有问题点 \(finding)"),
      hint: Phrase("see the findings' ids in the project", zh: "请核对项目中的问题点编号"))
  }

  /// Removes what is kept about people whose cases were closed before a time, for good.
  ///
  /// - Parameters:
  ///   - isTrial: counts only.
  /// - Returns: the findings concerned, in code-point order.
  public func forgetPeople(closedBefore time: Instant, isTrial: Bool) throws -> [String] {
    let closed = Set(
      try ledger.cases().filter { ($0.state.closedAt ?? .infinity) < time }.map(\.state.caseID))
    let work = { (connection: SQLiteConnection) in
      let old = try Self.findingsWithPeople(connection).filter(closed.contains)
      if isTrial { return old }
      let removal = try connection.prepare(
        "DELETE FROM zonesweep_personal WHERE role = 'findings' AND key = ?")
      for key in old {
        try removal.bind(1, key)
        try removal.run()
      }
      return old
    }
    return try isTrial ? read(work) : writeErasing(work)
  }

  private static func findingsWithPeople(_ connection: SQLiteConnection) throws(SQLiteFault) -> [String] {
    let rows = try connection.prepare(
      "SELECT DISTINCT key FROM zonesweep_personal WHERE role = 'findings' ORDER BY key")
    var keys: [String] = []
    while try rows.step() { if let key = rows.text(0) { keys.append(key) } }
    return keys
  }
}

internal import GRDB
public import ZoneModel

extension ProjectFile {
  /// Who answers for which zones and findings, in the order given.
  public func duties() throws -> [Duty] {
    do {
      return try pool.read { db in
        try Row.fetchAll(
          db,
          sql: "SELECT zone, finding, role, holder, valid_from, valid_to FROM zonesweep_duties ORDER BY id"
        ).compactMap(Self.duty)
      }
    } catch {
      throw Self.told(error, path)
    }
  }

  /// Puts a whole list of duties in the place of the one before: past ones are part of it, with their dates.
  public func setDuties(_ duties: [Duty]) throws {
    do {
      try pool.write { db in
        try db.execute(sql: "DELETE FROM zonesweep_duties")
        let insertion = try db.makeStatement(
          sql: """
            INSERT INTO zonesweep_duties (zone, finding, role, holder, valid_from, valid_to) VALUES (?, ?, ?, ?, ?, ?)
            """)
        for duty in duties {
          var (zone, finding): (String?, String?)
          switch duty.subject {
          case .zone(let id): zone = id
          case .finding(let id): finding = id
          }
          try insertion.execute(arguments: [
            zone, finding, duty.role.rawValue, duty.holder, duty.period.from, duty.period.to,
          ])
        }
      }
    } catch {
      throw Self.told(error, path)
    }
  }

  private static func duty(_ row: Row) throws -> Duty? {
    let zone: String? = try row.decode(forColumn: "zone")
    let finding: String? = try row.decode(forColumn: "finding")
    guard let subject = zone.map(Duty.Subject.zone) ?? finding.map(Duty.Subject.finding),
      let role = Duty.Role(rawValue: try row.decode(forColumn: "role"))
    else { return nil }
    let period = TimeWindow(
      from: try row.decode(forColumn: "valid_from"), to: try row.decode(forColumn: "valid_to"))
    return Duty(subject, role, try row.decode(forColumn: "holder"), during: period)
  }
}

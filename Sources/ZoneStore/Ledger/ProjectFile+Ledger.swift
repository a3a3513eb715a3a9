internal import GRDB
internal import ZoneModel

extension ProjectFile {
  /// The rectification ledger.
  public var ledger: LedgerStore { LedgerStore(pool, path: path) }

  /// The names of the zones that are valid today, by id.
  public func zoneNames() throws -> [String: String] {
    try read { connection in
      var names: [String: String] = [:]
      let rows = try connection.prepare(
        "SELECT key, name FROM zones WHERE valid_to IS NULL AND name IS NOT NULL")
      while try rows.step() {
        if let key = rows.text(0), let name = rows.text(1) { names[key] = name }
      }
      return names
    }
  }
}

internal import ZoneFormats

/// The names zones go by: what a person writes leads to the zones that are valid today.
public struct ZoneNames: Sendable {
  /// Keys of today's zones in code-point order, by id, name, alias and the names of zones they came out of.
  private var keys: [String: [String]] = [:]

  /// Today's zones of that id, name or alias, or of the name of a zone that was merged into them; empty when
  /// there is none. A name several zones bear gives all of them.
  public subscript(name: String) -> [String] { keys[name.trimmed] ?? [] }

  mutating func add(_ name: String?, _ key: String) {
    guard let name = name?.trimmed, !name.isEmpty, keys[name]?.contains(key) != true else { return }
    keys[name, default: []].append(key)
    keys[name]?.sort()
  }

  /// The names in a property: a JSON array, or one text with separators.
  static func names(in text: String?) -> [String] {
    guard let text else { return [] }
    if text.hasPrefix("[") { return JSONList.texts(of: text) }
    return text.split { ",;，；、|/".contains($0) }.map(String.init)
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}

extension ProjectFile {
  /// The names of the zones of this project.
  ///
  /// An id leads to its own zone alone, even where another zone bears it as a name.
  ///
  /// - Throws: `Problem`.
  public func allZoneNames() throws -> ZoneNames {
    try read { connection in
      var names = ZoneNames()
      for name in ["name", "aliases"] {
        let column = name == "name" ? name : Self.aliases
        let rows = try connection.prepare("SELECT key, \(column) FROM zones WHERE valid_to IS NULL")
        while try rows.step() {
          guard let key = rows.text(0) else { continue }
          if name == "name" {
            names.add(rows.text(1), key)
          } else {
            for alias in ZoneNames.names(in: rows.text(1)) { names.add(alias, key) }
          }
        }
      }
      try Self.addEarlier(to: &names, connection)
      try Self.addKeys(to: &names, connection)
      return names
    }
  }

  /// The property of other names, in the words files use.
  private static let aliases =
    "coalesce("
    + ["aliases", "alias", "别名", "曾用名", "又名"].map { "json_extract(properties, '$.\"\($0)\"')" }
    .joined(separator: ", ") + ")"

  /// Names of zones that ended lead to what they became.
  private static func addEarlier(
    to names: inout ZoneNames, _ connection: SQLiteConnection
  ) throws(SQLiteFault) {
    let rows = try connection.prepare(
      """
      SELECT DISTINCT old.name, old.key, later FROM zones AS old
      JOIN zonesweep_lineage ON earlier = old.key AND at = old.valid_to
      JOIN zones AS new ON new.key = later AND new.valid_to IS NULL
      WHERE relation = 'merged_into'
      """)
    while try rows.step() {
      guard let later = rows.text(2) else { continue }
      names.add(rows.text(0), later)
      names.add(rows.text(1), later)
    }
  }

  private static func addKeys(
    to names: inout ZoneNames, _ connection: SQLiteConnection
  ) throws(SQLiteFault) {
    let rows = try connection.prepare("SELECT key FROM zones WHERE valid_to IS NULL")
    while try rows.step() { if let key = rows.text(0) { names.set(key) } }
  }
}

extension ZoneNames {
  fileprivate mutating func set(_ key: String) { keys[key] = [key] }
}

internal import Foundation
package import ZoneModel

extension ProjectFile {
  /// The checklist's records as they were imported, by file and record: their id, then their other properties
  /// by name. Empty when none was imported.
  ///
  /// - Throws: `Problem(.badData)`, `.busy`.
  public func checklistRecords() throws -> [(id: String, properties: [String: String])] {
    try read { connection in
      let rows = try connection.prepare(
        "SELECT key, properties FROM zonesweep_checklist ORDER BY source, record")
      var records: [(id: String, properties: [String: String])] = []
      while try rows.step() {
        guard let id = rows.text(0) else { continue }
        let object = try? JSONSerialization.jsonObject(with: Data((rows.text(1) ?? "{}").utf8))
        let properties = (object as? [String: Any] ?? [:]).compactMapValues(Self.text)
        records.append((id, properties))
      }
      return records
    }
  }

  /// The kinds of the zones whose boundaries hold now, by name.
  ///
  /// - Throws: `Problem(.badData)`, `.busy`.
  package func zoneKinds() throws -> [ZoneKind] {
    try read { connection in
      let rows = try connection.prepare(
        "SELECT DISTINCT kind FROM zones WHERE kind IS NOT NULL AND valid_to IS NULL ORDER BY kind")
      var kinds: [ZoneKind] = []
      while try rows.step() { rows.text(0).map { kinds.append(ZoneKind(rawValue: $0)) } }
      return kinds
    }
  }

  private static func text(_ value: Any) -> String? {
    switch value {
    case let text as String: text
    case let list as [Any]: list.compactMap(text).joined(separator: " ")
    case let number as NSNumber: "\(number)"
    default: nil
    }
  }
}

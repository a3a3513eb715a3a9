internal import Foundation
internal import GRDB
internal import ZoneModel

/// An event as it stands in its table.
struct LedgerRow {
  let position: Int
  let event: CaseEvent
  let link: [UInt8]

  static let columns = "position, case_id, sequence, recorded, happened, actor, action, reason, body, link"

  /// - Throws: `Damage` when the row does not hold an event, or its columns say something else than the event.
  init(_ row: Row) throws {
    let position: Int = try row.decode(forColumn: "position")
    let body: Data = try row.decode(forColumn: "body")
    guard let event = CaseEvent(canonicalBytes: [UInt8](body)) else { throw Damage(position: position) }
    let link: Data = try row.decode(forColumn: "link")
    self.init(position: position, event: event, link: [UInt8](link))
    for (column, value) in readable {
      guard try row.decode(DatabaseValue.self, forColumn: column) == value else {
        throw Damage(position: position)
      }
    }
  }

  init(position: Int, event: CaseEvent, link: [UInt8]) {
    self.position = position
    self.event = event
    self.link = link
  }

  /// A row that is not an event, or was changed beside its event.
  struct Damage: Error {
    let position: Int
  }

  /// What the columns beside the event say, in the table's order.
  private var readable: [(column: String, value: DatabaseValue)] {
    [
      ("case_id", event.caseID.databaseValue), ("sequence", event.sequence.databaseValue),
      ("recorded", Self.text(event.time).databaseValue),
      ("happened", event.happened.map(Self.text)?.databaseValue ?? .null),
      ("actor", event.actor.databaseValue), ("action", event.action.name.rawValue.databaseValue),
      ("reason", event.reason?.databaseValue ?? .null),
    ]
  }

  /// All values in the order of `columns`.
  var arguments: StatementArguments {
    StatementArguments(
      [position.databaseValue] + readable.map(\.value)
        + [Data(event.canonicalBytes).databaseValue, Data(link).databaseValue])
  }

  private static let utc = TimeText(zone: .gmt)

  /// As GeoPackage writes times: UTC, milliseconds.
  static func text(_ time: Instant) -> String {
    let milliseconds = Int((time * 1000).rounded())
    let fraction = milliseconds - Int((Double(milliseconds) / 1000).rounded(.down)) * 1000
    // `…:05Z` becomes `…:05.040Z`
    return utc.text((Double(milliseconds - fraction)) / 1000).dropLast() + "." + "00\(fraction)".suffix(3)
      + "Z"
  }
}

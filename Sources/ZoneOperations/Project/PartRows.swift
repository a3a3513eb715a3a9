internal import Foundation
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel
internal import ZoneStore

/// The rows of a part of a file as the project takes them. Columns are read at once: a look a row and field
/// costs three times as much.
///
/// Lives in one task.
final class PartRows {
  let layer: Layer
  /// The names of the properties as they are kept.
  let columns: [String]
  private let objects: PropertyObjects
  private let ids: [String?]?
  private let facts: [[String?]?]
  private let kinds: [String?]?
  /// Columns about people, and what they hold.
  private let people: [(field: String, values: [String?])]

  init(_ layer: Layer, _ role: ProjectRole, _ options: InputOptions) {
    self.layer = layer
    let table = layer.properties
    let names = table.names
    let fields = FieldNames(names, renamed: options.fields)
    ids = table.texts("id", fields)
    facts = role.facts.map { table.texts($0, fields) }
    kinds = role == .zones ? table.texts("kind", fields) : nil
    let people = role == .zones ? [] : names.filter(PersonalData.isPersonal).map { ($0, table.texts($0)) }
    self.people = people
    let masks = people.map { field, values in
      OutputLayer.Column(field, replaces: true) {
        .maybe(values[$0].map { PersonalData.masked($0, of: field) })
      }
    }
    objects = PropertyObjects(table, replacing: masks)
    columns = names.filter { !PersonalData.isPersonal($0) || role == .zones } + people.map(\.0)
  }

  /// The row's properties as a JSON object, until the next call.
  func object(_ row: Int) -> UnsafeBufferPointer<UInt8> { objects.object(row) }

  /// The identifier beside the properties, as JSON.
  func identifier(_ row: Int) -> String? { objects.identifier(row) }

  /// What the record calls itself.
  func id(_ row: Int) -> String? { ids?[row] ?? layer.properties.identifier(at: row) }

  func facts(_ row: Int) -> [String?] { facts.map { $0?[row] } }

  func kind(_ row: Int) -> ZoneKind? { kinds?[row].map { ZoneKind(name: $0) } }

  func personal(_ row: Int) -> [(field: String, value: String)] {
    people.compactMap { field, values in values[row].map { (field, $0) } }
  }

  /// The times of a line's vertices as JSON; `nil` where there are none.
  func vertexTimes(_ row: Int) -> String? {
    guard let times = layer.vertexTimes[row] else { return nil }
    let lines = times.map { line in
      "[" + line.map { $0.isFinite ? PropertyValue.text(of: $0) : "null" }.joined(separator: ",") + "]"
    }
    return "[" + lines.joined(separator: ",") + "]"
  }

  /// A rejected record whose file tells about people is kept without its content.
  func withoutPersonalData(_ rejection: Rejection) -> Rejection {
    guard !people.isEmpty else { return rejection }
    var kept = rejection
    kept.content = ""
    return kept
  }
}

internal import ZoneFormats
internal import ZoneGeometry

/// What the properties of a zone say in words.
struct ZoneTexts: Sendable {
  let id, name, kind, parent, owner, leader: String?

  /// One a row.
  static func read(
    _ table: PropertyTable, _ names: FieldNames, threads: Int
  ) throws -> [ZoneTexts] {
    let chunks = Chunks(table.count, size: 256)
    return try Workers(threads: threads) {
    } work: { _, number in
      chunks[number].map { row in
        func text(_ field: String) -> String? { table.text(field, names, at: row) }
        return ZoneTexts(
          id: text("id"), name: text("name"), kind: text("kind"), parent: text("parent"),
          owner: text("owner"),
          leader: text("leader"))
      }
    }.results(chunks.count).flatMap { $0 }
  }
}

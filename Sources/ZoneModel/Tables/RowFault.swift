/// Why one row of a table cannot be used.
struct RowFault: Error {
  let reason: Phrase

  init(_ english: String, zh chinese: String) { reason = Phrase(english, zh: chinese) }
}

extension DataTable.Row {
  /// The row as a rejection.
  func rejection(in file: String, id: String?, reason: Phrase) -> Rejection {
    Rejection(file: file, record: record, line: line, id: id, reason: reason, content: content)
  }
}

/// Why one row of a table cannot be used.
struct RowFault: Error {
  let reason: Phrase
  let hint: Phrase?

  init(_ english: String, zh chinese: String, hint: Phrase? = nil) {
    reason = Phrase(english, zh: chinese)
    self.hint = hint
  }
}

extension DataTable.Row {
  /// The row as a rejection.
  func rejection(in file: String, id: String?, reason: Phrase, hint: Phrase? = nil) -> Rejection {
    Rejection(
      file: file, record: record, line: line, id: id, reason: reason, hint: hint, content: content)
  }
}

/// The data files compiled into the program, read once.
enum ShippedData {
  /// The table in `bytes`.
  ///
  /// Precondition: every row of a shipped file can be used; a test reads each of them.
  static func table<Table>(
    _ bytes: [UInt8],
    reading: ([UInt8], String) throws(Problem) -> (table: Table, rejections: [Rejection])
  ) -> Table {
    do {
      let (table, rejections) = try reading(bytes, "shipped")
      precondition(rejections.isEmpty, "shipped data: \(rejections.map(\.reason.english))")
      return table
    } catch {
      preconditionFailure("shipped data: \(error.what.english)")
    }
  }
}

extension DataTable.Row {
  /// The number in a cell, `nil` when it is empty.
  func number(
    _ column: String, atLeast least: Double, atMost most: Double = .infinity
  ) throws(RowFault) -> Double? {
    let low = PlainNumber.text(least)
    return try number(column, ("from \(low)", "不小于 \(low)"), most) { $0 >= least }
  }

  /// The number in a cell, `nil` when it is empty.
  func number(
    _ column: String, above limit: Double, atMost most: Double = .infinity
  ) throws(RowFault) -> Double? {
    let low = PlainNumber.text(limit)
    return try number(column, ("above \(low)", "大于 \(low)"), most) { $0 > limit }
  }

  /// Digits may be full-width, as Chinese keyboards write them.
  private func number(
    _ column: String, _ low: (english: String, chinese: String), _ most: Double, where fits: (Double) -> Bool
  ) throws(RowFault) -> Double? {
    guard let text = self[column] else { return nil }
    guard let number = Double(text.foldedForComparison), number.isFinite, fits(number), number <= most
    else {
      let top = most.isFinite ? PlainNumber.text(most) : nil
      throw RowFault(
        "\(column): \(text) is no number that can be used", zh: "\(column)：“\(text)”不是可用的数值",
        hint: Phrase(
          "write a number \(low.english)\(top.map { ", at most \($0)" } ?? ""), or leave the cell empty",
          zh: "请填写\(low.chinese)\(top.map { "、不超过 \($0)" } ?? "")的数，或留空"))
    }
    return number
  }
}

/// Numbers in messages: whole ones without a fraction.
private enum PlainNumber {
  static func text(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
  }
}

internal import ZoneFormats
internal import ZoneModel

/// Counts the values of our fields that say nothing usable, so that a default never takes their place without
/// a word.
struct UnusableValues: Sendable {
  private struct Tally: Sendable {
    var count = 0
    let first: String
    let file: String
    let hint: Phrase
  }

  private var tallies: [String: Tally] = [:]

  init() {}

  /// The number in a field, above 0 and at most `limit`; `nil` when the row states none, or none of use.
  mutating func positive(
    _ field: String, of layer: Layer, _ names: FieldNames, at row: Int, atMost limit: Double = .infinity
  ) -> Double? {
    let number = layer.properties.number(field, names, at: row)
    if let number, number > 0, number.isFinite, number <= limit { return number }
    guard let text = layer.properties.text(field, names, at: row) else { return nil }
    let hint =
      limit.isFinite
      ? Phrase("write a number above 0, at most \(Int(limit))", zh: "请填写大于 0 且不超过 \(Int(limit)) 的数")
      : Phrase("write a number above 0", zh: "请填写大于 0 的数")
    add(field, text, layer.name, hint)
    return nil
  }

  /// The reach of a zone; `nil` when the row states none, or none of use.
  mutating func reach(of layer: Layer, _ names: FieldNames, at row: Int) -> Reach? {
    guard let text = layer.properties.text("reach", names, at: row) else { return nil }
    if let reach = Reach(rawValue: text.lowercased()) { return reach }
    add("reach", text, layer.name, Phrase("write inside or anywhere", zh: "请填写 inside 或 anywhere"))
    return nil
  }

  private mutating func add(_ field: String, _ text: String, _ file: String, _ hint: Phrase) {
    tallies[field, default: Tally(first: text, file: file, hint: hint)].count += 1
  }

  /// Adds those of the rows that follow.
  mutating func add(_ next: UnusableValues) {
    tallies.merge(next.tallies) { mine, theirs in
      var sum = mine
      sum.count += theirs.count
      return sum
    }
  }

  /// One notice a field, by the fields' names.
  var notices: [Notice] {
    tallies.sorted { $0.key < $1.key }.map { field, tally in
      Notice(
        Phrase(
          "\(tally.count) values of \(field) cannot be used, the first is \"\(tally.first)\"; the default counts",
          zh: "\(field) 有 \(tally.count) 个值无法使用，首个为“\(tally.first)”；按默认值计"),
        at: Phrase(tally.file, zh: tally.file), hint: tally.hint)
    }
  }
}

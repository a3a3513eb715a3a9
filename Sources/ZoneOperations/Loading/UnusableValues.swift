internal import ZoneFormats
internal import ZoneModel

/// Counts the values of our fields that say nothing usable, so that a default never takes their place without
/// a word.
struct UnusableValues: Sendable {
  private struct Tally: Sendable {
    var count = 0
    /// The first of them.
    let text: String
    var record: Record
    let hint: Phrase
    let instead: Phrase
  }

  /// Where a value stands.
  private struct Record: Sendable {
    let file: String
    let line: Int?
    var number: Int
    let id: String?

    init(_ layer: Layer, _ names: FieldNames, _ row: Int) {
      file = layer.name
      line = layer.line(of: row)
      number = layer.records[row]
      id = layer.properties.text("id", names, at: row) ?? layer.properties.identifier(at: row)
    }

    var place: Phrase { Rejection.place(in: file, line: line, record: number, id: id) }
  }

  private static let defaultCounts = Phrase("the default counts", zh: "按默认值计")

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
    add(field, text, Record(layer, names, row), hint)
    return nil
  }

  /// Adds the stated accuracies of a layer's rows that are none: of these the place is taken as it stands.
  ///
  /// - Parameter rows: those asked about, ascending.
  mutating func addAccuracies(of layer: Layer, _ names: FieldNames, _ rows: some Sequence<Int>) {
    guard let column = names["accuracy_m"] else { return }
    let numbers = layer.properties.numbers(column)
    for row in rows where !FindingSet.isAccuracy(numbers[row]) {
      guard let text = layer.properties.text(column, at: row), !text.isEmpty else { continue }
      let most = Int(FindingSet.worstAccuracy)
      add(
        "accuracy_m", text, Record(layer, names, row),
        Phrase(
          "write metres from 0 to \(most), or leave it empty", zh: "请填写 0 至 \(most) 的米数，或留空"),
        instead: Phrase("the accuracy counts as unknown", zh: "按精度未知计"))
    }
  }

  /// The reach of a zone; `nil` when the row states none, or none of use.
  mutating func reach(of layer: Layer, _ names: FieldNames, at row: Int) -> Reach? {
    guard let text = layer.properties.text("reach", names, at: row) else { return nil }
    if let reach = Reach(rawValue: text.lowercased()) { return reach }
    add(
      "reach", text, Record(layer, names, row),
      Phrase("write inside or anywhere", zh: "请填写 inside 或 anywhere"))
    return nil
  }

  private mutating func add(
    _ field: String, _ text: String, _ record: Record, _ hint: Phrase, instead: Phrase = defaultCounts
  ) {
    tallies[field, default: Tally(text: text, record: record, hint: hint, instead: instead)].count += 1
  }

  /// Counts the records from the first of their file, so many of which were in other parts.
  mutating func count(recordsBefore: Int) {
    for field in tallies.keys { tallies[field]?.record.number += recordsBefore }
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
          "\(tally.count == 1 ? "1 value" : "\(tally.count) values") of \(field) cannot be used, the first is \"\(tally.text)\"; \(tally.instead.english)",
          zh: "\(field) 有 \(tally.count) 个值无法使用，首个为“\(tally.text)”；\(tally.instead.chinese)"),
        at: tally.record.place, hint: tally.hint)
    }
  }
}

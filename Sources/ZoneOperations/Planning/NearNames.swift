internal import ZoneModel

/// Names that somebody may have meant.
enum NearNames {
  /// The known names that differ least from a word, at most `most` of them, nearest first; none that differs in
  /// more than a third of its letters (in two of a short one), or in all of them.
  static func of(_ word: String, among known: some Sequence<String>, most: Int = 3) -> [String] {
    let folded = Array(word.foldedForComparison)
    let limit = max(2, folded.count / 3)
    let found = known.map { name -> (name: String, steps: Int) in
      let other = Array(name.foldedForComparison)
      if folded.count > 2, other.starts(with: folded) { return (name, 1) }
      return (name, abs(other.count - folded.count) > limit ? limit + 1 : steps(folded, other))
    }.filter { $0.steps <= min(limit, folded.count - 1) }
    return found.sorted { ($0.steps, $0.name) < ($1.steps, $1.name) }.prefix(most).map(\.name)
  }

  /// Letters to change, add, take away or swap with the next one.
  ///
  /// - Source: optimal string alignment; L. Boytsov, Indexing methods for approximate dictionary searching (2011).
  /// - Complexity: O(*n* · *m*).
  private static func steps(_ a: [Character], _ b: [Character]) -> Int {
    var rows = [Array(0...b.count), Array(0...b.count)]
    for (i, x) in a.enumerated() {
      var next = [i + 1] + [Int](repeating: 0, count: b.count)
      for (j, y) in b.enumerated() {
        next[j + 1] = min(rows[1][j] + (x == y ? 0 : 1), rows[1][j + 1] + 1, next[j] + 1)
        if i > 0, j > 0, x == b[j - 1], a[i - 1] == y { next[j + 1] = min(next[j + 1], rows[0][j - 1] + 1) }
      }
      rows = [rows[1], next]
    }
    return rows[1][b.count]
  }

  /// `; did you mean A or B?`, or nothing.
  static func question(_ names: [String]) -> Phrase {
    names.isEmpty
      ? Phrase("", zh: "")
      : Phrase(
        "did you mean \(names.joined(separator: ", "))?", zh: "是否应为 \(names.joined(separator: "、"))？")
  }
}

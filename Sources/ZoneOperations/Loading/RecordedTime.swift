internal import ZoneModel

/// From when to when the data tell of something, for judging what a caller asks about.
struct RecordedTime {
  let oldest: Instant
  let newest: Instant
  private let time: TimeText

  /// `nil` when no record has a time.
  init?(_ moments: some Sequence<Instant?>, _ time: TimeText) {
    var (low, high) = (Instant.infinity, -Instant.infinity)
    for case .some(let moment) in moments { (low, high) = (min(low, moment), max(high, moment)) }
    guard low <= high else { return nil }
    (oldest, newest) = (low, high)
    self.time = time
  }

  /// Says when a window or a moment lies beside the data.
  ///
  /// After the newest record a window shows truly that nobody looked since: a warning. Before the oldest there
  /// is nothing to say anything about.
  ///
  /// - Throws: `Problem(.badData)` when the window ends, or the moment lies, before the first record;
  ///   `Problem(.usage)` when the window begins after the moment.
  func judge(_ window: TimeWindow, asOf: Instant?, _ reporter: Reporter) throws {
    if let asOf, let from = window.from, from > asOf {
      throw Problem(
        .usage,
        Phrase(
          "--from \(time.short(from)) lies after --as-of \(time.short(asOf)): nothing can count",
          zh: "--from \(time.short(from)) 晚于 --as-of \(time.short(asOf))，没有记录可计"), at: span,
        hint: Phrase("swap them, or leave one of them out", zh: "请对调，或去掉其中一个"))
    }
    if let asOf, asOf < oldest { throw early("--as-of", asOf) }
    if let to = window.to, to <= oldest { throw early("--to", to) }
    if let from = window.from, from > newest {
      reporter.notice(
        Notice(
          Phrase(
            "no record is as late as --from \(time.short(from)): nothing counts as looked at since",
            zh: "没有 --from \(time.short(from)) 之后的记录，均按未查看计"), at: span,
          hint: Phrase(
            "check the year, or add the newer records with --observations",
            zh: "请核对年份，或用 --observations 补充新记录")))
    }
  }

  private func early(_ option: String, _ moment: Instant) -> Problem {
    Problem(
      .badData,
      Phrase(
        "nothing was recorded before \(option) \(time.short(moment))",
        zh: "\(option) \(time.short(moment)) 之前没有任何记录"), at: span,
      hint: Phrase("name a time after the first record", zh: "请改用首条记录之后的时间"))
  }

  private var span: Phrase {
    Phrase(
      "the records run from \(time.short(oldest)) to \(time.short(newest))",
      zh: "现有记录的时间范围为 \(time.short(oldest)) 至 \(time.short(newest))")
  }
}

internal import ZoneModel

extension SurveyInputs {
  /// Says what of a question does not fit the data: times beside the record, kinds nobody wrote parameters for.
  ///
  /// - Throws: as ``RecordedTime/judge(_:asOf:_:)``.
  func check(_ survey: SurveyOptions, _ time: TimeText, _ reporter: Reporter) throws {
    let recorded = RecordedTime([oldest, newest, facts.oldest], time)
    try recorded?.judge(survey.window, asOf: survey.asOf, reporter)
    kindsWithoutParameters(survey.detection).map(reporter.notice)
  }

  private func kindsWithoutParameters(_ detection: DetectionParameters) -> Notice? {
    let silent = zones.byKind.filter { !detection.speaks(of: $0.kind) }
    guard !silent.isEmpty else { return nil }
    let kinds = silent.map { "\($0.kind) (\($0.zones.count))" }.joined(separator: ", ")
    let values = DetectionParameters.fallback
    let rate = PropertyText.number(values.arrivals.perDay)
    let (sweep, least) = (PropertyText.number(values.sweep), PropertyText.number(values.leastProbability))
    return Notice(
      Phrase(
        "the detection parameters have no row for these kinds of zone: \(kinds); the built-in assumption counts for them: "
          + "\(rate) new problems a day and item, sweep \(sweep), least pod \(least)",
        zh: "发现概率参数没有以下类型的行：\(kinds)；这些类型按内置假定计：每天每项新增 \(rate)、有效宽度比 \(sweep)、最低发现概率 \(least)"),
      hint: Phrase(
        "add a row for each of them, or one of kind * and item * for everything else",
        zh: "请为这些类型补充行，或加一行类型和项目均为 * 的通用行"))
  }
}

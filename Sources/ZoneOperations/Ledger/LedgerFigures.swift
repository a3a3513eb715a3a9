internal import ZoneFormats
public import ZoneModel

/// The indicators of a window, each with its two numbers and its formula.
public struct LedgerFigures: Sendable {
  public var window: Range<Instant>
  public var indicators: [Indicator]

  /// - Parameter asOf: only what was recorded by then counts; `nil`: everything.
  public init(
    _ cases: [LedgerCase], window: Range<Instant>, calendar: WorkingCalendar,
    limits: StepLimits = StepLimits(),
    asOf: Instant? = nil
  ) {
    self.window = window
    let counts = LedgerTally(window: window, calendar: calendar, limits: limits).counts(cases, asOf: asOf)
    indicators = IndicatorKind.allCases.map { Indicator($0, counts) }
  }

  public func summary(_ time: TimeText) -> SummaryTable {
    SummaryTable(
      key: "figures",
      title: Phrase(
        "Figures from \(time.short(window.lowerBound)) to \(time.short(window.upperBound))",
        zh: "指标（\(time.short(window.lowerBound)) 至 \(time.short(window.upperBound))）"),
      columns: [
        SummaryTable.Column("indicator", Phrase("indicator", zh: "指标")),
        SummaryTable.Column("share", Phrase("share", zh: "比率"), isNumber: true),
        SummaryTable.Column("numerator", Phrase("of these", zh: "分子"), isNumber: true),
        SummaryTable.Column("denominator", Phrase("of", zh: "分母"), isNumber: true),
        SummaryTable.Column("definition", Phrase("definition", zh: "定义")),
      ],
      rows: indicators.map(Self.cells))
  }

  private static func cells(_ indicator: Indicator) -> [SummaryTable.Cell] {
    [
      SummaryTable.Cell(indicator.title, .text(indicator.kind.rawValue)),
      SummaryTable.Cell(
        Phrase(indicator.percent, zh: indicator.percent), indicator.value.map { .number($0) } ?? .null),
      .count(indicator.numerator), .count(indicator.denominator),
      SummaryTable.Cell(indicator.definition, .text(indicator.definition.english)),
    ]
  }
}

/// A figure with its two numbers and what it means, so that one label never hides two formulas.
public struct Indicator: Sendable, Hashable {
  public var kind: IndicatorKind
  public var numerator: Int
  public var denominator: Int

  public init(_ kind: IndicatorKind, _ numerator: Int, of denominator: Int) {
    self.kind = kind
    self.numerator = numerator
    self.denominator = denominator
  }

  /// What nobody counted has a denominator of 0, and so no value.
  public init(_ kind: IndicatorKind, _ counts: LedgerCounts) {
    let (numerator, denominator) = kind.numbers(counts)
    self.init(kind, numerator, of: denominator)
  }

  public var title: Phrase { kind.title }
  public var definition: Phrase { kind.definition }
  public var share: Share { Share(Double(numerator), of: Double(denominator)) }

  /// `nil` for a denominator of 0. Above 1 where events are counted and a case may count twice.
  public var value: Double? { denominator > 0 ? Double(numerator) / Double(denominator) : nil }

  /// For people: two decimals, rounded down in whole numbers, `93.72 %`; `—` when there is nothing to take a
  /// share of.
  public var percent: String {
    guard denominator > 0 else { return "—" }
    let hundredths = floorDiv(numerator * 10_000, denominator)
    let rest = abs(hundredths) % 100
    return "\(hundredths < 0 ? "-" : "")\(abs(hundredths) / 100).\(rest < 10 ? "0" : "")\(rest) %"
  }
}

/// The indicators of city management, with their formulas.
///
/// - Source: the CJ/T 292 and GB/T 30428.4 family, as carried in public code; the standards were not at hand.
///   Where the source has names without a formula the formula is inferred, and ``isInferred`` says so.
public enum IndicatorKind: String, Sendable, Hashable, CaseIterable {
  case validReporting = "valid_reporting"
  case missing
  case checkOnTime = "check_on_time"
  case verificationOnTime = "verification_on_time"
  case publicReporting = "public_reporting"
  case filing
  case filingOnTime = "filing_on_time"
  case filingAccuracy = "filing_accuracy"
  case dispatchOnTime = "dispatch_on_time"
  case dispatchAccuracy = "dispatch_accuracy"
  case handling
  case handlingOnTime = "handling_on_time"
  case closing
  case closingOnTime = "closing_on_time"
  case rework
  case returning = "return"
  case relapse

  /// Whether the formula is ours: the source has the name only, or not even that.
  public var isInferred: Bool {
    switch self {
    case .filing, .handling, .handlingOnTime, .rework, .returning, .relapse: true
    default: false
    }
  }

  func numbers(_ c: LedgerCounts) -> (Int, Int) {
    switch self {
    case .validReporting, .filing: (c.reportedAndFiled, c.reported)
    case .missing: c.missed.map { ($0, c.filed) } ?? (0, 0)
    case .checkOnTime: (c.checkedOnTime, c.dueForCheck)
    case .verificationOnTime: (c.verifiedOnTime, c.dueForVerification)
    case .publicReporting:
      c.publicReportsConfirmed.map { ($0, c.filed - c.filedAndOnHold) } ?? (0, 0)
    case .filingOnTime: (c.filedOnTime, c.filedWithLimit)
    case .filingAccuracy: (c.filed - c.filedAndVoid, c.filed)
    case .dispatchOnTime: (c.dispatchedOnTime, c.dueForDispatch)
    case .dispatchAccuracy: (c.dueForDispatch - c.reworks, c.dueForDispatch)
    case .handling: (c.dueHandled, c.dueForHandling)
    case .handlingOnTime: (c.dueHandledOnTime, c.dueForHandling)
    case .closing: (c.dueClosed, c.due)
    case .closingOnTime: (c.dueClosedOnTime, c.due)
    case .rework: (c.reworks, c.handlings)
    case .returning: (c.returns, c.received)
    case .relapse: (c.relapsed, c.closed)
    }
  }
}

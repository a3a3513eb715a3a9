public import ZoneModel

/// The five classes in which maps show coverage; every share from 0 to 1 is in exactly one.
public enum CoverageClass: Int, Sendable, Hashable, CaseIterable {
  /// Nothing of it was seen.
  case never
  /// More than nothing, less than half.
  case low
  /// From half to less than 80 %.
  case half
  /// From 80 to less than 95 %.
  case most
  /// 95 % and more.
  case nearlyAll

  /// The class of a share seen; `nil` when there is nothing to take a share of.
  public init?(_ share: Share) {
    guard let value = share.value else { return nil }
    self =
      switch value {
      case ...0: .never
      case ..<0.5: .low
      case ..<0.8: .half
      case ..<0.95: .most
      default: .nearlyAll
      }
  }

  public var title: Phrase {
    switch self {
    case .never: Phrase("never observed", zh: "从未查看")
    case .low: Phrase("under 50 %", zh: "不足 50 %")
    case .half: Phrase("50 to under 80 %", zh: "50 % 至不足 80 %")
    case .most: Phrase("80 to under 95 %", zh: "80 % 至不足 95 %")
    case .nearlyAll: Phrase("95 % and more", zh: "95 % 及以上")
    }
  }
}

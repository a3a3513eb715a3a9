/// A share with its two numbers, so that nobody sees a percentage without knowing of what.
public struct Share: Sendable, Hashable {
  public var numerator: Double
  public var denominator: Double

  public init(_ numerator: Double, of denominator: Double) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// 0 to 1; `nil` when there is nothing to take a share of.
  public var value: Double? {
    denominator > 0 ? min(1, max(0, numerator / denominator)) : nil
  }

  /// For people: one decimal, rounded down, so that `100.0 %` means all of it; `—` when there is nothing
  /// to take a share of.
  ///
  /// A shortfall below one part in 10⁹ is rounding noise of the arithmetic, not unseen ground, and counts
  /// as all.
  public var percent: String {
    guard let value else { return "—" }
    let tenths = Int((value >= 1 - 1e-9 ? 1 : value) * 1000 + 1e-9)
    return "\(tenths / 10).\(tenths % 10) %"
  }
}

/// The five grades of city management, by score out of 100. Every score has exactly one.
///
/// - Source: bands as carried in public code of city management.
public enum Grade: String, Sendable, Hashable, CaseIterable {
  /// 90 and above.
  case a = "A"
  /// 75 to below 90.
  case b = "B"
  /// 60 to below 75.
  case c = "C"
  /// 40 to below 60.
  case d = "D"
  /// Below 40.
  case e = "E"

  /// `nil` for what is no number.
  public init?(score: Double) {
    guard !score.isNaN else { return nil }
    self =
      switch score {
      case 90...: .a
      case 75...: .b
      case 60...: .c
      case 40...: .d
      default: .e
      }
  }
}

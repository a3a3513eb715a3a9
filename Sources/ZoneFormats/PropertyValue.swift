/// What a property says.
public enum PropertyValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  /// An array or object, as JSON text.
  case json(String)

  /// A number that may be missing; what is not finite is missing.
  public static func maybe(_ value: Double?) -> PropertyValue {
    value.map { $0.isFinite ? .number($0) : .null } ?? .null
  }

  /// A text that may be missing.
  public static func maybe(_ value: String?) -> PropertyValue { value.map { .text($0) } ?? .null }

  /// The value as text; `nil` for null.
  public var text: String? {
    switch self {
    case .null: nil
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): "\(value)"
    case .number(let value): PropertyValue.text(of: value)
    case .text(let value), .json(let value): value
    }
  }

  /// The shortest text that reads back as the same number; whole numbers without a fraction.
  public static func text(of value: Double) -> String {
    if value.rounded() == value, abs(value) < 1e15 { return "\(Int(value))" }
    return "\(value)"
  }
}

/// A unit grid cell's number (万米单元网格): 6 digits of the district, 3 of the street or town, 3 of the
/// community or village, 3 in sequence.
///
/// Numbers of 12 to 16 characters are accepted, since systems reserve up to 16; only 15 digits can be taken
/// apart.
public struct CellID: Sendable, Hashable, CustomStringConvertible {
  public let text: String

  /// `nil` unless it has 12 to 16 ASCII letters or digits.
  public init?(_ text: String) {
    let plain = text.trimmed
    guard (12...16).contains(plain.count), plain.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
    else {
      return nil
    }
    self.text = plain
  }

  public var description: String { text }

  /// Whether it is 15 digits, as the grid standard has it.
  public var isStandard: Bool { text.count == 15 && text.allSatisfy(\.isASCIIDigit) }

  /// 6 digits; `nil` unless the number is standard.
  public var district: String? { part(0, 6) }
  /// 9 digits.
  public var street: String? { part(0, 9) }
  /// 12 digits.
  public var community: String? { part(0, 12) }
  /// 1 to 999.
  public var sequence: Int? { part(12, 3).flatMap { Int($0) } }

  private func part(_ from: Int, _ count: Int) -> String? {
    isStandard ? String(text.dropFirst(from).prefix(count)) : nil
  }
}

/// What a bare national number looks like. A shape says nothing about whether the code exists.
public enum NumberShape: Sendable, Hashable, CaseIterable {
  /// 16 digits, district 6 + class 2 + type 2 + serial 6 (CJ/T 214, GB/T 30428.2).
  case oldComponent
  /// 17 digits, district 6 + class 2 + type 3 + serial 6 (GB/T 47678.5).
  case component
  /// 11 digits, district 6 + class 2 + type 3 (GB/T 47678.5): a type, not one instance.
  case matter

  var parts: [Int] {
    switch self {
    case .oldComponent: [6, 2, 2, 6]
    case .component: [6, 2, 3, 6]
    case .matter: [6, 2, 3]
    }
  }

  /// The parts of a number of this shape, in order; `nil` for any other text.
  public func parts(of text: String) -> [String]? {
    guard text.count == parts.reduce(0, +), text.allSatisfy(\.isASCIIDigit) else { return nil }
    var rest = text[...]
    return parts.map { count in
      defer { rest = rest.dropFirst(count) }
      return String(rest.prefix(count))
    }
  }

  /// The shape a text has; `nil` when it has none.
  public init?(of text: String) {
    guard let shape = Self.allCases.first(where: { $0.parts(of: text) != nil }) else { return nil }
    self = shape
  }
}

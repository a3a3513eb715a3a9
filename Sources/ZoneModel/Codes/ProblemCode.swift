/// What is wrong, in the words of one standard: the same problem has another code in each, so a bare number
/// is never stored.
public struct ProblemCode: Sendable, Hashable {
  /// The standard with its year, or a local list by name: `GB/T 47678.5-2026`, `local 运城`.
  public var standard: String
  public var family: CodeFamily
  /// As the standard writes it: `06010`, `01-10`, `(10)`.
  public var code: String
  public var name: String

  public init(standard: String, family: CodeFamily = .matter, code: String, name: String = "") {
    self.standard = standard
    self.family = family
    self.code = code
    self.name = name
  }

  /// Standard, family and code, whatever the name: two codes with the same key mean the same problem.
  public var key: String { "\(standard)|\(family.rawValue)|\(code)" }
}

/// What kind of thing a code stands for; numbers repeat between kinds.
public enum CodeFamily: String, Sendable, Hashable, CaseIterable {
  /// 部件: a thing that stands somewhere, such as a public toilet.
  case component
  /// 事项 (事件): something that is so or happens.
  case matter
  /// 方面: one of the aspects of the sanitary-city standard.
  case aspect
  /// 条: an item of the sanitary-city standard.
  case item
  /// 板块: a block of the undercover sheet.
  case block
  /// A type of site that items are checked at.
  case siteType = "site_type"

  /// The family a table's word means (`matter`, 事项, 事件); `nil` for other words.
  init?(word: String?) {
    let found = Self.allCases.first { $0.rawValue == word || $0.title.chinese == word }
    guard let family = found ?? (word == "事件" ? .matter : nil) else { return nil }
    self = family
  }

  public var title: Phrase {
    switch self {
    case .component: Phrase("component", zh: "部件")
    case .matter: Phrase("matter", zh: "事项")
    case .aspect: Phrase("aspect", zh: "方面")
    case .item: Phrase("item", zh: "条目")
    case .block: Phrase("block", zh: "板块")
    case .siteType: Phrase("site type", zh: "点位类型")
    }
  }
}

/// The two languages the program speaks.
public enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case chinese = "zh"
}

/// One sentence in both languages; whoever prints it chooses.
public struct Phrase: Sendable, Hashable {
  public var english: String
  public var chinese: String

  public init(_ english: String, zh chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  public func text(in language: Language) -> String {
    language == .chinese ? chinese : english
  }
}

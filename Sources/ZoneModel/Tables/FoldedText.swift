internal import Foundation

extension String {
  /// For comparing what people typed: full-width forms folded (Unicode NFKC), lower case, no blanks and no
  /// middle dots (买买提·艾力, 买买提•艾力). Not for storing: what was typed is kept as it is.
  public var foldedForComparison: String {
    if unicodeScalars.allSatisfy(Self.isPlain) { return self }
    let dots: Set<Character> = ["·", "•", "・", "‧"]
    let folded = precomposedStringWithCompatibilityMapping.lowercased()
    return String(folded.filter { !$0.isWhitespace && !dots.contains($0) })
  }

  /// Lower-case ASCII letters, digits and the common Chinese characters: folding changes none of them, and
  /// costs 2 µs a name.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "0"..."9", "\u{4E00}"..."\u{9FFF}": true
    default: false
    }
  }

  /// The names in a field, folded: `张三、李四`, `张三/李四` and `张三, 李四` are two.
  var foldedNames: [String] {
    split { "、,，;；/／".contains($0) }.map { String($0).foldedForComparison }.filter { !$0.isEmpty }
  }
}

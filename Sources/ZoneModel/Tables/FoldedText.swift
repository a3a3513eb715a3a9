internal import Foundation

extension String {
  /// For comparing what people typed: full-width forms folded (Unicode NFKC), lower case, no blanks and no
  /// middle dots (买买提·艾力, 买买提•艾力). Not for storing: what was typed is kept as it is.
  public var foldedForComparison: String {
    let dots: Set<Character> = ["·", "•", "・", "‧"]
    let folded = precomposedStringWithCompatibilityMapping.lowercased()
    return String(folded.filter { !$0.isWhitespace && !dots.contains($0) })
  }
}

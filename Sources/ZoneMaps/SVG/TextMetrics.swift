/// How much room a text takes, estimated: nobody can ask for the reader's font beforehand.
enum TextMetrics {
  /// Fonts that show Simplified Chinese on the usual systems, the most even first.
  static let fonts =
    "\"Noto Sans CJK SC\",\"Source Han Sans SC\",\"Microsoft YaHei\",\"PingFang SC\",sans-serif"

  /// Width in the units of `size`.
  static func width(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + width($1) } * size
  }

  /// The text in lines no wider than `width`, broken at spaces and between Chinese characters.
  static func lines(_ text: String, width limit: Double, size: Double) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in words(text) {
      if !line.isEmpty, width(line + word, size: size) > limit {
        lines.append(trimmed(line))
        line = ""
      }
      line += word
    }
    lines.append(trimmed(line))
    return lines
  }

  /// Pieces that must stay whole; a space ends the piece before it, a closing mark never begins one.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in text {
      let startsPiece = isWide(character) && !closing.contains(character)
      if startsPiece || word.last == " " || word.last.map(isWide) == true && !closing.contains(character) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      word.append(character)
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  private static let closing: Set<Character> = ["，", "。", "、", "）", "；", "：", "”", "》"]

  private static func isWide(_ character: Character) -> Bool {
    character.unicodeScalars.first.map { width($0) == 1 } == true
  }

  private static func trimmed(_ line: String) -> String {
    line.last == " " ? String(line.dropLast()) : line
  }

  private static func width(_ scalar: Unicode.Scalar) -> Double {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      1
    case 0x41...0x5A, 0x6D, 0x77, 0x25, 0x40: 0.68
    case 0x20, 0x2C, 0x2E, 0x27, 0x69, 0x6A, 0x6C, 0x74, 0x66, 0x72: 0.32
    default: 0.56
    }
  }
}

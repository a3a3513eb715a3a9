/// Writes well-formed XML: everything escaped, every element closed.
struct XMLText {
  typealias Attributes = KeyValuePairs<String, String?>

  private(set) var text = ""
  private var openElements: [String] = []

  /// Begins an element; attributes that are `nil` are left out.
  mutating func open(_ name: String, _ attributes: Attributes = [:]) {
    begin(name, attributes)
    text += ">"
    openElements.append(name)
  }

  /// An element without content.
  mutating func empty(_ name: String, _ attributes: Attributes = [:]) {
    begin(name, attributes)
    text += "/>"
  }

  /// An element that holds text alone.
  mutating func element(_ name: String, _ content: String) { element(name, [:], content) }

  /// An element that holds text alone.
  mutating func element(_ name: String, _ attributes: Attributes, _ content: String) {
    begin(name, attributes)
    text += ">"
    characters(content)
    text += "</\(name)>"
  }

  /// Ends the innermost open element.
  mutating func close() {
    precondition(!openElements.isEmpty, "an element is closed that was never opened")
    text += "</\(openElements.removeLast())>"
  }

  mutating func characters(_ content: String) { XMLText.escape(content, into: &text) }

  mutating func newline() { text += "\n" }

  /// Text that is XML already: another writer's output, or a constant of ours.
  mutating func verbatim(_ xml: String) { text += xml }

  private mutating func begin(_ name: String, _ attributes: Attributes) {
    text += "<"
    text += name
    for case (let key, let value?) in attributes {
      text += " "
      text += key
      text += "=\""
      XMLText.escape(value, into: &text)
      text += "\""
    }
  }

  /// Escapes for text and for attributes in double quotes; characters that XML 1.0 does not allow become
  /// U+FFFD.
  ///
  /// - Source: XML 1.0, section 2.2 (production 2).
  private static func escape(_ content: String, into text: inout String) {
    for scalar in content.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "\r": text += "&#13;"
      case "\n", "\t": text.unicodeScalars.append(scalar)
      case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}

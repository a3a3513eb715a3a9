import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What an XML parser makes of a text.
final class ParsedXML: NSObject, XMLParserDelegate {
  struct Element {
    var name: String
    var attributes: [String: String]
    /// The element's own text and that of its children.
    var text = ""
    var parent: Int?
  }

  private(set) var elements: [Element] = []
  /// `nil` for well-formed XML.
  private(set) var fault: String?
  private var open: [Int] = []

  init(_ text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    if !parser.parse() { fault = "line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "?")" }
  }

  func named(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  func children(of element: Element, named name: String) -> [Element] {
    elements.filter { child in
      child.name == name && child.parent.map { elements[$0].attributes == element.attributes } == true
    }
  }

  /// The values of an attribute wherever it stands.
  func values(of attribute: String) -> [String] { elements.compactMap { $0.attributes[attribute] } }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    elements.append(Element(name: name, attributes: attributes, parent: open.last))
    open.append(elements.count - 1)
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?)
  {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    for index in open { elements[index].text += text }
  }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    for index in open { elements[index].text += String(decoding: block, as: UTF8.self) }
  }
}

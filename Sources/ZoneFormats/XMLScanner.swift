internal import ZoneModel

/// Steps through XML text in UTF-8, tag by tag, without building anything.
///
/// It sees to it that tags are closed in order and the text is whole. A document type is stepped over: no
/// entity of its own is ever resolved and nothing is fetched, so neither foreign files nor entities that blow
/// up can do harm.
///
/// - Source: Extensible Markup Language 1.0, fifth edition.
struct XMLScanner {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  enum Event {
    /// A tag that opens an element; one that closes itself is followed by its `close`.
    case open(Range<Int>)
    case close(Range<Int>)
    /// Text between tags, as it stands in the file, or verbatim when it was CDATA.
    case text(Range<Int>, isVerbatim: Bool)
  }

  /// Where and why the bytes stop being XML.
  struct Fault: Error {
    let reason: Phrase
    let offset: Int
    /// The text ends before the document does.
    var isCut = false
  }

  private let base: UnsafePointer<UInt8>
  private let end: Int
  private var at = 0
  /// Names of the elements that are open.
  private var opened: [Range<Int>] = []
  /// Whether the tag read last closes its element too.
  private var closesItself = false
  /// The attributes of the tag read last.
  private var attributes: Range<Int> = 0..<0

  /// Scans `storage`, which must outlive the scanner.
  init(_ storage: ByteStorage) {
    base = storage.base
    end = storage.count
  }

  /// Behind the last event.
  var offset: Int { at }
  /// Elements open around the next event.
  var depth: Int { opened.count }

  /// The next event; `nil` at the end of a whole document.
  mutating func next() throws(Fault) -> Event? {
    if closesItself {
      closesItself = false
      return .close(opened.removeLast())
    }
    while at < end {
      if base[at] != UInt8(ascii: "<") {
        if let text = try text() { return text }
        continue
      }
      if starts("<!--") {
        try skip(to: "-->", from: at + 4)
      } else if starts("<?") {
        try skip(to: "?>", from: at + 2)
      } else if starts("<![CDATA[") {
        return try verbatim()
      } else if starts("<!") {
        try skipDeclaration()
      } else if starts("</") {
        return try closing()
      } else {
        return try opening()
      }
    }
    if let last = opened.last {
      let name = String(decoding: bytes(last), as: UTF8.self)
      throw cut("the file ends inside <\(name)>", "文件在 <\(name)> 中间结束")
    }
    return nil
  }

  func bytes(_ range: Range<Int>) -> Bytes { Bytes(start: base + range.lowerBound, count: range.count) }
}

// MARK: - Pieces

extension XMLScanner {
  /// Text up to the next tag; outside the document only blanks may stand.
  private mutating func text() throws(Fault) -> Event? {
    let start = at
    while at < end, base[at] != UInt8(ascii: "<") { at += 1 }
    if !opened.isEmpty { return .text(start..<at, isVerbatim: false) }
    for p in start..<at where base[p] > 0x20 {
      throw Fault(
        reason: Phrase("text stands outside the document", zh: "文档之外有多余文字"), offset: p)
    }
    return nil
  }

  private mutating func verbatim() throws(Fault) -> Event {
    let start = at + 9
    try skip(to: "]]>", from: start)
    return .text(start..<(at - 3), isVerbatim: true)
  }

  private mutating func opening() throws(Fault) -> Event {
    at += 1
    let name = try name()
    let start = at
    try skipTag()
    closesItself = base[at - 2] == UInt8(ascii: "/") && at - 2 >= start
    attributes = start..<(at - (closesItself ? 2 : 1))
    opened.append(name)
    return .open(name)
  }

  private mutating func closing() throws(Fault) -> Event {
    let start = at
    at += 2
    let name = try name()
    skipSpace()
    if at >= end { throw cut("the file ends inside a tag", "文件在标签中间结束") }
    guard base[at] == UInt8(ascii: ">"), let last = opened.popLast(), bytes(last).elementsEqual(bytes(name))
    else {
      let seen = String(decoding: bytes(name), as: UTF8.self)
      throw Fault(
        reason: Phrase("</\(seen)> closes nothing that is open", zh: "</\(seen)> 没有对应的开始标签"), offset: start)
    }
    at += 1
    return .close(name)
  }

  /// To behind the `>` of a tag; one inside quotation marks does not end it.
  private mutating func skipTag() throws(Fault) {
    var quote: UInt8 = 0
    while at < end {
      let byte = base[at]
      at += 1
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return
      } else if byte == UInt8(ascii: "<") {
        throw Fault(reason: Phrase("< stands inside a tag", zh: "标签中出现 <"), offset: at - 1)
      }
    }
    throw cut("the file ends inside a tag", "文件在标签中间结束")
  }

  /// A document type: up to its `>`, with the declarations in its brackets.
  private mutating func skipDeclaration() throws(Fault) {
    var depth = 0
    var quote: UInt8 = 0
    while at < end {
      let byte = base[at]
      if quote == 0, starts("<!--") {
        try skip(to: "-->", from: at + 4)
        continue
      }
      at += 1
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "<") {
        depth += 1
      } else if byte == UInt8(ascii: ">") {
        depth -= 1
        if depth == 0 { return }
      }
    }
    throw cut("the file ends inside a declaration", "文件在声明中间结束")
  }

  private mutating func name() throws(Fault) -> Range<Int> {
    let start = at
    while at < end, base[at] > 0x20, !Self.marks.contains(base[at]) { at += 1 }
    if at >= end { throw cut("the file ends inside a tag", "文件在标签中间结束") }
    if at == start { throw Fault(reason: Phrase("a tag has no name", zh: "标签缺少名称"), offset: start) }
    return start..<at
  }

  private static let marks: [UInt8] = [
    UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "<"),
  ]

  private mutating func skipSpace() {
    while at < end, base[at] <= 0x20 { at += 1 }
  }

  /// What is read past the end is padding, which matches nothing.
  private func starts(_ mark: StaticString) -> Bool {
    (0..<mark.utf8CodeUnitCount).allSatisfy { base[at + $0] == mark.utf8Start[$0] }
  }

  private mutating func skip(to mark: StaticString, from start: Int) throws(Fault) {
    at = start
    while at < end {
      if starts(mark) {
        at += mark.utf8CodeUnitCount
        return
      }
      at += 1
    }
    throw cut("the file ends before \(mark)", "文件在 \(mark) 之前结束")
  }

  private func cut(_ english: String, _ chinese: String) -> Fault {
    Fault(reason: Phrase(english, zh: chinese), offset: end, isCut: true)
  }
}

// MARK: - Names, attributes and text

extension XMLScanner {
  /// A name without its namespace's prefix.
  func localName(_ name: Range<Int>) -> Bytes {
    let all = bytes(name)
    guard let colon = all.lastIndex(of: UInt8(ascii: ":")) else { return all }
    return Bytes(rebasing: all[(colon + 1)...])
  }

  /// Whether a name, without its prefix, is `word`.
  func isNamed(_ name: Range<Int>, _ word: StaticString) -> Bool {
    let local = localName(name)
    return local.count == word.utf8CodeUnitCount
      && local.indices.allSatisfy { local[$0] == word.utf8Start[$0] }
  }

  /// The value of an attribute of the tag read last, as it stands between the quotation marks.
  func attribute(_ word: StaticString) -> Range<Int>? {
    var p = attributes.lowerBound
    let stop = attributes.upperBound
    while p < stop {
      while p < stop, base[p] <= 0x20 { p += 1 }
      let start = p
      while p < stop, base[p] > 0x20, base[p] != UInt8(ascii: "=") { p += 1 }
      let name = start..<p
      while p < stop, base[p] != UInt8(ascii: "\""), base[p] != UInt8(ascii: "'") { p += 1 }
      guard p < stop else { return nil }
      let quote = base[p]
      let first = p + 1
      p = first
      while p < stop, base[p] != quote { p += 1 }
      if isNamed(name, word) { return first..<p }
      p += 1
    }
    return nil
  }

  /// Text with XML's five entities and character numbers resolved; other entities stay as they stand.
  static func unescaped(_ text: Bytes) -> String {
    let whole = String(decoding: text, as: UTF8.self)
    guard text.contains(UInt8(ascii: "&")) else { return whole }
    var result = ""
    var rest = whole[...]
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      rest = rest[start...]
      guard let stop = rest.prefix(12).firstIndex(of: ";"),
        let scalar = entity(rest[rest.index(after: start)..<stop])
      else {
        result.append("&")
        rest = rest.dropFirst()
        continue
      }
      result.unicodeScalars.append(scalar)
      rest = rest[rest.index(after: stop)...]
    }
    return result + rest
  }

  private static func entity(_ name: Substring) -> Unicode.Scalar? {
    switch name {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard name.first == "#" else { return nil }
      let digits = name.dropFirst()
      let code = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return code.flatMap(Unicode.Scalar.init)
    }
  }
}

// MARK: - Encoding

extension XMLScanner {
  /// The encoding the declaration in the first line names, as it names it; `nil` when it names none.
  static func declaredEncoding(_ storage: ByteStorage) -> String? {
    let first = String(decoding: storage.bytes.prefix(256), as: UTF8.self)
    guard first.contains("<?xml"), let end = first.firstRange(of: "?>")?.lowerBound,
      let word = first[..<end].firstRange(of: "encoding")?.upperBound
    else { return nil }
    let rest = first[word..<end].drop { $0 == "=" || $0.isWhitespace }
    guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
    return String(rest.dropFirst().prefix { $0 != quote })
  }

  /// The text as UTF-8: in the caller's encoding, else by byte order mark, else as declared, else UTF-8.
  static func decoded(
    _ storage: ByteStorage, named encoding: TextEncoding?, file name: String
  ) throws
    -> (text: ByteStorage, notices: [Notice])
  {
    var encoding = encoding
    if encoding == nil, TextEncoding.byteOrderMark(storage) == nil, let declared = declaredEncoding(storage) {
      encoding = TextEncoding(name: declared)
      let isPlain = storage.isASCII || ["us-ascii", "ascii"].contains(declared.lowercased())
      if encoding == nil, !isPlain {
        throw Problem(
          .badData,
          Phrase("this program does not read the encoding \(declared)", zh: "不支持的编码 \(declared)"),
          at: Phrase(name, zh: name), hint: Phrase("save the file as UTF-8", zh: "请将文件另存为 UTF-8"))
      }
    }
    let decoded = try TextEncoding.decodeToUTF8(storage, named: encoding, file: name)
    return (decoded.text, decoded.notices)
  }
}

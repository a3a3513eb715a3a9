internal import ZoneModel

/// The head of CSV text: what separates its cells, what its columns are called, where its records begin.
struct CSVHead {
  let separator: UInt8
  /// The heads, trimmed and unique; empty ones are called `column_N`.
  let columns: [String]
  /// Where the line behind the heads begins.
  let end: Int
  /// Whether a line end follows the heads.
  let hasLineEnd: Bool
  let notices: [Notice]

  /// Reads the head of a text in UTF-8; a first line `sep=;`, as Excel writes it, names the separator.
  ///
  /// - Throws: `Problem(.badData)`: no head, or a head that cannot be taken apart.
  init(_ text: ByteStorage, name: String) throws {
    if text.bytes.allSatisfy({ $0 <= 0x20 && $0 != 0 }) { throw Problem.emptyFile(name) }
    let named = Self.namedSeparator(text)
    let start = named?.end ?? 0
    separator = named?.separator ?? Self.separator(of: text, from: start)
    var records = CSVRecords(text, from: start, separator: separator)
    guard records.next() else { throw Problem.emptyFile(name) }
    if let fault = records.fault { throw fault.problem(in: text, name: name) }
    end = records.offset
    hasLineEnd = records.hasLineEnd
    var renamed: [String] = []
    columns = Self.unique(Self.heads(text, records, separator), renamed: &renamed)
    notices = renamed.isEmpty ? [] : [Self.repeated(renamed, name)]
  }

  private static func heads(_ text: ByteStorage, _ record: CSVRecords, _ separator: UInt8) -> [String] {
    var cells = CSVCells(text, from: record.start, to: record.stop, separator: separator)
    var heads: [String] = []
    while let cell = cells.next() {
      let words = CSVCells.text(cell, in: text).split(whereSeparator: \.isNewline)
      heads.append(words.joined(separator: " ").trimmed)
    }
    return heads
  }

  /// Heads without a name get one, repeated ones a number.
  private static func unique(_ heads: [String], renamed: inout [String]) -> [String] {
    var taken = Set(heads)
    var used: Set<String> = []
    return heads.enumerated().map { index, head in
      if !head.isEmpty, used.insert(head).inserted { return head }
      let stem = head.isEmpty ? "column" : head
      var number = head.isEmpty ? index + 1 : 2
      while !taken.insert("\(stem)_\(number)").inserted { number += 1 }
      let name = "\(stem)_\(number)"
      used.insert(name)
      if !head.isEmpty { renamed.append(name) }
      return name
    }
  }

  private static func repeated(_ renamed: [String], _ name: String) -> Notice {
    let list = renamed.joined(separator: ", ")
    return Notice(
      Phrase("column heads are given twice; the later ones are called \(list)", zh: "列名重复，后出现的改名为 \(list)"),
      at: Phrase(name, zh: name), hint: Phrase("give each column its own name", zh: "请为每一列使用不同的列名"))
  }
}

// MARK: - Separator

extension CSVHead {
  private static let separators: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
  ]

  /// The separator that cuts the heads into most cells, one that cuts the first record alike preferred. When
  /// none cuts the heads there is one column, and its separator is one that does not occur in its cells.
  private static func separator(of text: ByteStorage, from start: Int) -> UInt8 {
    let counts = separators.map { separator -> (separator: UInt8, heads: Int, isEven: Bool) in
      var records = CSVRecords(text, from: start, separator: separator)
      let heads = records.next() ? records.cells : 1
      let cells = records.next() ? records.cells : heads
      return (separator, heads, cells == heads)
    }
    let cutting = counts.filter { $0.heads > 1 }
    let candidates = cutting.isEmpty ? counts : cutting
    // `max` returns the last of equals; the order of preference is the other way round
    let best = candidates.reversed().max { a, b in
      a.isEven == b.isEven ? a.heads < b.heads : b.isEven
    }
    return best?.separator ?? separators[0]
  }

  private static func namedSeparator(_ text: ByteStorage) -> (separator: UInt8, end: Int)? {
    let line = text.bytes.prefix(8).prefix { $0 != 10 && $0 != 13 }
    guard line.count == 5, String(decoding: line.prefix(4), as: UTF8.self).lowercased() == "sep=" else {
      return nil
    }
    return (text.bytes[4], line.count)
  }
}

// MARK: - Problems

extension Problem {
  /// A file without anything in it.
  static func emptyFile(_ name: String) -> Problem {
    Problem(
      .badData, Phrase("the file is empty", zh: "文件为空"), at: Phrase(name, zh: name),
      hint: Phrase("export it again", zh: "请重新导出"))
  }
}

extension CSVRecords.Fault {
  /// The fault as the failure of the whole file.
  func problem(in text: ByteStorage, name: String) -> Problem {
    switch self {
    case .openQuote(let offset):
      return Problem(
        .badData,
        Phrase(
          "the quotation mark opened here is never closed: the file is cut off or damaged",
          zh: "此处的引号没有闭合：文件被截断或已损坏"),
        at: Self.place(offset, text, name),
        hint: Phrase(
          "copy or export the file again; a mark inside a text is written twice", zh: "请重新复制或导出；文本中的引号应写两次"))
    case .textAfterQuote(let offset):
      return Problem(
        .badData, reason, at: Self.place(offset, text, name), hint: hint)
    case .zeroByte(let offset):
      return Problem(
        .badData, Phrase("a zero byte stands in the text: the file is damaged", zh: "文本中有零字节：文件已损坏"),
        at: Self.place(offset, text, name),
        hint: Phrase("copy or export the file again", zh: "请重新复制或导出该文件"))
    }
  }

  /// Why one record is rejected.
  var reason: Phrase {
    Phrase("text follows a closing quotation mark", zh: "右引号之后还有文字")
  }

  var hint: Phrase {
    Phrase("a quotation mark inside a text is written twice (\"\")", zh: "文本中的引号应写两次（\"\"）")
  }

  private static func place(_ offset: Int, _ text: ByteStorage, _ name: String) -> Phrase {
    let line = text.line(at: offset)
    return Phrase("\(name), line \(line)", zh: "\(name)，第 \(line) 行")
  }
}

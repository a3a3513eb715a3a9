internal import Foundation
public import ZoneFormats
public import ZoneModel

/// A table for people that is also one JSON document.
public struct SummaryTable: Sendable {
  public struct Column: Sendable {
    /// Its name in JSON.
    public var key: String
    public var title: Phrase
    public var isNumber: Bool

    public init(_ key: String, _ title: Phrase, isNumber: Bool = false) {
      self.key = key
      self.title = title
      self.isNumber = isNumber
    }
  }

  public struct Cell: Sendable {
    /// For people.
    public var text: Phrase
    /// For programs.
    public var value: PropertyValue

    public init(_ text: Phrase, _ value: PropertyValue) {
      self.text = text
      self.value = value
    }

    public static func text(_ text: String?) -> Cell {
      Cell(Phrase(text ?? "—", zh: text ?? "—"), .maybe(text))
    }
    public static func count(_ count: Int) -> Cell {
      Cell(Phrase(grouped(count), zh: grouped(count)), .integer(count))
    }
    public static func ground(_ squareMetres: Double) -> Cell {
      Cell(
        Phrase(groundText(squareMetres), zh: groundText(squareMetres)),
        .number(rounded(squareMetres, to: 100)))
    }
    public static func metres(_ metres: Double) -> Cell {
      Cell(Phrase(lengthText(metres), zh: lengthText(metres)), .number(rounded(metres, to: 100)))
    }
    /// The percentage for people, the share with full digits for programs.
    public static func share(_ share: Share) -> Cell {
      Cell(Phrase(share.percent, zh: share.percent), .maybe(share.value))
    }
  }

  /// The table's name in JSON.
  public var key: String
  public var title: Phrase
  public var columns: [Column]
  public var rows: [[Cell]]
  /// What the figures mean.
  public var notes: [Phrase]

  public init(key: String, title: Phrase, columns: [Column], rows: [[Cell]], notes: [Phrase] = []) {
    self.key = key
    self.title = title
    self.columns = columns
    self.rows = rows
    self.notes = notes
  }
}

extension SummaryTable {
  /// Aligned by the width of the characters on a terminal, Chinese ones two columns wide.
  public func text(in language: Language) -> String {
    let head = columns.map { $0.title.text(in: language) }
    let body = rows.map { $0.map { Self.shown($0.text.text(in: language)) } }
    let widths = columns.indices.map { column in
      ([head] + body).map { Self.width($0[column]) }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      let padded = cells.enumerated().map { column, cell in
        let blanks = String(repeating: " ", count: widths[column] - Self.width(cell))
        return columns[column].isNumber ? blanks + cell : cell + blanks
      }
      return ("  " + padded.joined(separator: "  ")).trailingBlanksRemoved
    }
    let rule = "  " + widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    let lines = [title.text(in: language)] + (rows.isEmpty ? [] : [line(head), rule]) + body.map(line)
    return (lines + notes.map { "  " + $0.text(in: language) }).joined(separator: "\n")
  }

  /// Without what would move the cursor, colour the terminal or turn the writing round.
  static func shown(_ text: String) -> String {
    func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: false
      default: true
      }
    }
    if text.unicodeScalars.allSatisfy(isHarmless) { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isHarmless($0) ? $0 : "\u{FFFD}" }))
  }

  /// Columns a text takes on a terminal (East Asian Width, Unicode Standard Annex 11).
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar.value {
      case 0x0300...0x036F, 0x200B...0x200F: sum
      case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
        sum + 2
      default: sum + 1
      }
    }
  }

  /// An object with the table's rows as objects.
  public var json: String {
    let rows = rows.map { row in
      "{" + zip(columns, row).map { "\(JSONQuote.text($0.key)):\($1.value.json)" }.joined(separator: ",")
        + "}"
    }
    let notes =
      notes.isEmpty
      ? "" : ",\"notes\":[" + notes.map { JSONQuote.text($0.english) }.joined(separator: ",") + "]"
    return "{\"table\":\(JSONQuote.text(key)),\"rows\":[\(rows.joined(separator: ","))]\(notes)}"
  }

  /// Several tables as one JSON document.
  public static func json(_ tables: [SummaryTable]) -> String {
    "{" + tables.map { "\(JSONQuote.text($0.key)):\($0.json)" }.joined(separator: ",") + "}"
  }
}

extension PropertyValue {
  /// As JSON writes it.
  public var json: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): "\(value)"
    case .number(let value): value.isFinite ? PropertyValue.text(of: value) : "null"
    case .text(let text): JSONQuote.text(text)
    case .json(let json): json
    }
  }
}

extension String {
  fileprivate var trailingBlanksRemoved: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

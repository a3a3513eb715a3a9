/// Small CSV texts taken apart: quotes as in RFC 4180, any line ending, cells without blanks around them.
///
/// For files of some hundred rows; findings and observations are read by the formats module.
struct CSVTextRecords {
  struct Record {
    /// Where it begins, counted from 1.
    let line: Int
    /// At least one; empty cells at the end of a record are left out.
    let cells: [String]
  }

  private(set) var records: [Record] = []
  private var cells: [String] = []
  private var cell = ""
  private var line = 1
  private var begin = 1

  init(_ text: String) {
    var quoted = false
    for character in text.drop(while: { $0 == "\u{FEFF}" }) {
      if character.isNewline { line += 1 }
      switch character {
      case "\"":
        quoted.toggle()
        if quoted, previous == "\"" { cell.append("\"") }
      case "," where !quoted: endCell()
      case _ where character.isNewline && !quoted: endRecord()
      default: cell.append(character)
      }
      previous = character
    }
    endRecord()
  }

  private var previous: Character?

  private mutating func endCell() {
    cells.append(cell.trimmed)
    cell = ""
  }

  private mutating func endRecord() {
    endCell()
    while let last = cells.last, last.isEmpty { cells.removeLast() }
    if !cells.isEmpty { records.append(Record(line: begin, cells: cells)) }
    cells = []
    begin = line
  }
}

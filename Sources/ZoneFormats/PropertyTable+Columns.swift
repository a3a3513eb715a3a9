// Whole columns at once: a million rows one value at a time cost a lookup of the name and a text each.
extension PropertyTable {
  /// A property of every row as a number, in row order; not a number where a row has none. The same reading as
  /// ``number(_:at:)``.
  public func numbers(_ name: String) -> [Double] { numbers(name, 0..<count) }

  /// The same of some rows.
  public func numbers(_ name: String, _ rows: Range<Int>) -> [Double] {
    switch backing {
    case .cells(let records):
      guard let column = records.columns.firstIndex(of: name) else { break }
      var scanner = JSONScanner(records.storage)
      return rows.map { row in
        var cells = records.cells(of: row)
        var cell = cells.next()
        for _ in 0..<column { cell = cells.next() }
        guard let cell else { return .nan }
        return Self.plain(cell, &scanner) ?? number(name, at: row) ?? .nan
      }
    case .objects(let storage, let starts, let ends, _):
      let key = Array(name.utf8)
      var scanner = JSONScanner(storage)
      return rows.map { row in
        let object = JSONText.Bytes(rebasing: storage.bytes[starts[row]..<ends[row]])
        guard let value = Self.member(key, of: object) else { return number(name, at: row) ?? .nan }
        scanner.at = value
        return scanner.number() ?? number(name, at: row) ?? .nan
      }
    case .values: break
    }
    return rows.map { number(name, at: $0) ?? .nan }
  }

  /// A property of every row as text, in row order; `nil` where a row has none. The same reading as
  /// ``text(_:at:)``.
  public func texts(_ name: String) -> [String?] { texts(name, 0..<count) }

  /// The same of some rows.
  public func texts(_ name: String, _ rows: Range<Int>) -> [String?] {
    guard case .cells(let records) = backing, let column = records.columns.firstIndex(of: name)
    else { return rows.map { text(name, at: $0) } }
    return rows.map { row in
      var cells = records.cells(of: row)
      var cell = cells.next()
      for _ in 0..<column { cell = cells.next() }
      guard let cell, cell.end > cell.start else { return nil }
      // as cells are texts, `value` has trimmed them already
      let text = CSVCells.text(cell, in: records.storage)
      return text.isEmpty ? nil : text
    }
  }

  /// The number in a cell that holds nothing else.
  @inline(__always)
  private static func plain(_ cell: CSVCells.Cell, _ scanner: inout JSONScanner) -> Double? {
    guard cell.end > cell.start else { return .nan }
    scanner.at = scanner.start + cell.start
    guard let value = scanner.number(), scanner.at == scanner.start + cell.end, value.isFinite else {
      return nil
    }
    return value
  }

  /// Where the value of the only member of that name starts; `nil` when there is none, or more than one.
  private static func member(_ name: [UInt8], of object: JSONText.Bytes) -> UnsafePointer<UInt8>? {
    var found: UnsafePointer<UInt8>?
    var isOnly = true
    JSONText.forEachMember(of: object) { key, value in
      guard key.count == name.count, key.elementsEqual(name) else { return }
      if found != nil { isOnly = false }
      found = value.baseAddress
    }
    return isOnly ? found : nil
  }
}

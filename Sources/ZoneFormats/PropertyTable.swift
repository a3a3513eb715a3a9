internal import Foundation

/// The properties of a layer's rows, kept as the bytes they came in and read when somebody asks.
public struct PropertyTable: Sendable {
  enum Backing: Sendable {
    /// One JSON object a row, from brace to brace; an empty range is no object.
    case objects(ByteStorage, starts: [Int], ends: [Int], identifiers: [(start: Int, end: Int)])
    /// CSV records.
    case cells(CellTable)
    /// One column of values a name.
    case values([String], columns: [[PropertyValue]])
  }

  private(set) var backing: Backing

  /// A table without rows.
  public init() { backing = .values([], columns: []) }

  /// JSON objects that have been validated.
  init(objects storage: ByteStorage, starts: [Int], ends: [Int], identifiers: [(start: Int, end: Int)]) {
    backing = .objects(storage, starts: starts, ends: ends, identifiers: identifiers)
  }

  /// CSV records that have been validated; `columns` are the heads, unique.
  init(
    cells storage: ByteStorage, starts: [Int], ends: [Int], separator: UInt8, columns: [String],
    isFull: Bool = false
  ) {
    backing = .cells(
      CellTable(
        storage: storage, starts: starts, ends: ends, separator: separator, columns: columns, isFull: isFull))
  }

  /// Columns of values, all of one length.
  public init(names: [String], columns: [[PropertyValue]]) {
    precondition(
      Set(columns.map(\.count)).count <= 1 && names.count == columns.count, "columns of one length")
    backing = .values(names, columns: columns)
  }

  /// States which columns of cells are numbers, found out for the whole file of which this is a part.
  mutating func setNumbers(_ numbers: [Bool]) {
    guard case .cells(var records) = backing else { return }
    records.numbers = numbers
    backing = .cells(records)
  }

  /// Number of rows.
  public var count: Int {
    switch backing {
    case .objects(_, let starts, _, _): starts.count
    case .cells(let records): records.count
    case .values(_, let columns): columns.first?.count ?? 0
    }
  }

  /// The names of all properties, in the order they are first met.
  ///
  /// - Complexity: for JSON one pass over the names of every row.
  public var names: [String] {
    switch backing {
    case .objects(let storage, let starts, let ends, _): Self.names(storage, starts, ends)
    case .cells(let records): records.columns
    case .values(let names, _): names
    }
  }

  private static func names(_ storage: ByteStorage, _ starts: [Int], _ ends: [Int]) -> [String] {
    var order: [String] = []
    var seen: Set<String> = []
    var expected: [[UInt8]] = []
    for row in starts.indices {
      var position = 0
      JSONText.forEachMember(of: JSONText.Bytes(rebasing: storage.bytes[starts[row]..<ends[row]])) { key, _ in
        // rows of one file mostly repeat the names of the first row in the same order
        defer { position += 1 }
        if position < expected.count, key.isEqual(to: expected[position]) { return }
        if position == expected.count { expected.append(Array(key)) }
        let name = JSONText.string(of: key)
        if seen.insert(name).inserted { order.append(name) }
      }
    }
    return order
  }
}

// MARK: - One value

extension PropertyTable {
  /// The value of a property; `.null` when the row has none. Cells of CSV are texts, trimmed; empty ones null.
  public func value(_ name: String, at row: Int) -> PropertyValue {
    switch backing {
    case .objects(let storage, let starts, let ends, _):
      let object = JSONText.Bytes(rebasing: storage.bytes[starts[row]..<ends[row]])
      return JSONText.member(name, of: object).map(JSONText.value(of:)) ?? .null
    case .cells(let records):
      guard let column = records.columns.firstIndex(of: name) else { return .null }
      var cells = records.cells(of: row)
      for _ in 0..<column where cells.next() == nil { return .null }
      guard let cell = cells.next() else { return .null }
      let text = CSVCells.text(cell, in: records.storage)
      return text.isEmpty ? .null : .text(text)
    case .values(let names, let columns):
      return names.firstIndex(of: name).map { columns[$0][row] } ?? .null
    }
  }

  /// The property as text, trimmed; `nil` when there is none or nothing in it. A whole number that a program
  /// wrote with a fraction of zero (`12.0`) reads as whole.
  public func text(_ name: String, at row: Int) -> String? {
    guard let text = value(name, at: row).text?.trimmed, !text.isEmpty else { return nil }
    return text
  }

  /// The property as a number; texts are read as people write numbers (full-width digits, blanks around).
  public func number(_ name: String, at row: Int) -> Double? {
    switch value(name, at: row) {
    case .integer(let value): Double(value)
    case .number(let value): value.isFinite ? value : nil
    case .text(let text): Double(text.trimmed.halfWidth).flatMap { $0.isFinite ? $0 : nil }
    default: nil
    }
  }

  /// The `id` member beside the properties of a GeoJSON feature, as text.
  public func identifier(at row: Int) -> String? {
    guard let raw = rawIdentifier(at: row) else { return nil }
    return JSONText.value(of: raw).text
  }

  /// The same as it stands in the file.
  func rawIdentifier(at row: Int) -> JSONText.Bytes? {
    guard case .objects(let storage, _, _, let identifiers) = backing,
      identifiers[row].end > identifiers[row].start
    else { return nil }
    return JSONText.Bytes(rebasing: storage.bytes[identifiers[row].start..<identifiers[row].end])
  }
}

extension JSONText.Bytes {
  /// Compared as memory: byte by byte a million rows of seven names took 0.1 s.
  @inline(__always)
  fileprivate func isEqual(to other: [UInt8]) -> Bool {
    guard count == other.count else { return false }
    guard count > 0, let base = baseAddress else { return true }
    return other.withUnsafeBufferPointer { $0.baseAddress.map { memcmp(base, $0, count) == 0 } ?? false }
  }
}

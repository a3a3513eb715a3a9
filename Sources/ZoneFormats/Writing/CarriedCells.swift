/// Reads the properties a table's rows bring along as values, in the order of an output's carried columns.
protocol CarriedCells {
  /// Puts a row's values into the first places of `values`, which hold nulls.
  mutating func read(_ row: Int, into values: inout [CellValue], _ memory: inout RowMemory)
}

extension PropertyTable {
  /// The reader for this table's kind of backing; `columns` are the carried columns by their names in the input.
  func carriedCells(_ columns: [String]) -> any CarriedCells {
    let places = Dictionary(columns.enumerated().map { ($1, $0) }) { first, _ in first }
    switch backing {
    case .objects(let storage, let starts, let ends, _):
      return ObjectCells(storage, starts: starts, ends: ends, places: places)
    case .cells(let records):
      return RecordCells(records, places: records.columns.map { places[$0] })
    case .values(let heads, let values):
      return ValueCells(
        columns: zip(heads, values).compactMap { head, column in places[head].map { ($0, column) } })
    }
  }
}

/// Properties that are values already.
struct ValueCells: CarriedCells {
  let columns: [(place: Int, values: [PropertyValue])]

  func read(_ row: Int, into values: inout [CellValue], _ memory: inout RowMemory) {
    for column in columns { values[column.place] = memory.keep(column.values[row]) }
  }
}

/// Cells of CSV: numbers where the whole column is numbers, else texts; empty cells null.
struct RecordCells: CarriedCells {
  private let records: CellTable
  /// Per column of the table; `nil`: it is not written.
  private let places: [Int?]
  private let isNumber: [Bool]
  private var scanner: JSONScanner

  /// - Complexity: reads all records once to tell the numbers where nobody has.
  init(_ records: CellTable, places: [Int?]) {
    self.records = records
    self.places = places
    isNumber = records.numbers ?? CellNumbers.columns(records)
    scanner = JSONScanner(records.storage)
  }

  mutating func read(_ row: Int, into values: inout [CellValue], _ memory: inout RowMemory) {
    let base = records.storage.base
    var cells = records.cells(of: row)
    for column in places.indices {
      guard let next = cells.next() else { return }
      guard let place = places[column] else { continue }
      let cell = next.trimmed(base)
      guard cell.start < cell.end else { continue }
      values[place] = isNumber[column] ? number(cell, base) : Self.text(cell, base, &memory)
    }
  }

  /// At most 15 digits, as `CellNumbers` has seen.
  @inline(__always)
  private mutating func number(_ cell: CSVCells.Cell, _ base: UnsafePointer<UInt8>) -> CellValue {
    var value = 0
    let isNegative = base[cell.start] == UInt8(ascii: "-")
    for at in (cell.start + (isNegative ? 1 : 0))..<cell.end {
      let digit = base[at] &- UInt8(ascii: "0")
      guard digit <= 9 else {
        scanner.at = scanner.start + cell.start
        return scanner.number().map { .number($0) } ?? .null
      }
      value = value &* 10 &+ Int(digit)
    }
    return .integer(isNegative ? -value : value)
  }

  @inline(__always)
  private static func text(
    _ cell: CSVCells.Cell, _ base: UnsafePointer<UInt8>, _ memory: inout RowMemory
  ) -> CellValue {
    let bytes = cell.bytes(base)
    guard cell.isQuoted, bytes.contains(UInt8(ascii: "\"")) else { return .text(bytes) }
    let room = memory.room(bytes.count)
    var count = 0
    var isSecond = false
    for byte in bytes {
      isSecond = byte == UInt8(ascii: "\"") && !isSecond
      if isSecond || byte != UInt8(ascii: "\"") {
        room[count] = byte
        count += 1
      }
    }
    return .text(UnsafeBufferPointer(rebasing: room[..<count]))
  }
}

/// Members of JSON objects; of members of the same name the last counts.
struct ObjectCells: CarriedCells {
  private let storage: ByteStorage
  private let starts: [Int]
  private let ends: [Int]
  private let places: [String: Int]
  /// Per member of an object its place.
  private var shapes = ObjectShapes<[Int?]>()

  init(_ storage: ByteStorage, starts: [Int], ends: [Int], places: [String: Int]) {
    self.storage = storage
    self.starts = starts
    self.ends = ends
    self.places = places
  }

  mutating func read(_ row: Int, into values: inout [CellValue], _ memory: inout RowMemory) {
    let object = JSONText.Bytes(rebasing: storage.bytes[starts[row]..<ends[row]])
    let plan = shapes.plan(for: object) { [places] keys in keys.map { places[JSONText.string(of: $0)] } }
    var position = 0
    JSONText.forEachMember(of: object) { _, value in
      if let place = plan[position] { values[place] = Self.value(value, &memory) }
      position += 1
    }
  }

  static func value(_ raw: JSONText.Bytes, _ memory: inout RowMemory) -> CellValue {
    switch raw.first {
    case UInt8(ascii: "\""):
      let content = JSONText.Bytes(rebasing: raw[1..<raw.count - 1])
      guard content.contains(UInt8(ascii: "\\")) else { return .text(content) }
      return .text(JSONText.unescaped(content).withUnsafeBufferPointer { memory.keep($0) })
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      var text = GrowingBytes(capacity: raw.count)
      text.append(rawJSON: raw)
      return .json(memory.keep(text.filled))
    default: return memory.keep(JSONText.value(of: raw))
    }
  }
}

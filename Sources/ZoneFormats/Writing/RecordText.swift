/// Writes rows as CSV records: carried columns, place, our columns.
struct RecordText {
  private let layer: OutputLayer
  private let heads: [String]
  private let carriedWidth: Int
  private var tables: [any CarriedFields]
  private var place: PlaceFields
  private let columns: [ColumnTexts]
  private let plain: PlainRecords?

  init(_ layer: OutputLayer, coordinates: CSVWriter.Coordinates) {
    self.layer = layer
    var names = CarriedNames(layer)
    let carried = layer.allCarriedNames.filter { !names.isReplaced($0) }
    carriedWidth = carried.count
    tables = layer.tables.map { $0.carriedFields(carried) }
    let written = carried.compactMap { names.written($0) }
    let own = layer.columns.map(\.name)
    place = PlaceFields(coordinates, of: layer, taken: written + own)
    heads = written + place.heads + own
    columns = layer.columns.map { ColumnTexts($0) { $1.append(csvField: $0) } }
    plain = PlainRecords(layer, carried: carried, place: place, columns: columns)
  }

  func appendHead(to out: inout GrowingBytes) {
    let start = out.count
    for (index, head) in heads.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      out.append(csvField: head)
    }
    endRecord(from: start, &out)
  }

  /// Writes some of the rows, from one on; returns the first that is not written.
  ///
  /// - Parameter limit: bytes of `out` at which it stops.
  mutating func append(
    from first: Int, before end: Int, to out: inout GrowingBytes, atMost limit: Int = .max
  ) -> Int {
    let next = plain?.append(from: first, before: end, to: &out, atMost: limit) ?? first
    if next > first { return next }
    append(first, to: &out)
    return first + 1
  }

  mutating func append(_ row: Int, to out: inout GrowingBytes) {
    let start = out.count
    if let carried = layer.carried(row) {
      tables[carried.table].append(carried.row, to: &out)
    } else if carriedWidth > 1 {
      for _ in 1..<carriedWidth { out.append(UInt8(ascii: ",")) }
    }
    if !place.heads.isEmpty {
      if carriedWidth > 0 { out.append(UInt8(ascii: ",")) }
      if let positions = layer.positions {
        place.append(positions[row], to: &out)
      } else {
        place.append(layer.geometry(row), to: &out)
      }
    }
    for index in columns.indices {
      if index > 0 || carriedWidth + place.heads.count > 0 { out.append(UInt8(ascii: ",")) }
      if !columns[index].append(row, to: &out) { out.append(csvField: layer.columns[index].value(row)) }
    }
    endRecord(from: start, &out)
  }

  /// A record of one empty field must not look like an empty line, which readers skip.
  private func endRecord(from start: Int, _ out: inout GrowingBytes) {
    if out.count == start, heads.count == 1 { out.append("\"\"") }
    out.append("\r\n")
  }
}

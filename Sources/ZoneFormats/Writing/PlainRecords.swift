internal import Foundation
internal import ZoneGeometry

/// Writes the commonest rows of CSV: whole records of one CSV table, a point's two coordinates, coded columns.
///
/// The same text as `RecordText`, without a closure, an existential or a retain a row: 0.10 s for a million
/// rows where that takes 0.35 s. The columns must share their codes, so that they are one text a code.
struct PlainRecords {
  private let records: CellTable
  private let rows: [Int32]
  private let positions: [FilePosition]
  /// Per row the number of what stands behind its coordinates.
  private let codes: [Int32]
  /// Commas, values and line end, one code after the other.
  private let tails: ByteStorage
  private let tailEnds: [Int]
  private let decimals: Int
  private let scale: Double

  /// - Returns: `nil` for rows that are not of this kind.
  /// - Parameter columns: of the carried properties, by their names in the input.
  init?(_ layer: OutputLayer, carried: [String], place: PlaceFields, columns: [ColumnTexts]) {
    guard let rows = layer.carriedRows, let positions = layer.positions, let decimals = place.pairDecimals,
      case .cells(let records) = layer.tables[0].backing, records.isFull, records.columns == carried,
      records.separator == UInt8(ascii: ","), carried.count > 0, let codes = columns.first?.codes,
      columns.allSatisfy({ $0.codes == codes })
    else { return nil }
    self.records = records
    self.rows = rows
    self.positions = positions
    self.codes = codes
    (tails, tailEnds) = Self.tails(columns)
    self.decimals = decimals
    scale = pow(10, Double(decimals))
  }

  private static func tails(_ columns: [ColumnTexts]) -> (bytes: ByteStorage, ends: [Int]) {
    let count = columns.first?.count ?? 0
    var bytes = GrowingBytes(capacity: columns.reduce(0) { $0 + $1.size } + count * (columns.count + 2))
    var ends = [0]
    ends.reserveCapacity(count + 1)
    for code in 0..<count {
      for column in columns {
        bytes.append(UInt8(ascii: ","))
        column.append(code: code, to: &bytes)
      }
      bytes.append(UInt8(ascii: "\r"))
      bytes.append(UInt8(ascii: "\n"))
      ends.append(bytes.count)
    }
    return (bytes.finish(), ends)
  }

  /// Writes rows up to the first whose coordinates need more than the quick way, or until there is a chunk.
  ///
  /// - Returns: the first row that is not written.
  func append(from first: Int, before end: Int, to out: inout GrowingBytes, atMost limit: Int) -> Int {
    var row = first
    while row < end, out.count < limit {
      let x = (positions[row].first * scale).rounded()
      let y = (positions[row].second * scale).rounded()
      // beyond 2⁵³ a Double has no fraction left; what is no number is not below either
      guard abs(x) <= 0x1p53, abs(y) <= 0x1p53 else { return row }
      out.append(records.record(Int(rows[row])))
      out.append(UInt8(ascii: ","))
      out.append(Int(x), decimals: decimals)
      out.append(UInt8(ascii: ","))
      out.append(Int(y), decimals: decimals)
      let code = Int(codes[row])
      out.append(UnsafeBufferPointer(rebasing: tails.bytes[tailEnds[code]..<tailEnds[code + 1]]))
      row += 1
    }
    return row
  }
}

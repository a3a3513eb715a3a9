/// A table's rows as JSON objects, each as a GeoJSON output would have its properties.
///
/// Lives in one task.
package final class PropertyObjects {
  private let table: PropertyTable
  private let columns: [OutputLayer.Column]
  private let keys: KeyTexts
  private var carried: any CarriedProperties
  private var text = GrowingBytes(capacity: 4096)

  /// - Parameter columns: stand behind the carried properties, in the place of those of the same name.
  package init(_ table: PropertyTable, replacing columns: [OutputLayer.Column] = []) {
    self.table = table
    self.columns = columns
    keys = KeyTexts(columns.map(\.name))
    let layer = OutputLayer(name: "", count: 0, geometry: { _ in nil }, tables: [table], columns: columns)
    var names = CarriedNames(layer)
    carried = table.carriedProperties(&names)
  }

  /// A row's object, until the next call.
  package func object(_ row: Int) -> UnsafeBufferPointer<UInt8> {
    text.count = 0
    text.append(UInt8(ascii: "{"))
    carried.append(row, to: &text)
    for index in columns.indices {
      if text.count > 1 { text.append(UInt8(ascii: ",")) }
      keys.append(index, to: &text)
      text.append(json: columns[index].value(row))
    }
    text.append(UInt8(ascii: "}"))
    return text.filled
  }

  /// The identifier beside a row's properties, as JSON; `nil` when there is none.
  package func identifier(_ row: Int) -> String? {
    table.rawIdentifier(at: row).map { String(decoding: $0, as: UTF8.self) }
  }
}

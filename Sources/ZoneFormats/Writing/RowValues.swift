package import ZoneGeometry

/// The rows of an output as values: what they carry from their input, then our own columns.
///
/// Lives in one task.
package final class RowValues {
  /// The names to write, each once.
  package let names: [String]
  /// The values of the row read last, in the order of `names`.
  package private(set) var values: [CellValue]
  /// Whether a row may bring an identifier beside its properties; it stands in the first place then.
  package let hasIdentifiers: Bool

  private let layer: OutputLayer
  private var tables: [any CarriedCells]
  private let carriedWidth: Int
  private var memory = RowMemory()
  /// What `values` holds before a row is read.
  private let empty: [CellValue]
  /// Where the carried values stand before they are put in their places.
  private var carried: [CellValue]
  private let noneCarried: [CellValue]

  /// - Parameter identifiers: states whether the identifiers make a column; `nil`: they do when some row has
  ///   one and nothing else is called `id`. Parts of a layer must agree.
  package init(_ layer: OutputLayer, identifiers: Bool? = nil) {
    self.layer = layer
    var renaming = CarriedNames(layer)
    let sources = layer.allCarriedNames.filter { !renaming.isReplaced($0) }
    let written = sources.compactMap { renaming.written($0) } + layer.columns.map(\.name)
    let isTaken = written.contains { $0.lowercased() == "id" }
    hasIdentifiers = !isTaken && (identifiers ?? layer.tables.contains(where: \.hasIdentifiers))
    names = (hasIdentifiers ? ["id"] : []) + written
    tables = layer.tables.map { $0.carriedCells(sources) }
    carriedWidth = sources.count
    empty = names.map { _ in .null }
    values = empty
    noneCarried = sources.map { _ in .null }
    carried = noneCarried
  }

  /// Reads a row into `values`.
  package func read(_ row: Int) {
    memory.reset()
    values.withUnsafeMutableBufferPointer { for i in $0.indices { $0[i] = .null } }
    var next = 0
    let source = layer.carried(row)
    if hasIdentifiers {
      if let source, let raw = layer.tables[source.table].rawIdentifier(at: source.row) {
        values[0] = ObjectCells.value(raw, &memory)
      }
      next = 1
    }
    if let source { readCarried(source, from: next) }
    next += carriedWidth
    for column in layer.columns {
      values[next] = memory.keep(column.value(row))
      next += 1
    }
  }

  private func readCarried(_ source: OutputLayer.Carried, from first: Int) {
    if first == 0 { return tables[source.table].read(source.row, into: &values, &memory) }
    carried = noneCarried
    tables[source.table].read(source.row, into: &carried, &memory)
    for index in carried.indices { values[first + index] = carried[index] }
  }

  /// The row's place; `nil` when it has none, or one with a number that is not finite.
  package func geometry(_ row: Int) -> Geometry<FilePosition>? {
    guard let geometry = layer.geometry(row) else { return nil }
    var isFinite = true
    geometry.forEachPosition { if !$0.isFinite { isFinite = false } }
    return isFinite ? geometry : nil
  }

  /// Where every row is a point: its place, which may be no number.
  package var positions: [FilePosition]? { layer.positions }
}

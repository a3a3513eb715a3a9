/// Under which name each carried property is written.
///
/// A property with the name of one of our columns becomes `source_NAME`; when an input has a property of that
/// name too, `source_source_NAME`, and so on. The choice is made for all rows and tables together. Where our
/// column replaces the property, it is not written.
struct CarriedNames {
  private let columns: Set<String>
  private let replaced: Set<String>
  private let layer: OutputLayer
  private var renamed: [String: String]?

  init(_ layer: OutputLayer) {
    columns = Set(layer.columns.map(\.name))
    replaced = Set(layer.columns.filter(\.replaces).map(\.name))
    self.layer = layer
  }

  /// Whether our column of that name stands for the property.
  func isReplaced(_ name: String) -> Bool { replaced.contains(name) }

  /// The name to write for `name`; `nil` for a property that is replaced.
  mutating func written(_ name: String) -> String? {
    if isReplaced(name) { return nil }
    guard columns.contains(name) else { return name }
    if renamed == nil { renamed = chosen() }
    return renamed?[name] ?? name
  }

  /// - Complexity: one pass over all names of all rows; done only when some name clashes.
  private func chosen() -> [String: String] {
    var order: [String] = []
    var taken = columns
    for name in layer.allCarriedNames {
      if columns.contains(name) { order.append(name) } else { taken.insert(name) }
    }
    var result: [String: String] = [:]
    for name in order where result[name] == nil {
      var candidate = "source_" + name
      while taken.contains(candidate) { candidate = "source_" + candidate }
      taken.insert(candidate)
      result[name] = candidate
    }
    return result
  }
}

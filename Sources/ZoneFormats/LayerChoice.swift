package import ZoneModel

/// Which of a file's layers is read.
package struct LayerChoice {
  /// As the user named the file.
  private let file: String
  private let layers: [(name: String, hasGeometry: Bool)]

  package init(file: String, _ layers: [(name: String, hasGeometry: Bool)]) {
    self.file = file
    self.layers = layers
  }

  /// The place of the layer called `wanted`; without a name of the only one with geometry, else of the only one.
  ///
  /// - Throws: `Problem(.usage)` when that names none, or several; `.badData` when there is none.
  package func place(named wanted: String?) throws(Problem) -> Int {
    let places = layers.indices.filter { layers[$0].hasGeometry }
    if let wanted {
      guard let found = layers.firstIndex(where: { $0.name == wanted }) else {
        throw problem(Phrase("there is no layer \(wanted)", zh: "没有名为 \(wanted) 的图层"), Array(layers.indices))
      }
      return found
    }
    if places.count == 1 { return places[0] }
    if places.isEmpty, layers.count == 1 { return 0 }
    guard !layers.isEmpty else {
      throw Problem(
        .badData, Phrase("the file holds no layers", zh: "文件中没有图层"), at: Phrase(file, zh: file))
    }
    throw problem(
      Phrase("the file holds several layers", zh: "文件中有多个图层"), places.isEmpty ? Array(layers.indices) : places
    )
  }

  private func problem(_ what: Phrase, _ choice: [Int]) -> Problem {
    let names = choice.map { layers[$0].name }.joined(separator: ", ")
    return Problem(
      .usage, what, at: Phrase(file, zh: file),
      hint: Phrase("name one with --layer: \(names)", zh: "请用 --layer 指定其一：\(names)"))
  }
}

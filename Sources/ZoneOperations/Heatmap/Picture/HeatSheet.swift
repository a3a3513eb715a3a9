internal import ZoneGeometry
internal import ZoneMaps
internal import ZoneModel

/// One map of a picture: the cells, or the zones of one kind.
struct HeatSheet {
  /// `nil`: cells.
  let kind: ZoneKind?
  let classes: HeatClasses
  let drawing: MapDrawing
  /// The cells with the highest values, highest first.
  let highest: [Int]
  /// The same map with the highest cells ringed and numbered.
  let numbered: MapDrawing
  let remarks: [Phrase]

  private static let mostHighest = 20

  init(_ map: Heatmap, of kind: ZoneKind?, _ classes: HeatClasses, _ words: HeatWords) throws {
    self.kind = kind
    self.classes = classes
    highest = Array(Self.highest(map, classes).prefix(Self.mostHighest))
    var remarks = words.remarks(classes)
    let ground = try HeatGround(map, kind: kind)
    let cells = try kind == nil ? ground.cells(classes, words) : ground.zones(classes, words)
    let bounds = ground.bounds()
    if bounds.left > 0 { remarks.append(words.outside(bounds.left)) }
    var drawing = MapDrawing(
      bounds: bounds.box, layers: [cells, try ground.outlines(), try ground.names()],
      legend: words.legend(classes, kind) + ground.legend, title: words.title(kind), note: words.note)
    drawing.remarks = remarks
    self.drawing = drawing
    self.remarks = remarks
    if kind == nil { drawing.layers.append(ground.marks(highest, words)) }
    numbered = drawing
  }

  /// By value, then by what was counted; the rest of the order is that of the cells.
  private static func highest(_ map: Heatmap, _ classes: HeatClasses) -> [Int] {
    let above = classes.ofClass.joined().map { (cell: $0, value: map.shown(map.cells[$0]) ?? 0) }
    return above.sorted { a, b in
      let (first, second) = (map.cells[a.cell].count, map.cells[b.cell].count)
      return a.value != b.value ? a.value > b.value : first != second ? first > second : a.cell < b.cell
    }.map(\.cell)
  }
}

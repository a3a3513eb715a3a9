internal import ZoneModel

/// Where everything stands on a picture that stands alone: title, map, legend, remarks.
struct PictureSheet {
  private static let margin = 16.0
  /// Below this width the legend stands under the map instead of beside it.
  private static let narrow = 560.0
  private static let titleSize = 18.0
  private static let remarkSize = 11.5

  private let drawing: MapDrawing
  private let language: Language
  private let top: Double
  private let frame: MapFrame
  private let legend: LegendBlock
  private let mapTop: Double
  private let legendPlace: (x: Double, y: Double)
  private let remarks: [String]
  private let remarksTop: Double
  /// Where a picture below it may begin.
  let bottom: Double

  /// - Parameter width: of the whole picture.
  init(_ drawing: MapDrawing, top: Double, width: Double, language: Language) {
    let margin = Self.margin
    let inner = width - 2 * margin
    let natural = LegendBlock.naturalWidth(of: drawing.legend, language: language)
    let beside = natural > 0 && width >= Self.narrow
    let columns = beside ? 1 : max(1, Int(inner / max(1, natural + margin)))
    self.drawing = drawing
    self.language = language
    self.top = top
    frame = MapFrame(bounds: drawing.bounds, width: beside ? inner - natural - margin : inner)
    legend = LegendBlock(
      drawing.legend, columns: columns, columnWidth: beside ? natural : inner / Double(columns),
      language: language)
    mapTop = top + margin + (drawing.title == nil ? 0 : Self.titleSize + 14)
    let mapBottom = mapTop + frame.height + MapPicture.footHeight
    legendPlace = beside ? (margin + frame.width + margin, mapTop) : (margin, mapBottom + 10)
    let legendBottom = natural > 0 ? legendPlace.y + legend.height : 0
    remarks = drawing.remarks.flatMap {
      TextMetrics.lines($0.text(in: language), width: inner, size: Self.remarkSize)
    }
    remarksTop = max(mapBottom, legendBottom) + (remarks.isEmpty ? 0 : 8)
    bottom = remarksTop + Double(remarks.count) * Self.remarkSize * 1.45 + margin / 2
  }

  func write(to body: inout XMLText, hatches: inout HatchPatterns, prefix: String) {
    if let title = drawing.title {
      body.element(
        "text",
        [
          "x": PixelNumber.text(Self.margin), "y": PixelNumber.text(top + Self.margin + Self.titleSize),
          "font-size": PixelNumber.text(Self.titleSize), "font-weight": "bold", "fill": Palette.ink.hex,
        ], title.text(in: language))
      body.newline()
    }
    let picture = MapPicture(
      drawing: drawing, frame: frame, prefix: prefix, language: language, crowded: .leftOut)
    picture.write(to: &body, hatches: &hatches, x: Self.margin, y: mapTop)
    legend.write(to: &body, hatches: &hatches, x: legendPlace.x, y: legendPlace.y)
    writeRemarks(to: &body)
  }

  private func writeRemarks(to body: inout XMLText) {
    guard !remarks.isEmpty else { return }
    body.open("g", ["font-size": PixelNumber.text(Self.remarkSize), "fill": Palette.mutedInk.hex])
    body.newline()
    for (number, line) in remarks.enumerated() {
      let baseline = remarksTop + (Double(number) * 1.45 + 1) * Self.remarkSize
      body.element("text", ["x": PixelNumber.text(Self.margin), "y": PixelNumber.text(baseline)], line)
      body.newline()
    }
    body.close()
    body.newline()
  }
}

internal import ZoneGeometry
public import ZoneModel

/// Draws a ``MapDrawing`` as SVG: no script, no style sheet, no file besides it.
public enum SVGMap {
  private static let margin = 16.0
  /// Below this width the legend stands under the map instead of beside it.
  private static let narrow = 560.0

  /// A picture that stands alone: title, map, scale bar, arrow to the north, legend, note.
  ///
  /// The map takes the width that the legend leaves, and its height follows the ground's. Titles of shapes
  /// show when the pointer rests on them. The same drawing, width and language give the same bytes.
  ///
  /// - Parameter width: of the whole picture in pixels; less than 240 is drawn as 240.
  public static func text(of drawing: MapDrawing, width: Int, language: Language) -> String {
    let width = Double(max(240, width))
    let sheet = Sheet(drawing, width: width, language: language)
    var hatches = HatchPatterns()
    var body = XMLText()
    if let title = drawing.title {
      let size = PixelNumber.text(sheet.titleSize)
      body.element(
        "text",
        [
          "x": PixelNumber.text(margin), "y": PixelNumber.text(margin + sheet.titleSize),
          "font-size": size, "font-weight": "bold", "fill": Palette.ink.hex,
        ], title.text(in: language))
      body.newline()
    }
    let picture = MapPicture(
      drawing: drawing, frame: sheet.frame, prefix: "", language: language, crowded: .leftOut)
    picture.write(to: &body, hatches: &hatches, x: margin, y: sheet.mapTop)
    sheet.legend.write(to: &body, hatches: &hatches, x: sheet.legendX, y: sheet.legendY)

    var xml = XMLText()
    xml.open(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": PixelNumber.text(width),
        "height": PixelNumber.text(sheet.height),
        "viewBox": "0 0 \(PixelNumber.text(width)) \(PixelNumber.text(sheet.height))",
        "xml:lang": language.tag, "role": "img", "aria-label": drawing.title?.text(in: language),
        "font-family": TextMetrics.fonts.replacing("\"", with: "'"),
      ])
    xml.newline()
    xml.empty("rect", ["width": "100%", "height": "100%", "fill": Palette.paper.hex])
    xml.newline()
    xml.verbatim(hatches.text)
    xml.verbatim(body.text)
    xml.close()
    xml.newline()
    return xml.text
  }

  /// The map of a page: as wide as the page makes it, without title and legend, with room to zoom in: its
  /// units are finer than the pixels it is usually shown at, and labels without room are there but hidden.
  ///
  /// - Parameter number: of the map on its page; keeps the ids of two maps apart.
  static func figure(of drawing: MapDrawing, number: Int, language: Language, label: String) -> String {
    let frame = MapFrame(bounds: drawing.bounds, width: 1600, unit: 1.8)
    let size = "0 0 1600 \(PixelNumber.text(frame.height + MapPicture.footHeight * frame.unit))"
    var hatches = HatchPatterns(prefix: "p\(number)-")
    var body = XMLText()
    let picture = MapPicture(
      drawing: drawing, frame: frame, prefix: figurePrefix(number), language: language, crowded: .hidden)
    picture.write(to: &body, hatches: &hatches, x: 0, y: 0)
    var xml = XMLText()
    xml.open(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": size, "preserveAspectRatio": "xMinYMin meet",
        "role": "img", "aria-label": label,
      ])
    xml.newline()
    xml.verbatim(hatches.text)
    xml.verbatim(body.text)
    xml.close()
    xml.newline()
    return xml.text
  }

  /// What stands before the ids of shapes of a page's map.
  static func figurePrefix(_ number: Int) -> String { "m\(number)-" }

  /// Where everything stands on a picture of its own.
  private struct Sheet {
    let titleSize = 18.0
    let frame: MapFrame
    let legend: LegendBlock
    let mapTop: Double
    let legendX: Double
    let legendY: Double
    let height: Double

    init(_ drawing: MapDrawing, width: Double, language: Language) {
      let inner = width - 2 * margin
      let natural = LegendBlock.naturalWidth(of: drawing.legend, language: language)
      let beside = natural > 0 && width >= narrow
      frame = MapFrame(bounds: drawing.bounds, width: beside ? inner - natural - margin : inner)
      let columns = beside ? 1 : max(1, Int(inner / max(1, natural + margin)))
      legend = LegendBlock(
        drawing.legend, columns: columns, columnWidth: beside ? natural : inner / Double(columns),
        language: language)
      mapTop = margin + (drawing.title == nil ? 0 : titleSize + 14)
      let mapBottom = mapTop + frame.height + MapPicture.footHeight
      legendX = beside ? margin + frame.width + margin : margin
      legendY = beside ? mapTop : mapBottom + 10
      let legendBottom = natural > 0 ? legendY + legend.height : 0
      height = max(mapBottom, legendBottom) + margin / 2
    }
  }
}

extension Language {
  /// As `lang` attributes name it (BCP 47).
  var tag: String { self == .chinese ? "zh-CN" : "en" }
}

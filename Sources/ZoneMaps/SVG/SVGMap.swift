internal import ZoneGeometry
public import ZoneModel

/// Draws a ``MapDrawing`` as SVG: no script, no style sheet, no file besides it.
public enum SVGMap {
  /// A picture that stands alone: title, map, scale bar, arrow to the north, legend, note.
  ///
  /// The map takes the width that the legend leaves, and its height follows the ground's. Titles of shapes
  /// show when the pointer rests on them. The same drawing, width and language give the same bytes.
  ///
  /// - Parameter width: of the whole picture in pixels; less than 240 is drawn as 240.
  public static func text(of drawing: MapDrawing, width: Int, language: Language) -> String {
    text(of: [drawing], width: width, language: language)
  }

  /// Several maps, one below the other, as one picture; each with its own title and legend.
  public static func text(of drawings: [MapDrawing], width: Int, language: Language) -> String {
    let width = Double(max(240, width))
    var hatches = HatchPatterns()
    var body = XMLText()
    var height = 0.0
    for (number, drawing) in drawings.enumerated() {
      let sheet = PictureSheet(drawing, top: height, width: width, language: language)
      sheet.write(to: &body, hatches: &hatches, prefix: drawings.count == 1 ? "" : figurePrefix(number + 1))
      height = sheet.bottom
    }
    var xml = XMLText()
    xml.open(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": PixelNumber.text(width),
        "height": PixelNumber.text(height),
        "viewBox": "0 0 \(PixelNumber.text(width)) \(PixelNumber.text(height))",
        "xml:lang": language.tag, "role": "img", "aria-label": drawings.first?.title?.text(in: language),
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
}

extension Language {
  /// As `lang` attributes name it (BCP 47).
  var tag: String { self == .chinese ? "zh-CN" : "en" }
}

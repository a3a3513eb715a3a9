internal import ZoneModel

/// The map itself: the ground in its frame, the arrow to the north, the scale bar and the note below.
struct MapPicture {
  /// Height of the strip below the frame that holds the scale bar and the note, in nominal pixels.
  static let footHeight = 32.0

  let drawing: MapDrawing
  let frame: MapFrame
  /// Stands before the shapes' ids.
  let prefix: String
  let language: Language
  let crowded: CrowdedLabels

  /// Writes it with the frame's upper left corner at (x, y).
  func write(to xml: inout XMLText, hatches: inout HatchPatterns, x: Double, y: Double) {
    let unit = frame.unit
    let shapes = shapes(&hatches)
    window(shapes, x: x, y: y, to: &xml)
    xml.empty(
      "rect",
      [
        "x": PixelNumber.text(x), "y": PixelNumber.text(y), "width": PixelNumber.text(frame.width),
        "height": PixelNumber.text(frame.height), "fill": "none", "stroke": Palette.mutedInk.hex,
        "stroke-width": PixelNumber.text(unit), "pointer-events": "none",
      ])
    xml.newline()
    xml.northArrow(x: x + frame.width - 20 * unit, y: y + 26 * unit, unit: unit, language: language)
    let foot = y + frame.height + 21 * unit
    xml.scaleBar(for: frame, x: x + 5 * unit, y: foot, language: language)
    if let note = drawing.note { write(note, x: x + frame.width, y: foot + 4 * unit, to: &xml) }
  }

  private func shapes(_ hatches: inout HatchPatterns) -> String {
    var room = LabelPlacing(width: frame.width, height: frame.height)
    // The arrow to the north stands here.
    room.reserve(left: frame.width - 34 * frame.unit, top: 0, right: frame.width, bottom: 50 * frame.unit)
    var writer = ShapeWriter(
      frame: frame, language: language, prefix: prefix, hatches: hatches, labels: room, crowded: crowded)
    drawing.layers.forEach { writer.write($0) }
    hatches = writer.hatches
    return writer.xml.text
  }

  /// An inner `svg` cuts off what lies outside, and its `viewBox` is all that zooming has to change.
  private func window(_ shapes: String, x: Double, y: Double, to xml: inout XMLText) {
    let (width, height) = (PixelNumber.text(frame.width), PixelNumber.text(frame.height))
    xml.open(
      "svg",
      [
        "class": "ground", "x": PixelNumber.text(x), "y": PixelNumber.text(y), "width": width,
        "height": height, "viewBox": "0 0 \(width) \(height)", "fill-rule": "evenodd",
        "stroke-linejoin": "round", "stroke-linecap": "round",
      ])
    xml.newline()
    xml.empty("rect", ["class": "paper", "width": width, "height": height, "fill": Palette.land.hex])
    xml.newline()
    xml.verbatim(shapes)
    xml.close()
    xml.newline()
  }

  private func write(_ note: Phrase, x: Double, y: Double, to xml: inout XMLText) {
    xml.element(
      "text",
      [
        "class": "map-note", "x": PixelNumber.text(x), "y": PixelNumber.text(y), "text-anchor": "end",
        "font-size": PixelNumber.text(11 * frame.unit), "fill": Palette.mutedInk.hex,
      ], note.text(in: language))
    xml.newline()
  }
}

internal import ZoneModel

extension XMLText {
  /// An arrow to the north of the plane, its letter below the tip; (x, y) is the middle of its box of 22 by
  /// 34 pixels.
  mutating func northArrow(x: Double, y: Double, unit: Double, language: Language) {
    open(
      "g",
      [
        "class": "north",
        "transform": "translate(\(PixelNumber.text(x)) \(PixelNumber.text(y))) "
          + "scale(\(PixelNumber.text(unit)))",
      ])
    empty(
      "path",
      [
        "d": "M0-16l7 19-7-4.5-7 4.5z", "fill": Palette.paper.hex, "stroke": Palette.ink.hex,
        "stroke-width": "1", "stroke-linejoin": "round",
      ])
    empty("path", ["d": "M0-16l7 19-7-4.5z", "fill": Palette.ink.hex])
    element(
      "text",
      [
        "y": "15", "text-anchor": "middle", "font-size": "11", "font-weight": "bold",
        "fill": Palette.ink.hex, "stroke": Palette.paper.hex, "stroke-width": "2.5",
        "paint-order": "stroke", "stroke-linejoin": "round",
      ], Phrase("N", zh: "北").text(in: language))
    close()
    newline()
  }
}

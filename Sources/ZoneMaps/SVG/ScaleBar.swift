internal import ZoneModel

/// A round length of ground and how long it is on paper.
struct ScaleBar {
  let metres: Double
  /// On paper, in the units of the drawing.
  let length: Double

  /// The longest of 1, 2 or 5 times a power of ten that is at most `limit` long on paper.
  init(metresPerUnit: Double, atMost limit: Double) {
    let longest = metresPerUnit * limit
    var power = 1.0
    while power * 10 <= longest { power *= 10 }
    while power > longest { power /= 10 }
    metres = power * (longest >= 5 * power ? 5 : longest >= 2 * power ? 2 : 1)
    length = metres / metresPerUnit
  }

  /// A length of ground in words: `500 m`, `2.5 公里`.
  static func text(_ metres: Double, in language: Language) -> String {
    let far = metres >= 1000
    let phrase = far ? Phrase("km", zh: "公里") : Phrase("m", zh: "米")
    return "\(PixelNumber.plain(far ? metres / 1000 : metres)) \(phrase.text(in: language))"
  }
}

extension XMLText {
  /// A scale bar of two halves, its texts above it. The page's script redraws it by the names of its parts.
  mutating func scaleBar(for frame: MapFrame, x: Double, y: Double, language: Language) {
    let unit = frame.unit
    let limit = min(170 * unit, frame.width * 0.4)
    let bar = ScaleBar(metresPerUnit: frame.metresPerPixel, atMost: limit)
    let full = PixelNumber.text(bar.length)
    let half = PixelNumber.text(bar.length / 2)
    let high = PixelNumber.text(5 * unit)
    open(
      "g",
      [
        "class": "scale-bar", "transform": "translate(\(PixelNumber.text(x)) \(PixelNumber.text(y)))",
        "font-size": PixelNumber.text(11 * unit), "fill": Palette.ink.hex,
        "data-metres-per-unit": String(frame.metresPerPixel), "data-limit": PixelNumber.text(limit),
      ])
    empty(
      "rect",
      [
        "class": "whole", "width": full, "height": high, "fill": Palette.paper.hex,
        "stroke": Palette.ink.hex, "stroke-width": PixelNumber.text(0.8 * unit),
      ])
    empty("rect", ["class": "half", "width": half, "height": high])
    let above = PixelNumber.text(-5 * unit)
    element("text", ["y": above, "text-anchor": "middle"], "0")
    element(
      "text", ["class": "whole-text", "x": full, "y": above, "text-anchor": "middle"],
      ScaleBar.text(bar.metres, in: language))
    close()
    newline()
  }
}

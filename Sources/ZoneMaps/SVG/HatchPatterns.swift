/// The hatch patterns a picture uses, each defined once and named after what it looks like.
struct HatchPatterns {
  /// Pixels between two lines of a pattern.
  static let pitch = 5.0

  /// Stands before every pattern's id, so that two pictures of one page cannot clash.
  let prefix: String
  private var known: Set<String> = []
  private var definitions = XMLText()

  init(prefix: String = "") { self.prefix = prefix }

  /// A `defs` element with all patterns asked for so far; empty when there was none.
  var text: String {
    known.isEmpty ? "" : "<defs>\n\(definitions.text)</defs>\n"
  }

  /// The value of a `fill` attribute; defines the pattern when it is new.
  mutating func paint(_ fill: MapFill, unit: Double) -> String {
    switch fill {
    case .none: return "none"
    case .colour(let colour): return colour.hex
    case .hatch(let pattern, let ink, let paper):
      let id = "\(prefix)\(pattern.rawValue)-\(ink.digits)-\(paper?.digits ?? "clear")"
      if known.insert(id).inserted { define(id, pattern, ink: ink, paper: paper, unit: unit) }
      return "url(#\(id))"
    }
  }

  private mutating func define(
    _ id: String, _ pattern: HatchPattern, ink: MapColour, paper: MapColour?, unit: Double
  ) {
    let side = PixelNumber.text(HatchPatterns.pitch)
    definitions.open(
      "pattern",
      [
        "id": id, "width": side, "height": side, "patternUnits": "userSpaceOnUse",
        "patternTransform": pattern.transform(unit: unit),
      ])
    if let paper {
      definitions.empty("rect", ["width": side, "height": side, "fill": paper.hex])
    }
    definitions.empty("path", ["d": pattern.strokes, "stroke": ink.hex, "stroke-width": "1.3"])
    definitions.close()
    definitions.newline()
  }
}

extension HatchPattern {
  /// Lines run along the tile's middle, so that no seam cuts them; slopes come from turning the tile.
  fileprivate var strokes: String {
    switch self {
    case .rising, .falling, .level: "M0 2.5h5"
    case .crossed: "M0 2.5h5M2.5 0v5"
    case .dotted: "M1.6 2.5h1.8"
    }
  }

  fileprivate func transform(unit: Double) -> String? {
    let size = unit == 1 ? "" : "scale(\(PixelNumber.text(unit)))"
    let turn =
      switch self {
      case .rising: "rotate(-45)"
      case .falling, .crossed, .dotted: "rotate(45)"
      case .level: ""
      }
    return size.isEmpty && turn.isEmpty ? nil : size + turn
  }
}

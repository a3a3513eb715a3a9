internal import ZoneGeometry
internal import ZoneModel

/// Writes the shapes of layers; shapes that follow one another in the same style share one group.
struct ShapeWriter {
  let frame: MapFrame
  let language: Language
  /// Stands before every shape's id, so that two maps of a page cannot clash.
  let prefix: String
  var hatches: HatchPatterns
  var labels: LabelPlacing
  let crowded: CrowdedLabels
  private(set) var xml = XMLText()

  init(
    frame: MapFrame, language: Language, prefix: String, hatches: HatchPatterns, labels: LabelPlacing,
    crowded: CrowdedLabels
  ) {
    self.frame = frame
    self.language = language
    self.prefix = prefix
    self.hatches = hatches
    self.labels = labels
    self.crowded = crowded
  }

  mutating func write(_ layer: MapLayer) {
    let opacity = layer.opacity < 1 ? PixelNumber.plain(layer.opacity) : nil
    xml.open("g", ["class": ShapeID.text(for: layer.name), "opacity": opacity])
    xml.newline()
    var rest = layer.shapes[...]
    while let first = rest.first {
      let run = rest.prefix { $0.style == first.style && $0.form.role == first.form.role }
      write(run: run, style: first.style, role: first.form.role)
      rest = rest.dropFirst(run.count)
    }
    xml.close()
    xml.newline()
  }

  private mutating func write(run: ArraySlice<MapShape>, style: MapStyle, role: ShapeRole) {
    let isInk = role == .label
    let pixels = role == .ground ? width(style.width) : frame.units(style.width)
    xml.open(
      "g",
      [
        "class": role == .ground ? style.width.className : role.rawValue,
        "fill": hatches.paint(style.fill, unit: frame.unit),
        "fill-opacity": style.opacity < 1 ? PixelNumber.plain(style.opacity) : nil,
        "stroke": style.stroke?.hex, "stroke-width": style.stroke == nil ? nil : PixelNumber.text(pixels),
        "stroke-dasharray": style.dash.isEmpty
          ? nil : style.dash.map(PixelNumber.plain).joined(separator: " "),
        "text-anchor": isInk ? "middle" : nil, "paint-order": isInk ? "stroke" : nil,
      ])
    xml.newline()
    run.forEach { write($0) }
    xml.close()
    xml.newline()
  }

  /// Pixel strokes of the ground are nominal pixels whatever the drawing's units: browsers draw them
  /// unscaled, and alone-standing maps have one unit a pixel.
  private func width(_ width: DrawnLength) -> Double {
    switch width {
    case .pixels(let pixels): pixels
    case .metres: frame.units(width)
    }
  }

  private mutating func write(_ shape: MapShape) {
    let id = shape.id.map { prefix + ShapeID.text(for: $0) }
    switch shape.form {
    case .area(let ground): element("path", ["id": id, "d": frame.path(ground)], shape)
    case .lines(let lines): element("path", ["id": id, "d": frame.path(lines), "fill": "none"], shape)
    case .symbol(let form, let point, let radius):
      guard point.isFinite else { return }
      symbol(form, x: frame.x(point), y: frame.y(point), radius: frame.units(radius), id: id, shape)
    case .label(let phrase, let point, let size): label(phrase, at: point, size: size * frame.unit)
    }
  }

  private mutating func symbol(
    _ form: SymbolForm, x: Double, y: Double, radius: Double, id: String?, _ shape: MapShape
  ) {
    guard form == .circle else {
      return element("path", ["id": id, "d": form.path(x: x, y: y, radius: radius)], shape)
    }
    let attributes: XMLText.Attributes = [
      "id": id, "cx": PixelNumber.text(x), "cy": PixelNumber.text(y), "r": PixelNumber.text(radius),
    ]
    element("circle", attributes, shape)
  }

  private mutating func label(_ phrase: Phrase, at point: PlanePoint, size: Double) {
    let text = phrase.text(in: language)
    guard point.isFinite,
      let spot = labels.place(text, size: size, x: frame.x(point), y: frame.y(point))
    else { return }
    if !spot.isFree, crowded == .leftOut { return }
    xml.element(
      "text",
      [
        "x": PixelNumber.text(spot.x), "y": PixelNumber.text(spot.y), "dy": ".35em",
        "font-size": PixelNumber.text(size), "visibility": spot.isFree ? nil : "hidden",
      ], text)
    xml.newline()
  }

  private mutating func element(_ name: String, _ attributes: XMLText.Attributes, _ shape: MapShape) {
    if let title = shape.title {
      xml.open(name, attributes)
      xml.element("title", title.text(in: language))
      xml.close()
    } else {
      xml.empty(name, attributes)
    }
    xml.newline()
  }
}

/// What happens to a label that would lie on an earlier one.
enum CrowdedLabels {
  case leftOut
  /// Written, but shown by the page's script only when zooming in makes room.
  case hidden
}

/// What a shape is to a reader who zooms in: ground grows, marks and labels keep their size.
enum ShapeRole: String {
  case ground
  case mark
  case label
}

extension MapShape.Form {
  var role: ShapeRole {
    switch self {
    case .area, .lines, .symbol(_, at: _, radius: .metres): .ground
    case .symbol: .mark
    case .label: .label
    }
  }
}

extension DrawnLength {
  fileprivate var className: String {
    switch self {
    case .pixels: "thin"
    case .metres: "broad"
    }
  }
}

extension SymbolForm {
  /// Its outline around (x, y), within the circle of `radius`.
  func path(x: Double, y: Double, radius r: Double) -> String {
    func number(_ value: Double) -> String { PixelNumber.text(value) }
    let half = r * 0.886
    let corners: [(Double, Double)] =
      switch self {
      case .circle, .square: [(-half, -half), (half, -half), (half, half), (-half, half)]
      case .diamond: [(0, -r), (r, 0), (0, r), (-r, 0)]
      case .triangle: [(0, -r), (0.866 * r, 0.5 * r), (-0.866 * r, 0.5 * r)]
      }
    return "M" + corners.map { "\(number(x + $0)) \(number(y + $1))" }.joined(separator: " ") + "z"
  }
}

/// Ids that stand in a link as they are: letters, digits, `-` and `.` stay, every other byte becomes `_` and
/// two hexadecimal digits, so different ids stay different.
enum ShapeID {
  static func text(for id: String) -> String {
    var text = ""
    for byte in id.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        text += byte < 16 ? "_0" : "_"
        text += String(byte, radix: 16)
      }
    }
    return text
  }
}

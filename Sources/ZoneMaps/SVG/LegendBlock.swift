internal import ZoneModel

/// Legend groups set in columns.
struct LegendBlock {
  private static let size = 12.0
  private static let swatchWidth = 24.0
  private static let indent = swatchWidth + 8
  private static let lineHeight = 16.0
  private static let rowGap = 5.0
  private static let groupGap = 14.0

  private struct Row {
    var entry: LegendEntry
    var lines: [String]
    var height: Double { Double(lines.count) * lineHeight + rowGap }
  }

  private struct Group {
    var title: [String]
    var rows: [Row]
    var x: Double
    var y: Double
    var titleHeight: Double { title.isEmpty ? 0 : Double(title.count) * lineHeight + rowGap }
    var height: Double { rows.reduce(titleHeight) { $0 + $1.height } }
  }

  private var groups: [Group] = []
  private(set) var height = 0.0

  /// The width at which no text needs a second line, from 96 to 220 pixels; 0 without entries.
  static func naturalWidth(of legend: [LegendGroup], language: Language) -> Double {
    let entries = legend.flatMap(\.entries)
    if entries.isEmpty { return 0 }
    let widest = entries.map { TextMetrics.width($0.text.text(in: language), size: size) }.max() ?? 0
    let titles = legend.compactMap { group in
      group.title.map { TextMetrics.width($0.text(in: language), size: size) * 1.05 }
    }
    return min(220, max(96, widest + indent, titles.max() ?? 0)).rounded(.up)
  }

  /// Each group goes below the shortest column so far, the left one first.
  init(_ legend: [LegendGroup], columns: Int, columnWidth: Double, language: Language) {
    var depths = [Double](repeating: 0, count: max(1, columns))
    for group in legend where !group.entries.isEmpty {
      let title = group.title.map {
        TextMetrics.lines($0.text(in: language), width: columnWidth, size: Self.size * 1.05)
      }
      let rows = group.entries.map { entry in
        Row(
          entry: entry,
          lines: TextMetrics.lines(
            entry.text.text(in: language), width: columnWidth - Self.indent, size: Self.size))
      }
      let column = depths.indices.min { depths[$0] < depths[$1] } ?? 0
      let top = depths[column] == 0 ? 0 : depths[column] + Self.groupGap
      let set = Group(title: title ?? [], rows: rows, x: Double(column) * columnWidth, y: top)
      groups.append(set)
      depths[column] = top + set.height
    }
    height = depths.max() ?? 0
  }

  func write(to xml: inout XMLText, hatches: inout HatchPatterns, x: Double, y: Double) {
    xml.open("g", ["class": "legend", "font-size": PixelNumber.text(Self.size), "fill": Palette.ink.hex])
    xml.newline()
    for group in groups {
      var top = y + group.y
      for line in group.title {
        text(line, x: x + group.x, y: top + 12, bold: true, to: &xml)
        top += Self.lineHeight
      }
      if !group.title.isEmpty { top += Self.rowGap }
      for row in group.rows {
        xml.swatch(row.entry.swatch, x: x + group.x, y: top + 1, hatches: &hatches)
        for (index, line) in row.lines.enumerated() {
          let baseline = top + 12.5 + Double(index) * Self.lineHeight
          text(line, x: x + group.x + Self.indent, y: baseline, bold: false, to: &xml)
        }
        top += row.height
      }
    }
    xml.close()
    xml.newline()
  }

  private func text(_ line: String, x: Double, y: Double, bold: Bool, to xml: inout XMLText) {
    xml.element(
      "text",
      ["x": PixelNumber.text(x), "y": PixelNumber.text(y), "font-weight": bold ? "bold" : nil], line)
    xml.newline()
  }
}

extension XMLText {
  /// A sample of a style in a box of 24 by 14 pixels; strokes in metres are shown 5 pixels wide.
  mutating func swatch(_ swatch: Swatch, x: Double, y: Double, hatches: inout HatchPatterns) {
    let style = swatch.style
    var width = 5.0
    if case .pixels(let pixels) = style.width { width = pixels }
    let paint: Attributes = [
      "fill": hatches.paint(style.fill, unit: 1),
      "fill-opacity": style.opacity < 1 ? PixelNumber.plain(style.opacity) : nil, "stroke": style.stroke?.hex,
      "stroke-width": style.stroke == nil ? nil : PixelNumber.text(width),
      "stroke-dasharray": style.dash.isEmpty ? nil : style.dash.map(PixelNumber.plain).joined(separator: " "),
    ]
    let place = x == 0 && y == 0 ? nil : "translate(\(PixelNumber.text(x)) \(PixelNumber.text(y)))"
    open("g", ["transform": place])
    open("g", paint)
    switch swatch {
    case .area: empty("path", ["d": "M1 1h22v12h-22z"])
    case .line: empty("path", ["d": "M0 7h24"])
    case .symbol(.circle, _): empty("circle", ["cx": "12", "cy": "7", "r": "4.5"])
    case .symbol(let form, _): empty("path", ["d": form.path(x: 12, y: 7, radius: 5)])
    }
    close()
    close()
    newline()
  }
}

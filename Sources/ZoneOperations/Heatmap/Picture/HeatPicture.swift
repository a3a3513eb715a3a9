internal import ZoneAnalysis
internal import ZoneMaps
public import ZoneModel

/// How a heatmap is drawn.
public struct HeatPictureOptions: Sendable {
  /// Stands above the map instead of what is counted.
  public var title: String?
  /// Limits between the classes of colour, ascending; empty: classes of about equally many cells.
  public var limits: [Double] = []
  /// How times are written.
  public var time = TimeText.shanghai

  public init() {}

  /// The most limits: one fewer than the classes that stay apart.
  public static let mostLimits = HeatRamp.mostClasses - 1
}

/// A heatmap to look at and to print: the cells, or the zones of each kind, in classes of colour.
///
/// Where nobody looked, a rate and a number of observations are hatched, never coloured as zero.
public struct HeatPicture {
  let map: Heatmap
  let words: HeatWords
  let sheets: [HeatSheet]

  /// - Parameter map: drawn for a picture (``HeatmapOptions/isForPicture``).
  /// - Throws: `Problem` when the plane cannot be used.
  public init(_ map: Heatmap, _ options: HeatPictureOptions = HeatPictureOptions()) throws {
    self.map = map
    let words = HeatWords(map, options)
    self.words = words
    if let zones = map.zones {
      let ofKind = Dictionary(grouping: map.cells.indices) { index in
        map.cells[index].zone.map { zones.zones[$0].kind }
      }
      sheets = try zones.byKind.map { kind, _ in
        try HeatSheet(map, of: kind, HeatClasses(map, ofKind[kind] ?? [], limits: options.limits), words)
      }
    } else {
      let all = HeatClasses(map, Array(map.cells.indices), limits: options.limits)
      sheets = [try HeatSheet(map, of: nil, all, words)]
    }
  }

  /// One picture, a map a kind of zone one below the other.
  public func svg(in language: Language, width: Int = 1200) -> String {
    SVGMap.text(of: sheets.map(\.drawing), width: width, language: language)
  }

  /// One page that needs no other file.
  public func html(in language: Language) -> String { page.text(in: language) }
}

public import ZoneModel

/// Legend entries under a heading.
public struct LegendGroup: Sendable, Hashable {
  public var title: Phrase?
  public var entries: [LegendEntry]

  public init(_ title: Phrase? = nil, _ entries: [LegendEntry]) {
    self.title = title
    self.entries = entries
  }
}

/// What one style means.
public struct LegendEntry: Sendable, Hashable {
  public var swatch: Swatch
  public var text: Phrase

  public init(_ swatch: Swatch, _ text: Phrase) {
    self.swatch = swatch
    self.text = text
  }
}

/// A small sample of a style.
public enum Swatch: Sendable, Hashable {
  case area(MapStyle)
  case line(MapStyle)
  case symbol(SymbolForm, MapStyle)

  var style: MapStyle {
    switch self {
    case .area(let style), .line(let style), .symbol(_, let style): style
    }
  }
}

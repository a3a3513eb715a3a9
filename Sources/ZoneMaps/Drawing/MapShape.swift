public import ZoneGeometry
public import ZoneModel

/// One thing on a map: where it is, how it is inked, what it says.
public struct MapShape: Sendable, Hashable {
  public enum Form: Sendable, Hashable {
    case area(MultiPolygon<PlanePoint>)
    case lines([[PlanePoint]])
    case symbol(SymbolForm, at: PlanePoint, radius: DrawnLength)
    /// A text in one line around a point, `size` pixels high; the style's fill is its ink, the stroke the
    /// paper around the letters. A label that would lie on an earlier one is left out.
    case label(Phrase, at: PlanePoint, size: Double)
  }

  public var form: Form
  public var style: MapStyle
  /// Shown when the pointer rests on the shape; `\n` starts a new line.
  public var title: Phrase?
  /// Names the shape for the rows of a page's tables; unique in the drawing.
  public var id: String?

  public init(_ form: Form, _ style: MapStyle, title: Phrase? = nil, id: String? = nil) {
    self.form = form
    self.style = style
    self.title = title
    self.id = id
  }
}

/// The outline of a point's symbol; `radius` is that of the circle around it.
public enum SymbolForm: String, Sendable, Hashable, CaseIterable {
  case circle
  case square
  case diamond
  case triangle
}

extension Phrase {
  /// A name or a number: the same text in every language.
  public init(verbatim text: String) { self.init(text, zh: text) }
}

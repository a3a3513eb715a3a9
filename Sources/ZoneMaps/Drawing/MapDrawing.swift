public import ZoneGeometry
public import ZoneModel

/// What a map shows, as a value; ``SVGMap`` draws it.
///
/// All points are metres of one plane, north upwards.
public struct MapDrawing: Sendable, Hashable {
  /// The ground shown, in metres; what lies outside is cut off. A box no larger than a millimetre is
  /// shown as 100 m of ground around its middle.
  public var bounds: Box<PlanePoint>
  /// From the lowest to the uppermost.
  public var layers: [MapLayer]
  public var legend: [LegendGroup]
  public var title: Phrase?
  /// A line below the map: the source, the as-of date.
  public var note: Phrase?
  /// Paragraphs in small print below a picture that stands alone: what the figures mean. A page says such things
  /// in its text.
  public var remarks: [Phrase] = []

  /// - Precondition: the bounds are on earth: no coordinate beyond 100,000 km.
  public init(
    bounds: Box<PlanePoint>, layers: [MapLayer], legend: [LegendGroup] = [], title: Phrase? = nil,
    note: Phrase? = nil
  ) {
    precondition(
      bounds.minimum.isOnEarth && bounds.maximum.isOnEarth, "the bounds of a map must be on earth")
    self.bounds = bounds
    self.layers = layers
    self.legend = legend
    self.title = title
    self.note = note
  }

  /// A drawing whose bounds are those of everything in its layers and a margin of 2 % around.
  ///
  /// Points that are not finite or beyond 100,000 km do not count; without any point the map shows 100 m
  /// around the origin.
  public init(
    fitting layers: [MapLayer], legend: [LegendGroup] = [], title: Phrase? = nil, note: Phrase? = nil
  ) {
    var box: Box<PlanePoint>?
    for layer in layers {
      for shape in layer.shapes {
        shape.form.forEachPoint { p in
          guard p.isOnEarth else { return }
          if box == nil { box = Box(p) } else { box?.extend(to: p) }
        }
      }
    }
    let tight = box ?? Box(PlanePoint(0, 0))
    self.init(
      bounds: tight.grown(by: 0.02 * max(tight.width, tight.height)), layers: layers, legend: legend,
      title: title, note: note)
  }
}

/// Shapes that belong together.
public struct MapLayer: Sendable, Hashable {
  /// One class word for all its shapes (letters, digits, hyphens), such as `blind-spots`.
  public var name: String
  /// From the lowest to the uppermost.
  public var shapes: [MapShape]
  /// 0 to 1, of the layer as a whole: shapes that overlap do not darken one another.
  public var opacity: Double

  public init(_ name: String, _ shapes: [MapShape], opacity: Double = 1) {
    self.name = name
    self.shapes = shapes
    self.opacity = opacity
  }
}

extension MapShape.Form {
  func forEachPoint(_ body: (PlanePoint) -> Void) {
    switch self {
    case .area(let ground): for polygon in ground.polygons { polygon.forEachPosition(body) }
    case .lines(let lines): for line in lines { line.forEach(body) }
    case .symbol(_, let point, _), .label(_, let point, _): body(point)
    }
  }
}

extension PlanePoint {
  /// No plane has anything beyond 100,000 km; what claims to be there is a mistake in the data.
  fileprivate var isOnEarth: Bool { abs(x) <= 1e8 && abs(y) <= 1e8 }
}

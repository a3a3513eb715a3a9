/// Colours for a layer by one of its columns, for QGIS.
public struct LayerStyle: Sendable, Hashable {
  /// One class of a column's values.
  public struct Step: Sendable, Hashable {
    public var label: String
    /// Red, green, blue, opacity, each 0 to 255.
    public var colour: [Int]
    public var match: Match

    public init(_ label: String, _ colour: [Int], _ match: Match) {
      self.label = label
      self.colour = colour
      self.match = match
    }
  }

  /// Which values belong to a class.
  public enum Match: Sendable, Hashable {
    case value(String)
    case range(Double, Double)
    /// Everything that belongs to no other.
    case others
  }

  public enum Shape: String, Sendable {
    case fill, line, marker
  }

  public var title: String
  public var column: String
  public var shape: Shape
  public var steps: [Step]

  public init(title: String, column: String, shape: Shape, steps: [Step]) {
    self.title = title
    self.column = column
    self.shape = shape
    self.steps = steps
  }

  private var isGraduated: Bool {
    steps.contains { if case .range = $0.match { true } else { false } }
  }

  /// The style as a QML document.
  var qml: String {
    let classes = steps.enumerated().compactMap { number, step in entry(step, number) }.joined(
      separator: "\n")
    let symbols = steps.enumerated().map { symbol($1, $0) }.joined(separator: "\n")
    let type = isGraduated ? "graduatedSymbol" : "categorizedSymbol"
    let list = isGraduated ? "ranges" : "categories"
    let method = isGraduated ? " graduatedMethod=\"GraduatedColor\"" : ""
    return """
      <!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
      <qgis version="3.22.0" styleCategories="Symbology">
      <renderer-v2 type="\(type)" attr="\(Self.escaped(column))"\(method) symbollevels="0" enableorderby="0">
      <\(list)>
      \(classes)
      </\(list)>
      <symbols>
      \(symbols)
      </symbols>
      </renderer-v2>
      </qgis>
      """
  }

  private func entry(_ step: Step, _ number: Int) -> String? {
    let label = "label=\"\(Self.escaped(step.label))\" symbol=\"\(number)\" render=\"true\""
    switch step.match {
    case .value(let value): return "<category value=\"\(Self.escaped(value))\" type=\"string\" \(label)/>"
    case .range(let low, let high): return "<range lower=\"\(low)\" upper=\"\(high)\" \(label)/>"
    // a graduated style leaves out what has no number
    case .others: return isGraduated ? nil : "<category value=\"\" type=\"string\" \(label)/>"
    }
  }

  private func symbol(_ step: Step, _ number: Int) -> String {
    let options = shape.options(colour: step.colour.map(String.init).joined(separator: ","))
    let list = options.map { "<Option type=\"QString\" name=\"\($0)\" value=\"\($1)\"/>" }
    return """
      <symbol type="\(shape.rawValue)" name="\(number)" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="\(shape.symbolLayer)" enabled="1" pass="0" locked="0"><Option type="Map">
      \(list.joined(separator: "\n"))
      </Option></layer>
      </symbol>
      """
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}

extension LayerStyle.Shape {
  /// The class of QGIS that draws it.
  fileprivate var symbolLayer: String {
    switch self {
    case .fill: "SimpleFill"
    case .line: "SimpleLine"
    case .marker: "SimpleMarker"
    }
  }

  /// What that class is told; widths and sizes in millimetres.
  fileprivate func options(colour: String) -> [(String, String)] {
    let outline = [("color", colour), ("outline_color", "60,60,60,255"), ("outline_width", "0.2")]
    switch self {
    case .fill: return outline
    case .line: return [("line_color", colour), ("line_width", "0.8"), ("capstyle", "round")]
    case .marker: return outline + [("size", "2")]
    }
  }
}

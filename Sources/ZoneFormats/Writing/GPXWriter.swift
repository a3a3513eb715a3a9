public import ZoneGeometry

/// A route for a phone: points to be reached one after the other.
public struct GPXRoute: Sendable, Hashable {
  public struct Point: Sendable, Hashable {
    public var place: LonLat
    public var name: String
    public var description: String?

    public init(_ place: LonLat, name: String, description: String? = nil) {
      self.place = place
      self.name = name
      self.description = description
    }
  }

  public var name: String
  public var description: String?
  public var points: [Point]

  public init(name: String, description: String? = nil, points: [Point]) {
    self.name = name
    self.description = description
    self.points = points
  }
}

/// Writes GPX 1.1.
///
/// - Source: the schema of GPX 1.1: metadata, then routes; of a point name, then description.
public enum GPXWriter {
  /// The file; same routes, same bytes. Coordinates have at most seven decimals.
  public static func text(_ routes: [GPXRoute], name: String) -> String {
    let body = routes.map(element).joined()
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <gpx version="1.1" creator="ZoneSweep" xmlns="http://www.topografix.com/GPX/1/1">
      <metadata><name>\(escaped(name))</name></metadata>
      \(body)</gpx>

      """
  }

  private static func element(_ route: GPXRoute) -> String {
    let points = route.points.map { point in
      "<rtept lat=\"\(degrees(point.place.lat))\" lon=\"\(degrees(point.place.lon))\">"
        + "\(words(point.name, point.description))</rtept>\n"
    }
    return "<rte>\(words(route.name, route.description))\n\(points.joined())</rte>\n"
  }

  private static func words(_ name: String, _ description: String?) -> String {
    "<name>\(escaped(name))</name>" + (description.map { "<desc>\(escaped($0))</desc>" } ?? "")
  }

  private static func degrees(_ value: Double) -> String {
    PropertyValue.text(of: (value * 1e7).rounded() / 1e7)
  }

  /// Characters that XML 1.0 does not allow become U+FFFD.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

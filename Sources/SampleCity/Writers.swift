internal import Foundation
internal import ZoneGeometry

/// A JSON value with its members in the order given.
indirect enum JSON {
  case null
  case text(String)
  /// Digits as they are to be written.
  case number(String)
  case list([JSON])
  case object([(String, JSON)])

  static func whole(_ number: Int) -> JSON { .number(String(number)) }

  /// `null` where there is no text.
  static func maybe(_ text: String?) -> JSON { text.map(JSON.text) ?? .null }
  static func maybe(_ number: Int?) -> JSON { number.map(JSON.whole) ?? .null }

  var written: String {
    switch self {
    case .null: "null"
    case .text(let text): JSON.quoted(text)
    case .number(let digits): digits
    case .list(let values): "[" + values.map(\.written).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { JSON.quoted($0.0) + ":" + $0.1.written }.joined(separator: ",") + "}"
    }
  }

  /// No text of the sample holds control characters.
  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}

/// Degrees with at most six decimals, trailing zeros dropped.
func degrees(_ value: Double) -> String {
  let millionths = Int((value * 1e6).rounded())
  let sign = millionths < 0 ? "-" : ""
  let whole = abs(millionths) / 1_000_000
  var decimals = padded(abs(millionths) % 1_000_000, 6)
  while decimals.count > 1, decimals.hasSuffix("0") { decimals.removeLast() }
  return "\(sign)\(whole).\(decimals)"
}

extension Vector {
  /// Longitude and latitude.
  var json: JSON {
    let place = CityPlane.place(self)
    return .list([.number(degrees(place.lon)), .number(degrees(place.lat))])
  }
}

extension Loop {
  /// Closed; anticlockwise, or clockwise where it is a hole (RFC 7946, section 3.1.6).
  func json(hole: Bool = false) -> JSON {
    let turned = (signedArea < 0) != hole ? Array(corners.reversed()) : corners
    return .list((turned + [turned[0]]).map(\.json))
  }
}

enum GeoJSON {
  static let note =
    "示例数据：合成，非真实情况 / synthetic sample data, not a statement about any real place"

  static func polygon(_ ring: Loop) -> JSON { geometry("Polygon", .list([ring.json()])) }

  static func ground(_ grounds: [Place.Ground]) -> JSON {
    let polygons = grounds.map { ground in
      JSON.list([ground.outline.json()] + (ground.hole.map { [$0.json(hole: true)] } ?? []))
    }
    return polygons.count == 1
      ? geometry("Polygon", polygons[0]) : geometry("MultiPolygon", .list(polygons))
  }

  static func line(_ corners: [Vector]) -> JSON { geometry("LineString", .list(corners.map(\.json))) }

  static func point(_ place: Vector) -> JSON { geometry("Point", place.json) }

  static func geometry(_ type: String, _ coordinates: JSON) -> JSON {
    .object([("type", .text(type)), ("coordinates", coordinates)])
  }

  static func feature(_ geometry: JSON, _ properties: [(String, JSON)]) -> JSON {
    .object([("type", .text("Feature")), ("properties", .object(properties)), ("geometry", geometry)])
  }

  /// One feature a line.
  static func collection(_ name: String, _ features: [JSON]) -> [UInt8] {
    let lines = features.map(\.written).joined(separator: ",\n")
    return Array(
      """
      {"type":"FeatureCollection","name":"\(name)","note":"\(note)","features":[
      \(lines)
      ]}

      """.utf8)
  }
}

enum CSV {
  /// Lines end as Excel ends them.
  static func text(_ rows: [[String]]) -> String {
    rows.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  static func utf8WithMark(_ rows: [[String]]) -> [UInt8] { [0xef, 0xbb, 0xbf] + Array(text(rows).utf8) }

  static func gb18030(_ rows: [[String]]) -> [UInt8] {
    guard let data = text(rows).data(using: String.Encoding(rawValue: 0x8000_0632)) else {
      preconditionFailure("every character of the sample is in GB18030")
    }
    return Array(data)
  }

  private static func field(_ text: String) -> String {
    text.contains { ",\"\r\n".contains($0) } ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }

  /// Full-width digits, as an input method left on Chinese writes them.
  static func fullWidth(_ text: String) -> String {
    String(
      text.unicodeScalars.map { scalar in
        (0x30...0x39).contains(scalar.value)
          ? Character(Unicode.Scalar(scalar.value + 0xfee0) ?? scalar) : Character(scalar)
      })
  }
}

enum GPX {
  static func track(_ track: Track, name: String) -> [UInt8] {
    let fixes = track.fixes.map { fix in
      let place = CityPlane.place(fix.place)
      return
        "<trkpt lat=\"\(degrees(place.lat))\" lon=\"\(degrees(place.lon))\"><time>\(fix.time.utc)</time></trkpt>\n"
    }
    return Array(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <gpx version="1.1" creator="SampleCity" xmlns="http://www.topografix.com/GPX/1/1">
      <metadata><name>\(name)</name><desc>\(GeoJSON.note)</desc></metadata>
      <trk><name>\(track.inspector)</name><trkseg>
      \(fixes.joined())</trkseg></trk>
      </gpx>

      """.utf8)
  }
}

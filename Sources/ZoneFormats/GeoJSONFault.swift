internal import ZoneModel

/// Why one record cannot be used although it is valid JSON, and where in the file that shows.
struct GeoJSONFault: Hashable {
  enum Kind: UInt8 {
    case notAnObject, noType, unknownType, geometryAsFeature, collectionAsFeature
    case noGeometry, geometryNotObject, geometryWithoutType, unknownGeometry, notAGeometry
    case noCoordinates, noGeometries, collectionTooDeep
    case arrayExpected, numberExpected, positionTooShort, numberTooLarge
    case lineTooShort, ringTooShort
    case propertiesNotObject
  }

  let kind: Kind
  /// Byte offset from the start of the text.
  let offset: Int
}

extension GeoJSONFault.Kind {
  /// What is wrong; `found` is the text at the place.
  func reason(found: String) -> Phrase {
    switch self {
    case .notAnObject: Phrase("the element is no object but \(found)", zh: "该元素不是对象，而是 \(found)")
    case .noType: Phrase("the object has neither a type nor a geometry", zh: "该对象既没有 type，也没有 geometry")
    case .unknownType: Phrase("the type \(found) is none of GeoJSON's", zh: "type 值 \(found) 不是 GeoJSON 类型")
    case .geometryAsFeature:
      Phrase("a bare geometry stands where a Feature belongs", zh: "此处应为 Feature，却是单独的几何对象")
    case .collectionAsFeature:
      Phrase("a FeatureCollection stands where a Feature belongs", zh: "此处应为 Feature，却是 FeatureCollection")
    case .noGeometry: Phrase("the Feature has no geometry member", zh: "该 Feature 缺少 geometry 成员")
    case .geometryNotObject: Phrase("the geometry is no object but \(found)", zh: "geometry 不是对象，而是 \(found)")
    case .geometryWithoutType: Phrase("the geometry has no type", zh: "几何对象缺少 type")
    case .unknownGeometry: Phrase("the geometry type \(found) is unknown", zh: "未知的几何类型 \(found)")
    case .notAGeometry: Phrase("the type \(found) is no geometry", zh: "type 值 \(found) 不是几何类型")
    case .noCoordinates: Phrase("the geometry has no coordinates", zh: "几何对象缺少 coordinates")
    case .noGeometries:
      Phrase("the GeometryCollection has no geometries array", zh: "GeometryCollection 缺少 geometries 数组")
    case .collectionTooDeep:
      Phrase(
        "GeometryCollections are nested more than \(GeoJSONParser.collectionLimit) deep",
        zh: "GeometryCollection 嵌套超过 \(GeoJSONParser.collectionLimit) 层")
    case .arrayExpected:
      Phrase("\(found) stands where an array of coordinates belongs", zh: "此处应为坐标数组，却是 \(found)")
    case .numberExpected: Phrase("\(found) stands where a number belongs", zh: "此处应为数字，却是 \(found)")
    case .positionTooShort: Phrase("a position has fewer than two numbers", zh: "坐标点的数字少于两个")
    case .numberTooLarge:
      Phrase("the coordinate \(found) is too large for a number", zh: "坐标值 \(found) 超出数值范围")
    case .lineTooShort: Phrase("a line has fewer than two positions", zh: "线的坐标点少于两个")
    case .ringTooShort:
      Phrase("a ring has fewer than four positions (the last repeats the first)", zh: "环的坐标点少于四个（首尾点相同）")
    case .propertiesNotObject:
      Phrase(
        "the properties are neither an object nor null but \(found)",
        zh: "properties 既不是对象也不是 null，而是 \(found)")
    }
  }

  /// What would help.
  var hint: Phrase {
    switch self {
    case .notAnObject, .noType, .geometryAsFeature, .collectionAsFeature:
      Phrase(
        "each element must be {\"type\": \"Feature\", \"geometry\": …, \"properties\": …}",
        zh: "每个元素应为 {\"type\": \"Feature\", \"geometry\": …, \"properties\": …}")
    case .unknownType, .unknownGeometry, .notAGeometry, .geometryWithoutType:
      Phrase(
        "geometry types are Point, LineString, Polygon, their Multi forms and GeometryCollection, in this spelling",
        zh: "几何类型为 Point、LineString、Polygon 及其 Multi 形式和 GeometryCollection，须按此拼写")
    case .noGeometry:
      Phrase("write \"geometry\": null for a record without a place", zh: "没有位置的记录请写 \"geometry\": null")
    case .arrayExpected, .positionTooShort:
      Phrase(
        "Point [x, y]; LineString [[x, y], …]; Polygon [[[x, y], …], …]; MultiPolygon one level more",
        zh: "Point 为 [x, y]；LineString 为 [[x, y], …]；Polygon 为 [[[x, y], …], …]；MultiPolygon 再多一层")
    case .numberExpected:
      Phrase(
        "write coordinates as numbers without quotation marks, nested as the type asks",
        zh: "坐标应写成不带引号的数字，并按类型要求嵌套")
    case .propertiesNotObject: Phrase("write {} or null for no properties", zh: "没有属性时请写 {} 或 null")
    case .noGeometries, .collectionTooDeep:
      Phrase("split the collection into Features of their own", zh: "请将集合拆分为独立的 Feature")
    default: Phrase("draw the boundary or line again, or export it anew", zh: "请重新绘制或重新导出该图形")
    }
  }
}

extension ByteStorage {
  /// The JSON value at an offset as a message can show it: at most 30 characters of one line.
  func excerpt(at offset: Int) -> String {
    guard offset < count else { return "the end" }
    let line = bytes[offset...].prefix(120).prefix { $0 != 10 && $0 != 13 }
    let text = String(decoding: line, as: UTF8.self)
    let value = Self.firstValue(text)
    return value.count > 30 ? value.prefix(29) + "…" : value
  }

  /// The string, or the run up to the next comma or bracket, that `text` begins with.
  private static func firstValue(_ text: String) -> String {
    guard let first = text.first else { return "a line end" }
    let rest = text.dropFirst()
    if first == "\"" {
      return rest.firstIndex(of: "\"").map { String(text[...$0]) } ?? text
    }
    if "[{,:]}".contains(first) { return String(first) }
    return String(first) + rest.prefix { !",]} \t".contains($0) }
  }
}

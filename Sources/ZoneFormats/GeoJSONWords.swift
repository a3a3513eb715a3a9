/// The member names GeoJSON gives a meaning (RFC 7946), the two legacy or own ones included. Raw values are
/// bits, so that a set of them is one integer.
enum GeoJSONName: UInt16, CaseIterable {
  case other = 0
  case type = 1
  case geometry = 2
  case properties = 4
  case id = 8
  case coordinates = 16
  case geometries = 32
  case features = 64
  case bbox = 128
  /// GeoJSON of 2008; RFC 7946 dropped it.
  case crs = 256
  /// Written by ZoneSweep into files that are not in WGS 84.
  case datum = 512

  @inline(__always)
  init(_ text: JSONScanner.Text) {
    self = text.hasEscapes ? Self.escaped(text) : Self.plain(UnsafeRawPointer(text.start), text.count)
  }

  /// Compares whole words, little-endian; what is read past the name lies in the text or its padding.
  @inline(__always)
  private static func plain(_ p: UnsafeRawPointer, _ count: Int) -> GeoJSONName {
    let word = p.loadUnaligned(as: UInt64.self)
    switch count {
    case 2: return word & 0xFFFF == 0x6469 ? .id : .other
    case 3: return word & 0xFF_FFFF == 0x73_7263 ? .crs : .other
    case 4:
      let half = UInt32(truncatingIfNeeded: word)
      return half == 0x6570_7974 ? .type : half == 0x786F_6262 ? .bbox : .other
    case 5: return word & 0xFF_FFFF_FFFF == 0x6D_7574_6164 ? .datum : .other
    case 8:
      return word == 0x7972_7465_6D6F_6567 ? .geometry : word == 0x7365_7275_7461_6566 ? .features : .other
    case 10, 11: return long(word, p.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self), count)
    default: return .other
    }
  }

  /// Names longer than eight bytes by their first and their last eight.
  @inline(__always)
  private static func long(_ head: UInt64, _ tail: UInt64, _ count: Int) -> GeoJSONName {
    switch head {
    case 0x6974_7265_706F_7270: count == 10 && tail == 0x7365_6974_7265_706F ? .properties : .other
    case 0x616E_6964_726F_6F63: count == 11 && tail == 0x7365_7461_6E69_6472 ? .coordinates : .other
    case 0x6972_7465_6D6F_6567: count == 10 && tail == 0x7365_6972_7465_6D6F ? .geometries : .other
    default: .other
    }
  }

  /// `"\u0074ype"` is the same name as `"type"`.
  @inline(never)
  private static func escaped(_ text: JSONScanner.Text) -> GeoJSONName {
    let name = JSONText.string(of: text.bytes)
    return allCases.first { "\($0)" == name && $0 != .other } ?? .other
  }
}

/// What the `type` member of an object says.
enum GeoJSONType: UInt8, CaseIterable {
  /// There is no `type` member.
  case missing
  /// It says something else, or is no string.
  case unknown
  case point, multiPoint, lineString, multiLineString, polygon, multiPolygon
  case geometryCollection
  case feature, featureCollection

  /// As the file must write it.
  var name: StaticString {
    switch self {
    case .missing, .unknown: ""
    case .point: "Point"
    case .multiPoint: "MultiPoint"
    case .lineString: "LineString"
    case .multiLineString: "MultiLineString"
    case .polygon: "Polygon"
    case .multiPolygon: "MultiPolygon"
    case .geometryCollection: "GeometryCollection"
    case .feature: "Feature"
    case .featureCollection: "FeatureCollection"
    }
  }

  /// Whether it is a geometry with a `coordinates` member.
  @inline(__always)
  var hasCoordinates: Bool {
    rawValue >= GeoJSONType.point.rawValue && rawValue <= GeoJSONType.multiPolygon.rawValue
  }

  /// Whether it is any of the seven geometries.
  var isGeometry: Bool { hasCoordinates || self == .geometryCollection }

  @inline(__always)
  init(_ text: JSONScanner.Text) {
    let word = UnsafeRawPointer(text.start).loadUnaligned(as: UInt64.self)
    if text.count == 7, word & 0xFF_FFFF_FFFF_FFFF == 0x65_7275_7461_6546 {
      self = .feature
    } else if text.count == 5, word & 0xFF_FFFF_FFFF == 0x74_6E69_6F50 {
      self = .point
    } else {
      self = Self.other(text)
    }
  }

  @inline(never)
  private static func other(_ text: JSONScanner.Text) -> GeoJSONType {
    let bytes = text.hasEscapes ? JSONText.unescaped(text.bytes) : Array(text.bytes)
    return allCases.first { type in
      type.name.utf8CodeUnitCount == bytes.count && !bytes.isEmpty
        && bytes.elementsEqual(UnsafeBufferPointer(start: type.name.utf8Start, count: bytes.count))
    } ?? .unknown
  }
}

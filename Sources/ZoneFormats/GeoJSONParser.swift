internal import ZoneGeometry
internal import ZoneModel

/// One pass over a GeoJSON text: records to rows, bad records to rejections.
///
/// A `JSONFault` is thrown where the text is not JSON; what is JSON but not as GeoJSON wants it costs the one
/// record. Members are taken in any order; of a repeated one the last counts.
struct GeoJSONParser {
  private(set) var storage: ByteStorage
  let name: String
  var scanner: JSONScanner
  var rows = GeoJSONRows()
  var tally = GeoJSONTally()
  var declaredDatum: Datum?
  /// Records begun so far; the one being read counts.
  var record = 0
  /// What is wrong with the geometry read last.
  var fault: GeoJSONFault?
  /// Rings closed in the record being read.
  var closedHere = 0
  /// Positions of the ring or line being read; kept to save allocations.
  var scratch: [FilePosition] = []

  init(_ storage: ByteStorage, name: String) {
    self.storage = storage
    self.name = name
    scanner = JSONScanner(storage)
  }

  /// Goes on in another part of the text, with no rows.
  mutating func move(to storage: ByteStorage, offset: Int) {
    self.storage = storage
    scanner = JSONScanner(storage)
    scanner.at += offset
    rows = GeoJSONRows()
  }
}

// MARK: - Members of a record

extension GeoJSONParser {
  /// What is known of an object while its members pass by.
  struct Record {
    let start: Int
    var end = 0
    var type = GeoJSONType.missing
    var typeOffset = 0
    var geometry: Geometry<FilePosition>?
    var fault: GeoJSONFault?
    var coordinates: JSONScanner.Pointer?
    var geometries: JSONScanner.Pointer?
    var propertyStart = 0
    var propertyEnd = 0
    var idStart = 0
    var idEnd = 0
    /// Names met, as bits of `GeoJSONName`.
    var seen: UInt16 = 0
    var hasFeatures = false
    /// Whether `properties` is neither an object nor null.
    var hasBadProperties = false

    func has(_ name: GeoJSONName) -> Bool { seen & name.rawValue != 0 }
  }

  /// Reads the object at the scanner, which may be a collection only at the top of a document.
  mutating func object(depth: Int, isTop: Bool) throws(JSONFault) -> Record {
    var record = Record(start: scanner.offset)
    closedHere = 0
    if scanner.opens(closing: UInt8(ascii: "}")) {
      repeat {
        let name = GeoJSONName(try scanner.name())
        try scanner.colon()
        try member(name, of: &record, depth: depth, isTop: isTop)
      } while try scanner.comma(orClosing: UInt8(ascii: "}"))
    }
    record.end = scanner.offset
    return record
  }

  @inline(__always)
  mutating func member(
    _ name: GeoJSONName, of record: inout Record, depth: Int, isTop: Bool
  )
    throws(JSONFault)
  {
    note(name, in: &record.seen)
    switch name {
    case .type:
      record.typeOffset = scanner.offset
      record.type = try typeValue(depth: depth)
    case .geometry: try geometryMember(of: &record, depth: depth)
    case .properties: try propertiesMember(of: &record, depth: depth)
    case .id: try idMember(of: &record, depth: depth)
    default: try rareMember(name, of: &record, depth: depth, isTop: isTop)
    }
  }

  @inline(__always)
  private mutating func geometryMember(of record: inout Record, depth: Int) throws(JSONFault) {
    closedHere = 0
    fault = nil
    record.geometry = nil
    if scanner.byte == UInt8(ascii: "{") {
      record.geometry = try geometry(depth: depth + 1)
    } else {
      if scanner.byte != UInt8(ascii: "n") {
        fault = GeoJSONFault(kind: .geometryNotObject, offset: scanner.offset)
      }
      try scanner.skipValue(depth: depth)
    }
    record.fault = fault
  }

  @inline(__always)
  private mutating func propertiesMember(of record: inout Record, depth: Int) throws(JSONFault) {
    record.propertyStart = scanner.offset
    record.hasBadProperties = false
    if scanner.byte == UInt8(ascii: "{") {
      try scanner.skipObject(depth: depth)
      record.propertyEnd = scanner.offset
    } else {
      record.hasBadProperties = scanner.byte != UInt8(ascii: "n")
      try scanner.skipValue(depth: depth)
      record.propertyEnd = record.propertyStart
    }
  }

  /// An id is a string or a number; null is none, anything else is counted and dropped.
  private mutating func idMember(of record: inout Record, depth: Int) throws(JSONFault) {
    let first = scanner.byte
    record.idStart = scanner.offset
    try scanner.skipValue(depth: depth)
    record.idEnd = scanner.offset
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "-") || first &- UInt8(ascii: "0") <= 9 { return }
    if first != UInt8(ascii: "n") { tally.badIdentifiers += 1 }
    record.idEnd = record.idStart
  }

  @inline(never)
  private mutating func rareMember(
    _ name: GeoJSONName, of record: inout Record, depth: Int, isTop: Bool
  )
    throws(JSONFault)
  {
    switch name {
    case .coordinates: record.coordinates = scanner.at
    case .geometries: record.geometries = scanner.at
    case .features: record.hasFeatures = false
    default: break
    }
    let start = scanner.offset
    try otherMember(name, isFeature: true, depth: depth)
    if isTop, name == .crs || name == .datum {
      declare(JSONText.Bytes(rebasing: storage.bytes[start..<scanner.offset]), by: name)
    }
  }

  /// Steps over a member without meaning here, with a look at `bbox`.
  mutating func otherMember(_ name: GeoJSONName, isFeature: Bool, depth: Int) throws(JSONFault) {
    let start = scanner.offset
    try scanner.skipValue(depth: depth)
    if name == .bbox, !isBox(JSONText.Bytes(rebasing: storage.bytes[start..<scanner.offset])) {
      tally.badBoxes += 1
    }
    if !isFeature && (name == .geometry || name == .properties || name == .features) {
      tally.foreignMembers += 1
    }
  }

  /// Notes that a member was met, and counts those met twice.
  @inline(__always)
  mutating func note(_ name: GeoJSONName, in seen: inout UInt16) {
    if seen & name.rawValue != 0 { tally.repeatedMembers += 1 }
    seen |= name.rawValue
  }

  /// Four or six numbers (RFC 7946, section 5).
  private func isBox(_ value: JSONText.Bytes) -> Bool {
    var numbers = 0
    var others = 0
    JSONText.forEachElement(of: value) { element in
      switch element.first {
      case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): numbers += 1
      default: others += 1
      }
    }
    return others == 0 && (numbers == 4 || numbers == 6)
  }
}

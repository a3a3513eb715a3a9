internal import ZoneGeometry

/// Geometry objects straight from bytes.
///
/// The readers of coordinates accept only what is right, and on anything else note a `GeoJSONFault` and
/// return `nil` or `false` with the scanner anywhere; `coordinates(of:)` then goes back and steps over the
/// value strictly, so that broken JSON is told from a wrong shape.
extension GeoJSONParser {
  /// GeometryCollections inside one another.
  static let collectionLimit = 32

  private typealias Shape = Geometry<FilePosition>

  /// Reads the geometry object at the scanner and steps over it. `nil` when it is empty, or when `fault` is
  /// set afterwards.
  ///
  /// An empty `coordinates` or `geometries` array is no place, like `null` (RFC 7946, section 3.1).
  mutating func geometry(depth: Int, collections: Int = 0) throws(JSONFault) -> Geometry<FilePosition>? {
    var object = GeometryObject(offset: scanner.offset)
    if scanner.opens(closing: UInt8(ascii: "}")) {
      repeat {
        let name = GeoJSONName(try scanner.name())
        try scanner.colon()
        try geometryMember(name, of: &object, depth: depth)
      } while try scanner.comma(orClosing: UInt8(ascii: "}"))
    }
    try finish(&object, depth: depth, collections: collections)
    fault = object.fault
    return object.fault == nil ? object.shape : nil
  }

  /// What is known of a geometry object while its members pass by, in whatever order.
  struct GeometryObject {
    let offset: Int
    var type = GeoJSONType.missing
    var typeOffset = 0
    /// Where the value of `coordinates`, or of `geometries`, starts.
    var coordinates: JSONScanner.Pointer?
    var geometries: JSONScanner.Pointer?
    /// The type `coordinates` has been read as.
    var readAs = GeoJSONType.missing
    var shape: Geometry<FilePosition>?
    var fault: GeoJSONFault?
    var seen: UInt16 = 0
  }

  @inline(__always)
  private mutating func geometryMember(
    _ name: GeoJSONName, of object: inout GeometryObject, depth: Int
  )
    throws(JSONFault)
  {
    note(name, in: &object.seen)
    switch name {
    case .type:
      object.typeOffset = scanner.offset
      object.type = try typeValue(depth: depth)
    case .coordinates:
      object.coordinates = scanner.at
      object.readAs = object.type
      if object.type.hasCoordinates {
        object.shape = try coordinates(of: object.type, depth: depth)
        object.fault = fault
      } else {
        try scanner.skipValue(depth: depth)
      }
    case .geometries:
      object.geometries = scanner.at
      try scanner.skipValue(depth: depth)
    default: try otherMember(name, isFeature: false, depth: depth)
    }
  }

  /// Reads what could not be read before the type was known.
  private mutating func finish(
    _ object: inout GeometryObject, depth: Int, collections: Int
  )
    throws(JSONFault)
  {
    let end = scanner.at
    defer { scanner.at = end }
    if object.type.hasCoordinates {
      guard let start = object.coordinates else {
        object.fault = GeoJSONFault(kind: .noCoordinates, offset: object.offset)
        return
      }
      if object.readAs == object.type { return }
      scanner.at = start
      object.shape = try coordinates(of: object.type, depth: depth)
      object.fault = fault
    } else if object.type == .geometryCollection {
      try finishCollection(&object, depth: depth, collections: collections)
    } else {
      object.fault = object.typeFault
    }
  }

  private mutating func finishCollection(
    _ object: inout GeometryObject, depth: Int, collections: Int
  )
    throws(JSONFault)
  {
    guard let start = object.geometries, start.pointee == UInt8(ascii: "[") else {
      object.fault = GeoJSONFault(kind: .noGeometries, offset: object.offset)
      return
    }
    if collections >= Self.collectionLimit {
      object.fault = GeoJSONFault(kind: .collectionTooDeep, offset: object.offset)
      return
    }
    scanner.at = start
    object.shape = try members(depth: depth, collections: collections)
    object.fault = fault
  }

  /// The members of a collection; empty ones are left out, and `nil` when nothing is left.
  private mutating func members(depth: Int, collections: Int) throws(JSONFault) -> Geometry<FilePosition>? {
    var shapes: [Shape] = []
    var first: GeoJSONFault?
    if scanner.opens(closing: UInt8(ascii: "]")) {
      repeat {
        if scanner.byte == UInt8(ascii: "{") {
          if let shape = try geometry(depth: depth + 2, collections: collections + 1) { shapes.append(shape) }
          first = first ?? fault
        } else {
          first = first ?? GeoJSONFault(kind: .geometryNotObject, offset: scanner.offset)
          try scanner.skipValue(depth: depth + 1)
        }
      } while try scanner.comma(orClosing: UInt8(ascii: "]"))
    }
    fault = first
    return shapes.isEmpty ? nil : .collection(shapes)
  }

  /// The value of a `type` member; anything but a string is unknown.
  @inline(__always)
  mutating func typeValue(depth: Int) throws(JSONFault) -> GeoJSONType {
    if scanner.byte == UInt8(ascii: "\"") { return GeoJSONType(try scanner.string()) }
    try scanner.skipValue(depth: depth)
    return .unknown
  }
}

extension GeoJSONParser.GeometryObject {
  /// The fault of an object whose type is no geometry.
  fileprivate var typeFault: GeoJSONFault {
    switch type {
    case .missing: GeoJSONFault(kind: .geometryWithoutType, offset: offset)
    case .unknown: GeoJSONFault(kind: .unknownGeometry, offset: typeOffset)
    default: GeoJSONFault(kind: .notAGeometry, offset: typeOffset)
    }
  }
}

// MARK: - Coordinates

extension GeoJSONParser {
  /// Reads the value of `coordinates` as `type` asks and steps over it; `nil` when it is empty or `fault` is
  /// set afterwards.
  mutating func coordinates(of type: GeoJSONType, depth: Int) throws(JSONFault) -> Geometry<FilePosition>? {
    let start = scanner.at
    fault = nil
    let shape = shape(of: type)
    if fault == nil { return shape }
    scanner.at = start
    try scanner.skipValue(depth: depth)
    return nil
  }

  @inline(__always)
  private mutating func shape(of type: GeoJSONType) -> Geometry<FilePosition>? {
    if type == .point { return point() }
    return compound(of: type)
  }

  @inline(never)
  private mutating func compound(of type: GeoJSONType) -> Geometry<FilePosition>? {
    switch type {
    case .multiPoint: positions() && !scratch.isEmpty ? .multiPoint(scratch) : nil
    case .lineString: line().flatMap { $0.isEmpty ? nil : .line($0) }
    case .multiLineString:
      list { $0.line() }.flatMap { lines in
        let drawn = lines.filter { !$0.isEmpty }
        return drawn.isEmpty ? nil : .multiLine(drawn)
      }
    case .polygon: polygon().flatMap { $0.exterior.isEmpty ? nil : .polygon($0) }
    default:
      list { $0.polygon() }.flatMap { polygons in
        let drawn = polygons.filter { !$0.exterior.isEmpty }
        return drawn.isEmpty ? nil : .multiPolygon(drawn)
      }
    }
  }

  @inline(__always)
  private mutating func point() -> Geometry<FilePosition>? {
    if scanner.byte == UInt8(ascii: "["), isEmptyArray() { return nil }
    return position().map { .point($0) }
  }

  /// Steps over `[ ]`; anything else stays where it is.
  private mutating func isEmptyArray() -> Bool {
    let start = scanner.at
    if !scanner.opens(closing: UInt8(ascii: "]")) { return true }
    scanner.at = start
    return false
  }

  /// One position. Ordinates after the second are checked and dropped.
  @inline(__always)
  private mutating func position() -> FilePosition? {
    guard scanner.byte == UInt8(ascii: "[") else { return fail(.arrayExpected) }
    let start = scanner.at
    scanner.at += 1
    scanner.skipSpace()
    guard let first = scanner.number() else { return fail(noNumber) }
    scanner.skipSpace()
    guard scanner.byte == UInt8(ascii: ",") else { return fail(.positionTooShort) }
    scanner.at += 1
    scanner.skipSpace()
    guard let second = scanner.number() else { return fail(.numberExpected) }
    scanner.skipSpace()
    if scanner.byte == UInt8(ascii: "]") {
      scanner.at += 1
    } else if !skipOrdinates() {
      return nil
    }
    guard first.isFinite && second.isFinite else { return failTooLarge(start, first) }
    return FilePosition(first, second)
  }

  /// An empty position is short, anything else than a number is wrong.
  private var noNumber: GeoJSONFault.Kind {
    scanner.byte == UInt8(ascii: "]") ? .positionTooShort : .numberExpected
  }

  /// The third and further numbers of a position up to its bracket.
  @inline(never)
  private mutating func skipOrdinates() -> Bool {
    while scanner.byte == UInt8(ascii: ",") {
      scanner.at += 1
      scanner.skipSpace()
      if scanner.number() == nil {
        return isFailed(.numberExpected)
      }
      scanner.skipSpace()
    }
    guard scanner.byte == UInt8(ascii: "]") else {
      return isFailed(.numberExpected)
    }
    scanner.at += 1
    return true
  }

  /// Fills `scratch` with an array of positions.
  @inline(__always)
  private mutating func positions() -> Bool {
    scratch.removeAll(keepingCapacity: true)
    guard scanner.byte == UInt8(ascii: "[") else {
      return isFailed(.arrayExpected)
    }
    guard scanner.opens(closing: UInt8(ascii: "]")) else { return true }
    while true {
      guard let position = position() else { return false }
      scratch.append(position)
      scanner.skipSpace()
      if scanner.byte == UInt8(ascii: ",") {
        scanner.at += 1
        scanner.skipSpace()
        continue
      }
      guard scanner.byte == UInt8(ascii: "]") else {
        return isFailed(.arrayExpected)
      }
      scanner.at += 1
      return true
    }
  }

  /// An array of whatever `element` reads.
  private mutating func list<Element>(_ element: (inout GeoJSONParser) -> Element?) -> [Element]? {
    guard scanner.byte == UInt8(ascii: "[") else { return fail(.arrayExpected) }
    var elements: [Element] = []
    guard scanner.opens(closing: UInt8(ascii: "]")) else { return elements }
    while true {
      guard let next = element(&self) else { return nil }
      elements.append(next)
      scanner.skipSpace()
      if scanner.byte == UInt8(ascii: ",") {
        scanner.at += 1
        scanner.skipSpace()
        continue
      }
      guard scanner.byte == UInt8(ascii: "]") else { return fail(.arrayExpected) }
      scanner.at += 1
      return elements
    }
  }

  /// A line; empty for an empty array.
  private mutating func line() -> [FilePosition]? {
    let start = scanner.offset
    guard positions() else { return nil }
    if scratch.count == 1 { return fail(.lineTooShort, at: start) }
    return Array(scratch)
  }

  /// A ring, closed when it was not.
  private mutating func ring() -> Ring<FilePosition>? {
    let start = scanner.offset
    guard positions() else { return nil }
    guard let first = scratch.first, let last = scratch.last else { return fail(.ringTooShort, at: start) }
    if first != last {
      scratch.append(first)
      closedHere += 1
    }
    return scratch.count < 4 ? fail(.ringTooShort, at: start) : Array(scratch)
  }

  /// A polygon; without exterior for an empty array.
  private mutating func polygon() -> Polygon<FilePosition>? {
    guard scanner.byte == UInt8(ascii: "[") else { return fail(.arrayExpected) }
    if isEmptyArray() { return Polygon(exterior: []) }
    guard var rings = list({ $0.ring() }) else { return nil }
    let exterior = rings.removeFirst()
    return Polygon(exterior: exterior, holes: rings)
  }

  @inline(never)
  private mutating func fail<T>(_ kind: GeoJSONFault.Kind, at offset: Int? = nil) -> T? {
    if fault == nil { fault = GeoJSONFault(kind: kind, offset: offset ?? scanner.offset) }
    return nil
  }

  /// Notes a fault; always `false`.
  @inline(never)
  private mutating func isFailed(_ kind: GeoJSONFault.Kind) -> Bool {
    let nothing: FilePosition? = fail(kind)
    return nothing != nil
  }

  /// Points at the number of the position at `start` that has no finite value.
  @inline(never)
  private mutating func failTooLarge<T>(_ start: JSONScanner.Pointer, _ first: Double) -> T? {
    var again = scanner
    again.at = start
    _ = again.opens(closing: 0)
    if first.isFinite {
      _ = again.number()
      again.skipSpace()
      again.at += 1
      again.skipSpace()
    }
    return fail(.numberTooLarge, at: again.offset)
  }
}

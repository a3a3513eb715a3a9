/// A closed ring: the last position repeats the first. At least four positions when valid.
public typealias Ring<P: Position> = [P]

/// One outer ring and its holes. Nothing is promised about orientation or validity.
public struct Polygon<P: Position>: Sendable, Hashable {
  public var exterior: Ring<P>
  public var holes: [Ring<P>]

  @inlinable public init(exterior: Ring<P>, holes: [Ring<P>] = []) {
    self.exterior = exterior
    self.holes = holes
  }

  /// The outer ring, then the holes.
  @inlinable public var rings: [Ring<P>] { [exterior] + holes }
}

/// Ground: any number of polygons; none means empty ground.
public struct MultiPolygon<P: Position>: Sendable, Hashable {
  public var polygons: [Polygon<P>]

  @inlinable public init(_ polygons: [Polygon<P>] = []) { self.polygons = polygons }

  public var isEmpty: Bool { polygons.isEmpty }

  /// Number of positions over all rings, closing positions included.
  @inlinable public var positionCount: Int {
    polygons.reduce(0) { $0 + $1.holes.reduce($1.exterior.count) { $0 + $1.count } }
  }
}

/// Any geometry GeoJSON knows.
public enum Geometry<P: Position>: Sendable, Hashable {
  case point(P)
  case multiPoint([P])
  case line([P])
  case multiLine([[P]])
  case polygon(Polygon<P>)
  case multiPolygon([Polygon<P>])
  indirect case collection([Geometry<P>])
}

extension Geometry {
  /// The type's name in GeoJSON (RFC 7946, section 1.4).
  public var typeName: String {
    switch self {
    case .point: "Point"
    case .multiPoint: "MultiPoint"
    case .line: "LineString"
    case .multiLine: "MultiLineString"
    case .polygon: "Polygon"
    case .multiPolygon: "MultiPolygon"
    case .collection: "GeometryCollection"
    }
  }

  /// The polygons in it, members of collections included; empty when it holds none.
  public var polygons: [Polygon<P>] {
    switch self {
    case .polygon(let polygon): [polygon]
    case .multiPolygon(let polygons): polygons
    case .collection(let members): members.flatMap(\.polygons)
    default: []
    }
  }

  /// The lines in it, members of collections included; empty when it holds none.
  public var lines: [[P]] {
    switch self {
    case .line(let line): [line]
    case .multiLine(let lines): lines
    case .collection(let members): members.flatMap(\.lines)
    default: []
    }
  }

  /// Calls `body` for every position, in the order they are stored.
  @inlinable public func forEachPosition(_ body: (P) throws -> Void) rethrows {
    switch self {
    case .point(let p): try body(p)
    case .multiPoint(let ps), .line(let ps): try ps.forEach(body)
    case .multiLine(let lines): for line in lines { try line.forEach(body) }
    case .polygon(let polygon): try polygon.forEachPosition(body)
    case .multiPolygon(let polygons): for polygon in polygons { try polygon.forEachPosition(body) }
    case .collection(let members): for member in members { try member.forEachPosition(body) }
    }
  }

  /// The same shape with every position replaced.
  @inlinable public func mapPositions<Q: Position>(_ transform: (P) throws -> Q) rethrows -> Geometry<Q> {
    switch self {
    case .point(let p): .point(try transform(p))
    case .multiPoint(let ps): .multiPoint(try ps.map(transform))
    case .line(let ps): .line(try ps.map(transform))
    case .multiLine(let lines): .multiLine(try lines.map { try $0.map(transform) })
    case .polygon(let polygon): .polygon(try polygon.mapPositions(transform))
    case .multiPolygon(let polygons): .multiPolygon(try polygons.map { try $0.mapPositions(transform) })
    case .collection(let members): .collection(try members.map { try $0.mapPositions(transform) })
    }
  }

  /// The smallest box around it; `nil` when it has no position.
  @inlinable public var bounds: Box<P>? {
    var box: Box<P>?
    forEachPosition { p in
      if box == nil { box = Box(p) } else { box?.extend(to: p) }
    }
    return box
  }
}

extension Polygon {
  @inlinable public func forEachPosition(_ body: (P) throws -> Void) rethrows {
    try exterior.forEach(body)
    for hole in holes { try hole.forEach(body) }
  }

  @inlinable public func mapPositions<Q: Position>(_ transform: (P) throws -> Q) rethrows -> Polygon<Q> {
    Polygon<Q>(exterior: try exterior.map(transform), holes: try holes.map { try $0.map(transform) })
  }
}

extension MultiPolygon {
  @inlinable public func mapPositions<Q: Position>(_ transform: (P) throws -> Q) rethrows -> MultiPolygon<Q> {
    MultiPolygon<Q>(try polygons.map { try $0.mapPositions(transform) })
  }

  /// The smallest box around it; `nil` when it is empty.
  @inlinable public var bounds: Box<P>? { Geometry.multiPolygon(polygons).bounds }

  /// As GeoJSON would write it: `polygon` when there is exactly one, else `multiPolygon`.
  public var geometry: Geometry<P> {
    polygons.count == 1 ? .polygon(polygons[0]) : .multiPolygon(polygons)
  }
}

/// A box with sides along the axes; both edges belong to it.
public struct Box<P: Position>: Sendable, Hashable {
  public var minimum: P
  public var maximum: P

  @inlinable public init(_ p: P) {
    minimum = p
    maximum = p
  }

  @inlinable public init(minimum: P, maximum: P) {
    self.minimum = minimum
    self.maximum = maximum
  }

  @inlinable public mutating func extend(to p: P) {
    minimum = P(min(minimum.first, p.first), min(minimum.second, p.second))
    maximum = P(max(maximum.first, p.first), max(maximum.second, p.second))
  }

  @inlinable public mutating func extend(to other: Box<P>) {
    extend(to: other.minimum)
    extend(to: other.maximum)
  }

  @inlinable public func contains(_ p: P) -> Bool {
    p.first >= minimum.first && p.first <= maximum.first
      && p.second >= minimum.second && p.second <= maximum.second
  }

  @inlinable public func intersects(_ other: Box<P>) -> Bool {
    minimum.first <= other.maximum.first && maximum.first >= other.minimum.first
      && minimum.second <= other.maximum.second && maximum.second >= other.minimum.second
  }

  /// Grown by `margin` on every side, in the units of the frame.
  @inlinable public func grown(by margin: Double) -> Box<P> {
    Box(
      minimum: P(minimum.first - margin, minimum.second - margin),
      maximum: P(maximum.first + margin, maximum.second + margin))
  }

  @inlinable public var width: Double { maximum.first - minimum.first }
  @inlinable public var height: Double { maximum.second - minimum.second }
  @inlinable public var centre: P {
    P((minimum.first + maximum.first) / 2, (minimum.second + maximum.second) / 2)
  }
}

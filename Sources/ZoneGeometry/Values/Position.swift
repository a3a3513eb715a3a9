/// A pair of coordinates in a named frame; the frame is the type, so frames cannot be mixed.
///
/// `first` grows eastwards and `second` northwards in every conformer, whatever order a file or an
/// authority prefers.
public protocol Position: Sendable, Hashable {
  var first: Double { get }
  var second: Double { get }
  init(_ first: Double, _ second: Double)
}

extension Position {
  /// Both coordinates are finite numbers.
  @inlinable public var isFinite: Bool { first.isFinite && second.isFinite }
}

/// WGS 84 longitude and latitude in degrees, longitude first (RFC 7946, section 3.1.1).
public struct LonLat: Position {
  public var lon: Double
  public var lat: Double

  @inlinable public init(_ lon: Double, _ lat: Double) {
    self.lon = lon
    self.lat = lat
  }

  @inlinable public var first: Double { lon }
  @inlinable public var second: Double { lat }
}

/// Metres east and north in one plane; only points of the same plane may be compared.
public struct PlanePoint: Position {
  public var x: Double
  public var y: Double

  @inlinable public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  @inlinable public var first: Double { x }
  @inlinable public var second: Double { y }

  /// Straight distance in metres.
  @inlinable public func distance(to other: PlanePoint) -> Double {
    ((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)).squareRoot()
  }
}

/// Coordinates as a file states them (east or longitude first), in the file's own datum: degrees of WGS 84,
/// GCJ-02 or BD-09, or metres of a projected system.
public struct FilePosition: Position {
  public var first: Double
  public var second: Double

  @inlinable public init(_ first: Double, _ second: Double) {
    self.first = first
    self.second = second
  }
}

/// What can go wrong when geometry is measured or transformed.
public enum GeometryError: Error, Sendable, Hashable {
  /// GEOS failed: the function's name and its own words.
  case engine(function: String, message: String)
  /// PROJ failed: the coordinate systems asked for and its own words.
  case projection(from: String, to: String, message: String)
  /// A coordinate is outside the area where the transformation is defined.
  case outOfRange(first: Double, second: Double, system: String)
  /// No coordinate system of that name or code is known.
  case unknownSystem(String)
}

extension GeometryError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .engine(let function, let message): "GEOS failed in \(function): \(message)"
    case .projection(let from, let to, let message): "PROJ cannot go from \(from) to \(to): \(message)"
    case .outOfRange(let first, let second, let system):
      "the position \(first), \(second) cannot be expressed in \(system)"
    case .unknownSystem(let name): "unknown coordinate system \(name)"
    }
  }
}

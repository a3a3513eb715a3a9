/// How long it takes from one place to another.
public enum TravelTimes: Sendable, Hashable {
  /// Straight lines between points of a plane whose unit is the problem's unit of time.
  case euclidean([SweepPoint], TravelRounding)
  /// A table, row by row: `times[from * places + to]`. It need not be symmetric, and the way from a place to
  /// itself counts as the table says (two stops may share a place).
  case matrix([Double], places: Int)

  /// How many places there are.
  public var places: Int {
    switch self {
    case .euclidean(let points, _): points.count
    case .matrix(_, let places): places
    }
  }

  /// Whether no way round by a third place is shorter than the direct one. Rounding can break that, and a table
  /// need not keep it.
  var keepsTriangles: Bool {
    if case .euclidean(_, .none) = self { true } else { false }
  }

  /// The time from one place to another, both counted from 0.
  public func time(from: Int, to: Int) -> Double {
    switch self {
    case .euclidean(let points, let rounding):
      let (dx, dy) = (points[from].x - points[to].x, points[from].y - points[to].y)
      return rounding.round((dx * dx + dy * dy).squareRoot())
    case .matrix(let times, let places): return times[from * places + to]
    }
  }
}

/// A point of the plane that straight-line travel is measured in.
public struct SweepPoint: Sendable, Hashable {
  public var x: Double
  public var y: Double

  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// How straight-line distances are rounded; benchmark sets differ in it.
public enum TravelRounding: String, Sendable, CaseIterable {
  case none
  /// To the nearest integer, halves up (TSPLIB's EUC_2D).
  case nearest
  /// Cut to one decimal (the DIMACS convention for time windows).
  case oneDecimal = "trunc1"
  /// Cut to two decimals.
  case twoDecimals = "trunc2"

  func round(_ distance: Double) -> Double {
    // what is a whole number of tenths must not fall to the tenth below through its last bit
    switch self {
    case .none: distance
    case .nearest: (distance + 0.5).rounded(.down)
    case .oneDecimal: (distance * 10 + 1e-9).rounded(.down) / 10
    case .twoDecimals: (distance * 100 + 1e-9).rounded(.down) / 100
    }
  }
}

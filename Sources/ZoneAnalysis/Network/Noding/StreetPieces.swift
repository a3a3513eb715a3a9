public import ZoneGeometry

/// Lines cut into the pieces of street between crossings, all of them joined to one network.
///
/// Lines meet where they share a point (within half a metre), where a point of one lies on another, and where they
/// cross; of lines that are drawn as a network already (``Line/isNetwork``) only the first and, for their ends, the
/// second counts: one that crosses another may be a bridge. Ground that two lines run along is one piece of both.
public struct StreetPieces: Sendable {
  /// A line as it was drawn.
  public struct Line: Sendable {
    public var points: [PlanePoint]
    /// Whom it belongs to; `nil`: nobody, it is only a way.
    public var owner: Int?
    /// Only from the first point to the last.
    public var isOneWay: Bool
    /// Whether it was drawn with a point at every crossing.
    public var isNetwork: Bool

    public init(_ points: [PlanePoint], owner: Int? = nil, isOneWay: Bool = false, isNetwork: Bool = false) {
      self.points = points
      self.owner = owner
      self.isOneWay = isOneWay
      self.isNetwork = isNetwork
    }
  }

  /// A piece between two crossings.
  public struct Piece: Sendable {
    public var from: Int
    public var to: Int
    /// At least two; the first lies at `from`.
    public var points: [PlanePoint]
    /// Ascending; empty: only a way.
    public var owners: [Int]
    /// Only from `from` to `to`.
    public var isOneWay: Bool
    /// Not drawn by anybody: a straight way between parts of the network.
    public var isLink: Bool
  }

  public private(set) var pieces: [Piece] = []
  /// How many crossings and ends there are.
  public private(set) var nodes = 0
  /// The crossing at which each place stands.
  public private(set) var places: [Int] = []
  /// Parts that did not hang together before they were joined.
  public private(set) var parts = 0

  /// - Parameters:
  ///   - places: points that must be on the network: each is joined to the nearest line.
  ///   - reach: metres of the longest straight way that joins anything.
  /// - Complexity: near linear in the points of all lines, as long as few lie close together.
  public init(_ lines: [Line], places: [PlanePoint], reach: Double = .infinity) {
    var mesh = StreetMesh(lines)
    let anchors = places.map { mesh.anchor($0, reach: reach) }
    parts = StreetLinks.join(&mesh, anchors, reach: reach)
    let chains = StreetChains(mesh, keeping: anchors)
    pieces = chains.pieces
    nodes = chains.nodes
    self.places = anchors.map { chains.node(of: $0) }
  }
}

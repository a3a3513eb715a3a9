internal import ZoneGeometry

/// Deals the faces between boundaries out to zones; the rules are those of ``TilingRepair``.
struct FaceSharing {
  private let faces: TilingFaces
  private let isDamaged: [Bool]
  private let cuts: Bool
  /// Square metres of each face.
  private var areas: [Double] = []
  /// The zone each face goes to.
  private var owners: [Int?]
  /// Per zone the square metres of the faces it claims, and of those that it alone claims.
  private(set) var claimed: [Double]
  private var undisputed: [Double]
  private(set) var transfers: [TilingRepair.Transfer] = []
  /// Zones that got or lost ground.
  private(set) var changed: Set<Int> = []

  /// Metres: a border is longer than another by so much, or the two are equal.
  private static let nearness = 1e-3

  init(_ faces: TilingFaces, damaged: [Int], cuts: Bool, zones: Int) {
    self.faces = faces
    self.cuts = cuts
    var isDamaged = [Bool](repeating: false, count: zones)
    for zone in damaged { isDamaged[zone] = true }
    self.isDamaged = isDamaged
    owners = [Int?](repeating: nil, count: faces.faces.count)
    claimed = [Double](repeating: 0, count: zones)
    undisputed = claimed
  }

  /// The damaged zones that claim a face. Claims of others are dust beside ground that is theirs alone.
  private func claims(_ face: Int) -> [Int] { faces.claims[face].filter { isDamaged[$0] } }

  mutating func measure(_ grid: DecimalGrid, _ plane: Plane) throws {
    for face in faces.faces.indices {
      let area = try plane.area(of: grid.inverse(MultiPolygon([faces.faces[face]])))
      areas.append(area)
      let claims = claims(face)
      for zone in claims { claimed[zone] += area }
      if claims.count == 1 { undisputed[claims[0]] += area }
    }
  }

  mutating func assign(_ grid: DecimalGrid, _ plane: Plane) throws {
    assignUndisputed()
    let settled = owners
    for face in faces.faces.indices where owners[face] == nil && claims(face).count > 1 && isWanted(face) {
      owners[face] = try winner(of: face, settled, grid, plane)
      for zone in claims(face) where zone != owners[face] {
        move(face, from: zone, to: owners[face], .overlap)
      }
    }
    let owned = owners
    for face in faces.faces.indices where faces.claims[face].isEmpty && faces.isInside[face] {
      let borders = try borders(of: face, owned, grid, plane)
      guard let best = first(of: borders.keys.sorted(), longest: borders) else { continue }
      owners[face] = best
      move(face, from: nil, to: best, .gap)
    }
  }

  private func isWanted(_ face: Int) -> Bool { !cuts || faces.isInside[face] }

  private mutating func assignUndisputed() {
    for face in faces.faces.indices {
      let claims = claims(face)
      if !isWanted(face) {
        for zone in claims { move(face, from: zone, to: nil, .outsideOutline) }
      } else if claims.count == 1 {
        owners[face] = claims[0]
      }
    }
  }

  private mutating func move(_ face: Int, from: Int?, to: Int?, _ reason: TilingRepair.Reason) {
    transfers.append(TilingRepair.Transfer(from: from, to: to, area: areas[face], reason: reason))
    if let from { changed.insert(from) }
    if let to, reason == .gap { changed.insert(to) }
  }

  private func winner(
    of face: Int, _ owners: [Int?], _ grid: DecimalGrid, _ plane: Plane
  ) throws -> Int? {
    let claims = claims(face)
    let threatened = claims.filter { undisputed[$0] < claimed[$0] / 2 }
    if let smallest = threatened.min(by: { (claimed[$0], $0) < (claimed[$1], $1) }) { return smallest }
    return first(of: claims, longest: try borders(of: face, owners, grid, plane))
  }

  /// Metres of border with each zone that owns a face beside it.
  private func borders(
    of face: Int, _ owners: [Int?], _ grid: DecimalGrid, _ plane: Plane
  ) throws -> [Int: Double] {
    var borders: [Int: Double] = [:]
    for (neighbour, edge) in faces.neighbours(of: face) {
      guard let owner = owners[neighbour] else { continue }
      let (a, b) = (try plane.forward(grid.inverse(edge.from)), try plane.forward(grid.inverse(edge.to)))
      borders[owner, default: 0] += a.distance(to: b)
    }
    return borders
  }

  private func first(of zones: [Int], longest borders: [Int: Double]) -> Int? {
    guard let most = zones.map({ borders[$0] ?? 0 }).max() else { return nil }
    return zones.filter { (borders[$0] ?? 0) >= most - Self.nearness }
      .min { (claimed[$0], $0) < (claimed[$1], $1) }
  }

  /// The faces of each zone that has any.
  var facesByOwner: [Int: [Int]] {
    Dictionary(grouping: owners.indices.filter { owners[$0] != nil }) { owners[$0] ?? 0 }
  }
}

internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

/// What of the ground a map shows.
struct HeatBounds {
  let box: Box<PlanePoint>
  /// Cells beyond it.
  let left: Int

  /// Beyond so many times the size of the zones, or of where nearly all cells are, cells are mistakes of
  /// coordinates: shown, they would shrink the city to a dot.
  private static let farOut = 3.0

  init(cells: [PlanePoint], size: Double, zones: Box<PlanePoint>?) {
    // what claims to be farther from the plane's origin than anything on earth is on no map
    let placed = cells.filter { abs($0.x) < 1e8 && abs($0.y) < 1e8 }
    let whole = Self.box(of: placed)?.grown(by: size)
    let core = zones ?? Self.core(of: placed)?.grown(by: size)
    var box = core ?? whole ?? Box(PlanePoint(0, 0))
    if let whole {
      var joint = box
      joint.extend(to: whole)
      if Self.size(joint) <= Self.farOut * Self.size(box) { box = joint }
    }
    box = box.grown(by: 0.02 * Self.size(box))
    self.box = box
    left = cells.count { !box.contains($0) }
  }

  private static func size(_ box: Box<PlanePoint>) -> Double { max(box.width, box.height) }

  private static func box(of points: [PlanePoint]) -> Box<PlanePoint>? {
    guard let first = points.first else { return nil }
    return points.reduce(into: Box(first)) { $0.extend(to: $1) }
  }

  /// The box of all but the hundredth farthest out on each side.
  private static func core(of points: [PlanePoint]) -> Box<PlanePoint>? {
    guard !points.isEmpty else { return nil }
    let xs = points.map(\.x).sorted()
    let ys = points.map(\.y).sorted()
    let cut = points.count / 100
    return Box(
      minimum: PlanePoint(xs[cut], ys[cut]),
      maximum: PlanePoint(xs[points.count - 1 - cut], ys[points.count - 1 - cut]))
  }
}

extension HeatGround {
  /// What the map shows: its zones, or the cells and the zones around them.
  func bounds() -> HeatBounds {
    let shown = kind == nil ? around : map.zones?.zones.filter { $0.kind == kind } ?? []
    let cells = map.cells.compactMap { $0.place.map(grid.centre(of:)) }
    return HeatBounds(cells: cells, size: grid.size, zones: box(of: shown))
  }

  private func box(of zones: [Zone]) -> Box<PlanePoint>? {
    var box: Box<PlanePoint>?
    for zone in zones {
      guard let bounds = zone.boundary.geometry.bounds else { continue }
      let (low, high) = (bounds.minimum, bounds.maximum)
      let corners = [low, high, LonLat(low.lon, high.lat), LonLat(high.lon, low.lat)]
      for p in corners.compactMap({ try? plane.forward($0) }) where abs(p.x) < 1e8 && abs(p.y) < 1e8 {
        if box == nil { box = Box(p) } else { box?.extend(to: p) }
      }
    }
    return box
  }
}

internal import ZoneAnalysis
internal import ZoneGeometry

/// Puts places on a grid: images to within a millimetre, but always in the cell the projection itself gives.
struct GriddedPlaces {
  private let plane: Plane
  private let grid: Grid

  init(_ plane: Plane, _ grid: Grid) {
    self.plane = plane
    self.grid = grid
  }

  /// Metres of the plane; what it cannot hold is not a number.
  func images(_ lons: [Double], _ lats: [Double]) -> (xs: [Double], ys: [Double]) {
    guard let patches = patches(lons, lats) else { return plane.forward(lons: lons, lats: lats) }
    var xs = lons
    var ys = lats
    for i in lons.indices {
      if let near = patches.forward(lons[i], lats[i]), isSure(near.x, near.y) {
        xs[i] = near.x
        ys[i] = near.y
      } else {
        let exact = try? plane.forward(LonLat(lons[i], lats[i]))
        xs[i] = exact?.x ?? .nan
        ys[i] = exact?.y ?? .nan
      }
    }
    return (xs, ys)
  }

  private func patches(_ lons: [Double], _ lats: [Double]) -> PlanePatches? {
    guard let west = lons.min(), let east = lons.max(), let south = lats.min(), let north = lats.max() else {
      return nil
    }
    let box = Box(minimum: LonLat(west, south), maximum: LonLat(east, north))
    return PlanePatches(plane, box: box, places: lons.count)
  }

  /// Whether everything nearer than the error lies in one cell: cells are convex, so it does when the corners
  /// of the square around it do.
  @inline(__always)
  private func isSure(_ x: Double, _ y: Double) -> Bool {
    let reach = 2 * PlanePatches.error
    guard abs(x) < 1e8, abs(y) < 1e8 else { return false }
    let cell = grid.cell(at: PlanePoint(x - reach, y - reach))
    return cell == grid.cell(at: PlanePoint(x + reach, y + reach))
      && cell == grid.cell(at: PlanePoint(x - reach, y + reach))
      && cell == grid.cell(at: PlanePoint(x + reach, y - reach))
  }
}

internal import ZoneAnalysis
internal import ZoneGeometry

/// Puts places on a grid: images to within a millimetre, but always in the cell the projection itself gives.
///
/// Lives in one task.
final class GriddedPlaces {
  private let plane: Plane
  private let grid: Grid
  private let patches: PlanePatches?

  private init(_ plane: Plane, _ grid: Grid, _ patches: PlanePatches?) {
    self.plane = plane
    self.grid = grid
    self.patches = patches
  }

  /// Metres of a plane; what it cannot hold is not a number.
  ///
  /// - Parameter threads: so many project; the images are the same.
  static func images(
    _ lons: [Double], _ lats: [Double], in plane: Plane, _ grid: Grid, threads: Int
  ) throws -> (xs: [Double], ys: [Double]) {
    let patches = patches(lons, lats, plane)
    let definition = plane.definition
    let chunks = Chunks(lons.count, size: 1 << 15)
    let images = try Workers(threads: threads) {
      GriddedPlaces(try Plane.named(definition), grid, patches)
    } work: { places, number in
      places.images(Array(lons[chunks[number]]), Array(lats[chunks[number]]))
    }.results(chunks.count)
    return (images.flatMap(\.xs), images.flatMap(\.ys))
  }

  private func images(_ lons: [Double], _ lats: [Double]) -> Images {
    guard let patches else {
      let (xs, ys) = plane.forward(lons: lons, lats: lats)
      return Images(xs: xs, ys: ys)
    }
    var images = Images(xs: lons, ys: lats)
    for i in lons.indices {
      if let near = patches.forward(lons[i], lats[i]), isSure(near.x, near.y) {
        images.xs[i] = near.x
        images.ys[i] = near.y
      } else {
        let exact = try? plane.forward(LonLat(lons[i], lats[i]))
        images.xs[i] = exact?.x ?? .nan
        images.ys[i] = exact?.y ?? .nan
      }
    }
    return images
  }

  private struct Images: Sendable {
    var xs: [Double]
    var ys: [Double]
  }

  private static func patches(_ lons: [Double], _ lats: [Double], _ plane: Plane) -> PlanePatches? {
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

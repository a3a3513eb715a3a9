internal import ZoneAnalysis
internal import ZoneGeometry

/// Puts places on a grid: images to within a millimetre, but always in the cell the projection itself gives.
struct GriddedPlaces: Sendable {
  private let patches: PlanePatches
  private let grid: Grid

  /// Metres of a plane; what it cannot hold is not a number.
  ///
  /// - Parameter threads: so many interpolate; the images are the same.
  static func images(
    _ lons: [Double], _ lats: [Double], in plane: Plane, _ grid: Grid, threads: Int
  ) throws -> (xs: [Double], ys: [Double]) {
    guard let patches = patches(lons, lats, plane) else { return plane.forward(lons: lons, lats: lats) }
    let places = GriddedPlaces(patches: patches, grid: grid)
    let chunks = Chunks(lons.count, size: 1 << 15)
    let parts = try Workers(threads: threads) {
    } work: { _, number in
      places.images(lons, lats, chunks[number])
    }.results(chunks.count)
    var (xs, ys) = (parts.flatMap(\.xs), parts.flatMap(\.ys))
    // a plane of PROJ's takes longer to make than these few places to project
    for i in parts.flatMap(\.doubtful) {
      let exact = try? plane.forward(LonLat(lons[i], lats[i]))
      xs[i] = exact?.x ?? .nan
      ys[i] = exact?.y ?? .nan
    }
    return (xs, ys)
  }

  private struct Images: Sendable {
    var xs: [Double] = []
    var ys: [Double] = []
    /// Numbers of places of which only the projection says in which cell they lie.
    var doubtful: [Int] = []
  }

  private func images(_ lons: [Double], _ lats: [Double], _ range: Range<Int>) -> Images {
    var images = Images()
    images.xs.reserveCapacity(range.count)
    images.ys.reserveCapacity(range.count)
    for i in range {
      let near = patches.forward(lons[i], lats[i])
      if !(near.map { isSure($0.x, $0.y) } ?? false) { images.doubtful.append(i) }
      images.xs.append(near?.x ?? .nan)
      images.ys.append(near?.y ?? .nan)
    }
    return images
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

internal import ZoneAnalysis
internal import ZoneGeometry

/// Makes the cells of a heatmap from what was counted in them.
struct CellDrawer: Sendable {
  let grid: Grid
  let order: [GridCell]
  let bins: [Histogram.Bin]
  let binOfCell: [GridCell: Histogram.Bin]
  let looks: [GridCell: Int]?
  let densities: [GridCell: Double]?
  /// Whether each cell's bin has its place in the order.
  let isInOrder: Bool
  /// Whether observations are counted.
  let isLooks: Bool

  /// The cells at some places of the order.
  func cells(_ places: Range<Int>, in plane: Plane) throws -> [Heatmap.Cell] {
    let outlines = try CellOutlines(Array(order[places]), of: grid, in: plane)
    return places.map { place in
      let cell = order[place]
      let bin = isInOrder ? bins[place] : binOfCell[cell]
      let seen = looks.map { $0[cell] ?? 0 }
      return Heatmap.Cell(
        id: grid.id(of: cell), outline: .polygon(outlines.outline(place - places.lowerBound)),
        count: isLooks ? seen ?? 0 : bin?.count ?? 0,
        weight: isLooks ? Double(seen ?? 0) : bin?.weight ?? 0, observations: seen,
        density: densities.map { $0[cell] ?? 0 }, place: cell)
    }
  }
}

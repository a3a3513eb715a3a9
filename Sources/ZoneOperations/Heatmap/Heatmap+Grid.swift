internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

extension Heatmap {
  mutating func count(_ points: HeatPoints, _ threads: Int) throws {
    guard let middle = points.middle else { return }
    let definition = options.plane ?? .grid(at: middle)
    plane = definition
    let plane = try Plane.named(definition)
    let grid = Grid(shape: options.shape, size: options.cell)
    let (xs, ys) =
      options.kernel == nil
      ? try GriddedPlaces.images(points.lons, points.lats, in: plane, grid, threads: threads)
      : plane.forward(lons: points.lons, lats: points.lats)
    let placed = xs.indices.filter { xs[$0].isFinite && ys[$0].isFinite }
    let isWhole = placed.count == xs.count
    let x = isWhole ? xs : placed.map { xs[$0] }
    let y = isWhole ? ys : placed.map { ys[$0] }
    let weights = points.weights.map { weights in isWhole ? weights : placed.map { weights[$0] } }
    let histogram = Histogram(grid: grid, x: x, y: y, weights: weights)
    let looks = options.measure == .findings ? nil : Self.looks(points.looks, grid, plane)
    try checkKernel(x, y)
    let density = options.kernel.map { KernelDensity(grid: grid, bandwidth: $0, x: x, y: y) }
    used = options.measure == .observations ? points.looks.count : x.count
    unused += xs.count - placed.count
    try fill(grid, plane.definition, histogram, looks, density, threads)
  }

  /// A kernel fills all cells around each point: some millions are a map, some hundred millions a mistake.
  private func checkKernel(_ xs: [Double], _ ys: [Double]) throws {
    guard let kernel = options.kernel, let west = xs.min(), let east = xs.max(), let south = ys.min(),
      let north = ys.max()
    else { return }
    let cell = options.cell
    let extent = (east - west + 2 * kernel) * (north - south + 2 * kernel) / (cell * cell)
    let discs = Double(xs.count) * .pi * (kernel / cell) * (kernel / cell)
    let cells = min(extent, discs)
    guard cells > 10_000_000 else { return }
    let millions = Int(cells / 1e6)
    throw Problem(
      .usage,
      Phrase(
        "a kernel of \(Int(kernel)) m on cells of \(PropertyValue.text(of: cell)) m fills up to \(millions) million cells",
        zh: "\(PropertyValue.text(of: cell)) 米网格上 \(Int(kernel)) 米的核密度将产生多达 \(millions) 百万个网格"),
      hint: Phrase(
        "take a larger --cell or a smaller --kernel; 10 million cells are the most",
        zh: "请增大 --cell 或减小 --kernel；最多一千万个网格"))
  }

  /// Observations in each cell; a track counts once in each cell it passes.
  private static func looks(_ looks: [[LonLat]], _ grid: Grid, _ plane: Plane) -> [GridCell: Int] {
    var counts: [GridCell: Int] = [:]
    for look in looks {
      let points = look.compactMap { try? plane.forward($0) }
      var cells: Set<GridCell> = Set(points.prefix(1).map(grid.cell(at:)))
      for (a, b) in zip(points, points.dropFirst()) {
        let steps = max(1, min(10_000, Int((a.distance(to: b) / grid.size * 4).rounded(.up))))
        for step in 1...steps {
          let t = Double(step) / Double(steps)
          cells.insert(grid.cell(at: PlanePoint(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y))))
        }
      }
      for cell in cells { counts[cell, default: 0] += 1 }
    }
    return counts
  }

  private mutating func fill(
    _ grid: Grid, _ plane: PlaneDefinition, _ histogram: Histogram, _ looks: [GridCell: Int]?,
    _ density: KernelDensity?, _ threads: Int
  ) throws {
    var bins: [GridCell: Histogram.Bin] = [:]
    if looks != nil || density != nil {
      bins = Dictionary(uniqueKeysWithValues: histogram.bins.map { ($0.cell, $0) })
    }
    let values = density.map {
      Dictionary(uniqueKeysWithValues: $0.values.map { ($0.cell, $0.perSquareKilometre) })
    }
    var order = histogram.bins.map(\.cell)
    let more = Set(looks?.keys.filter { bins[$0] == nil } ?? []).union(
      values?.keys.filter { bins[$0] == nil } ?? [])
    if !more.isEmpty { order = (order + more).sorted() }
    let drawing = CellDrawer(
      grid: grid, order: order, bins: histogram.bins, binOfCell: bins, looks: looks, densities: values,
      isInOrder: bins.isEmpty && more.isEmpty, isLooks: options.measure == .observations)
    let chunks = Chunks(order.count, size: 1 << 12)
    cells = try Workers(threads: threads) {
      try Plane.named(plane)
    } work: { plane, number in
      try drawing.cells(chunks[number], in: plane)
    }.results(chunks.count).flatMap { $0 }
  }
}

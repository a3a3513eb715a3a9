public import ZoneAnalysis
internal import ZoneFormats
public import ZoneGeometry
public import ZoneModel

/// What a heatmap counts.
public enum HeatMeasure: String, Sendable, CaseIterable {
  case findings, observations
  /// Findings per observation.
  case rate
}

public struct HeatmapOptions: Sendable {
  /// Metres: the side of a square cell, the distance between the middles of neighbouring hexagons.
  public var cell = 100.0
  public var shape = CellShape.square
  public var measure = HeatMeasure.findings
  /// Bandwidth in metres of a kernel density; `nil`: counts alone.
  public var kernel: Double?
  /// Zones instead of cells.
  public var isByZone = false
  /// `nil`: the grid plane of the data's middle.
  public var plane: PlaneDefinition?
  public var window = TimeWindow.always
  /// Shrinks rates towards the mean of all cells, or of a zone's kind: the less was seen, the further.
  public var smooths = false

  public init() {}
}

/// Findings and observations on a grid, or by zone.
public struct Heatmap: Sendable {
  public struct Cell: Sendable {
    public var id: String
    public var outline: Geometry<LonLat>
    public var count: Int
    /// Severities added up (1 where a finding states none).
    public var weight: Double
    public var observations: Int?
    /// Findings per km² by the kernel.
    public var density: Double?
    /// In a heatmap by zone: its number in `zones`.
    public var zone: Int?
    /// The rate shrunk towards the mean, where that was asked for; `nil` without observations: where nobody
    /// looked, others' findings say nothing.
    public var smoothed: Double?

    /// Findings per observation; `nil` without observations.
    public var rate: Double? {
      guard let observations, observations > 0 else { return nil }
      return Double(count) / Double(observations)
    }
  }

  public var cells: [Cell] = []
  public var plane: PlaneDefinition?
  public var options: HeatmapOptions
  /// Points that were counted.
  public var used = 0
  /// Points the plane cannot hold, or outside the window.
  public var unused = 0
  public var zones: ZoneSet?
  public var rejections: [Rejection] = []
}

/// Counts findings and observations on a fixed grid or by zone.
///
/// - Parameter threads: so many read, project and draw. The cells are the same.
/// - Throws: `Problem` when an input cannot be used at all.
public func drawHeatmap(
  _ options: InputOptions, _ heat: HeatmapOptions, threads: Int = 1, reporter: Reporter = .silent
) throws -> Heatmap {
  var points = HeatPoints()
  var map = Heatmap(options: heat)
  if heat.measure == .findings {
    map.unused = try points.stream(options, heat, threads: threads, reporter, rejections: &map.rejections)
  } else {
    // inspectors' findings are observations too, so that they must be at hand
    let findings =
      options.findings.isEmpty
      ? nil : try loadFindings(options, reporter: reporter).windowed(heat.window, options.time)
    let observations = try loadObservations(
      options, findings: findings?.set, threads: threads, reporter: reporter)
    map.rejections = (findings?.set.rejections ?? []) + observations.rejections
    map.unused = findings?.left ?? 0
    if let findings, heat.measure != .observations { points.add(findings.set) }
    points.look(observations.observations, heat.window)
  }
  if heat.isByZone {
    try map.count(points, by: loadZones(options, threads: threads, reporter: reporter), threads)
  } else {
    try map.count(points, threads)
  }
  if heat.smooths { map.smooth() }
  return map
}

extension FindingSet {
  /// The findings whose time lies in a window (in an unbounded one all), and how many were left out.
  fileprivate func windowed(_ window: TimeWindow, _ time: TimeText) -> (set: FindingSet, left: Int) {
    guard window.isBounded else { return (self, 0) }
    let kept = (0..<count).filter { i in text("time", i).flatMap(time.instant).map(window.contains) ?? false }
    return (subset(kept), count - kept.count)
  }
}

/// The points to be counted, in degrees.
private struct HeatPoints {
  var lons: [Double] = []
  var lats: [Double] = []
  var weights: [Double]?
  /// Where people looked, one list of places an observation.
  var looks: [[LonLat]] = []

  /// Adds the findings of all files, part by part: their text is not kept.
  ///
  /// - Returns: how many lie outside the window.
  mutating func stream(
    _ options: InputOptions, _ heat: HeatmapOptions, threads: Int, _ reporter: Reporter,
    rejections: inout [Rejection]
  ) throws -> Int {
    var left = 0
    var joint = FindingJoint()
    try inOrder(
      threads: threads, source: FindingStream(options, threads: threads), take: { try $0.cut() },
      worker: { FindingReader(options) },
      work: { reader, piece in HeatPart(try reader.read(piece), heat.window, options.time) },
      use: { part in
        var source = part.source
        try joint.join(&source)
        source.tell(reporter)
        rejections += source.findings.rejections
        left += part.left
        add(part.lons, part.lats, part.weights)
      })
    try joint.finish(options)
    return left
  }

  mutating func add(_ findings: FindingSet) { add(findings.lons, findings.lats, findings.weights) }

  private mutating func add(_ lons: [Double], _ lats: [Double], _ severities: [Double]?) {
    let before = self.lons.count
    self.lons += lons
    self.lats += lats
    if severities != nil, weights == nil { weights = [Double](repeating: 1, count: before) }
    guard weights != nil else { return }
    weights?.append(contentsOf: severities ?? [Double](repeating: 1, count: lons.count))
  }

  mutating func look(_ observations: [Observation], _ window: TimeWindow) {
    for observation in observations where observation.access == .granted {
      guard observation.time.map({ window.contains($0.upperBound) }) ?? !window.isBounded else {
        continue
      }
      switch observation.trace {
      case .visit(let p): looks.append([p])
      case .track(let lines, _): looks.append(lines.flatMap { $0 })
      }
    }
  }

  /// The plane grids lie in: that of the middle of all points.
  var middle: LonLat? {
    var box: Box<LonLat>?
    func add(_ p: LonLat) { if box == nil { box = Box(p) } else { box?.extend(to: p) } }
    if let west = lons.min(), let east = lons.max(), let south = lats.min(), let north = lats.max() {
      box = Box(minimum: LonLat(west, south), maximum: LonLat(east, north))
    }
    for look in looks { look.forEach(add) }
    return box?.centre
  }
}

/// What a part of the findings gives a heatmap; its text is not kept.
private struct HeatPart: Sendable {
  let source: FindingPart
  let lons, lats: [Double]
  let weights: [Double]?
  /// Findings outside the window.
  let left: Int

  init(_ part: FindingPart, _ window: TimeWindow, _ time: TimeText) {
    let kept = part.findings.windowed(window, time)
    (lons, lats, weights, left) = (kept.set.lons, kept.set.lats, kept.set.weights, kept.left)
    var source = part
    source.findings.forgetLayers()
    self.source = source
  }
}

extension FindingSet {
  /// Severity a finding, 1 where it states none; `nil` when none states one.
  var weights: [Double]? {
    numbers("severity")?.map { $0.isNaN ? 1 : max(0, $0) }
  }
}

// MARK: - Smoothing

extension Heatmap {
  /// - Source: ``EmpiricalBayes``.
  fileprivate mutating func smooth() {
    let groups = Dictionary(grouping: cells.indices) { index in
      cells[index].zone.flatMap { zones?.zones[$0].kind }
    }
    for members in groups.values {
      let bayes = EmpiricalBayes(
        events: members.map { Double(cells[$0].count) },
        exposures: members.map { Double(cells[$0].observations ?? 0) })
      for index in members {
        let exposure = Double(cells[index].observations ?? 0)
        cells[index].smoothed = bayes.shrunk(events: Double(cells[index].count), exposure: exposure)?.value
      }
    }
  }
}

// MARK: - On a grid

extension Heatmap {
  fileprivate mutating func count(_ points: HeatPoints, _ threads: Int) throws {
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

/// Makes the cells of a heatmap from what was counted in them.
private struct CellDrawer: Sendable {
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
        density: densities.map { $0[cell] ?? 0 })
    }
  }
}

extension Plane {
  /// The plane the user named, or a `Problem` that says why it cannot be used.
  static func named(_ definition: PlaneDefinition) throws -> Plane {
    do {
      return try Plane(definition)
    } catch {
      throw Problem(
        .usage,
        Phrase("the plane \(definition) cannot be used: \(error)", zh: "无法使用平面坐标系 \(definition)：\(error)"),
        hint: Phrase("name a projected system, for example EPSG:4548", zh: "请指定投影坐标系，例如 EPSG:4548"))
    }
  }
}

// MARK: - By zone

extension Heatmap {
  fileprivate mutating func count(_ points: HeatPoints, by zones: ZoneSet, _ threads: Int) throws {
    let locator = try zones.locator(threads: threads)
    let hits = try locator.locate(points.lons, points.lats)
    var counts = [Int](repeating: 0, count: zones.count)
    var weights = [Double](repeating: 0, count: zones.count)
    for i in 0..<hits.count {
      for zone in hits[i] {
        counts[Int(zone)] += 1
        weights[Int(zone)] += points.weights?[i] ?? 1
      }
    }
    let looks = options.measure == .findings ? nil : try Self.looks(points.looks, locator, zones.count)
    used = options.measure == .observations ? points.looks.count : hits.covered
    unused += options.measure == .observations ? 0 : hits.count - hits.covered
    cells = zones.zones.indices.map { zone in
      let seen = looks?[zone]
      let isLooks = options.measure == .observations
      return Cell(
        id: zones.zones[zone].id, outline: zones.zones[zone].boundary.geometry,
        count: isLooks ? seen ?? 0 : counts[zone], weight: isLooks ? Double(seen ?? 0) : weights[zone],
        observations: seen, zone: zone)
    }
    self.zones = zones
  }

  /// Observations in each zone; a track counts once in each zone one of its points lies in.
  private static func looks(_ looks: [[LonLat]], _ locator: ZoneLocator, _ zones: Int) throws -> [Int] {
    var counts = [Int](repeating: 0, count: zones)
    let places = looks.flatMap { $0 }
    let hits = try locator.locate(places.map(\.lon), places.map(\.lat))
    var next = 0
    for look in looks {
      let met = Set((next..<next + look.count).flatMap { hits[$0] })
      for zone in met { counts[Int(zone)] += 1 }
      next += look.count
    }
    return counts
  }
}

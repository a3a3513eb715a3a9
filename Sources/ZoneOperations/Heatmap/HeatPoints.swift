internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

/// The points to be counted, in degrees.
struct HeatPoints {
  var lons: [Double] = []
  var lats: [Double] = []
  var weights: [Double]?
  /// Where people looked, one list of places an observation.
  var looks: [[LonLat]] = []
  /// When it was, where a picture is to say so.
  var times: RecordTimes?

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
      work: { reader, piece in HeatPart(try reader.read(piece), heat, options.time) },
      use: { part in
        var source = part.source
        try joint.join(&source)
        source.tell(reporter)
        rejections += source.findings.rejections
        left += part.left
        add(part.lons, part.lats, part.weights)
        part.times.map { times?.add($0) }
      })
    try joint.finish(options)
    return left
  }

  mutating func add(_ findings: FindingSet, _ time: TimeText) {
    add(findings.lons, findings.lats, findings.weights)
    if times != nil { times?.add(RecordTimes(findings, time)) }
  }

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
      times?.add(observation.time)
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
  let times: RecordTimes?

  init(_ part: FindingPart, _ heat: HeatmapOptions, _ time: TimeText) {
    let kept = part.findings.windowed(heat.window, time)
    times = heat.isForPicture ? RecordTimes(kept.set, time) : nil
    (lons, lats, weights, left) = (kept.set.lons, kept.set.lats, kept.set.weights, kept.left)
    var source = part
    source.findings.forgetLayers()
    self.source = source
  }
}

extension FindingSet {
  /// The findings whose time lies in a window (in an unbounded one all), and how many were left out.
  func windowed(_ window: TimeWindow, _ time: TimeText) -> (set: FindingSet, left: Int) {
    guard window.isBounded else { return (self, 0) }
    let kept = (0..<count).filter { i in text("time", i).flatMap(time.instant).map(window.contains) ?? false }
    return (subset(kept), count - kept.count)
  }
}

extension FindingSet {
  /// Severity a finding, 1 where it states none; `nil` when none states one.
  var weights: [Double]? {
    numbers("severity")?.map { $0.isNaN ? 1 : max(0, $0) }
  }
}

internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneMaps
internal import ZoneModel

/// What a picture of a heatmap says.
struct HeatWords {
  let map: Heatmap
  let time: TimeText
  private let ownTitle: String?
  private var options: HeatmapOptions { map.options }
  private var isByZone: Bool { map.zones != nil }

  init(_ map: Heatmap, _ options: HeatPictureOptions) {
    self.map = map
    time = options.time
    ownTitle = options.title.flatMap { $0.isEmpty ? nil : $0 }
  }

  // MARK: What is shown

  /// `Findings per cell`, the heading of the legend.
  var measured: Phrase {
    let place = isByZone ? Phrase("zone", zh: "区域") : Phrase("cell", zh: "格")
    switch options.measure {
    case .rate:
      return options.smooths
        ? Phrase("Findings per observation, smoothed", zh: "每次检查的问题数（已平滑）")
        : Phrase("Findings per observation", zh: "每次检查的问题数")
    case .observations: return Phrase("Observations per \(place.english)", zh: "每\(place.chinese)检查次数")
    case .findings:
      return options.kernel == nil
        ? Phrase("Findings per \(place.english)", zh: "每\(place.chinese)问题数")
        : Phrase("Findings per km² (kernel density)", zh: "每平方公里问题数（核密度）")
    }
  }

  /// The size of the cells, or the kind of the zones.
  func places(_ kind: ZoneKind?) -> Phrase {
    if let kind { return kind.title }
    if isByZone { return Phrase("all kinds", zh: "各类区域") }
    let size = PropertyValue.text(of: options.cell)
    return options.shape == .square
      ? Phrase("squares of \(size) m", zh: "\(size) 米方格")
      : Phrase("hexagons \(size) m across", zh: "\(size) 米六边形格")
  }

  func title(_ kind: ZoneKind?) -> Phrase {
    let (places, dates) = (places(kind), dates)
    let what = ownTitle.map { Phrase(verbatim: $0) } ?? measured
    return Phrase(
      "\(what.english), \(places.english): \(dates.english)",
      zh: "\(what.chinese)（\(places.chinese)）：\(dates.chinese)")
  }

  /// So many cells or zones.
  func counted(_ count: Int) -> Phrase {
    let number = grouped(count)
    return isByZone
      ? Phrase(count == 1 ? "1 zone" : "\(number) zones", zh: "\(number) 个区域")
      : Phrase(count == 1 ? "1 cell" : "\(number) cells", zh: "\(number) 格")
  }

  // MARK: Dates

  /// The window asked for; without one the days of the records.
  var dates: Phrase {
    let window = options.window
    switch (window.from.map(moment), window.to.map(moment)) {
    case (let from?, let to?): return Phrase("from \(from) to before \(to)", zh: "\(from) 起至 \(to) 前")
    case (let from?, nil): return Phrase("from \(from) on", zh: "\(from) 起")
    case (nil, let to?): return Phrase("before \(to)", zh: "\(to) 前")
    case (nil, nil): return wholeRecord
    }
  }

  private var wholeRecord: Phrase {
    guard let span = map.times?.span else { return Phrase("whole record", zh: "全部记录") }
    let (first, last) = (day(span.lowerBound), day(span.upperBound))
    return first == last ? Phrase(verbatim: first) : Phrase("\(first) to \(last)", zh: "\(first) 至 \(last)")
  }

  private func day(_ instant: Instant) -> String { String(time.short(instant).prefix(10)) }

  /// A day where it is midnight.
  private func moment(_ instant: Instant) -> String {
    let text = time.short(instant)
    return text.hasSuffix(" 00:00") ? day(instant) : text
  }

  /// The line below the map.
  var note: Phrase {
    let without = map.times?.without ?? 0
    guard without > 0, !options.window.isBounded else {
      return Phrase("\(dates.english); for internal use", zh: "\(dates.chinese)；内部使用")
    }
    return Phrase(
      "\(dates.english), \(grouped(without)) records without a time; for internal use",
      zh: "\(dates.chinese)，另有 \(grouped(without)) 条记录未注明时间；内部使用")
  }

  // MARK: One cell

  /// The name of a cell's or a zone's shape.
  func shape(_ cell: Int) -> String { "\(isByZone ? "zone" : "cell")-\(map.cells[cell].id)" }

  /// What a cell or zone is called.
  func name(_ cell: Int) -> String {
    let zone = map.cells[cell].zone.flatMap { map.zones?.zones[$0] }
    return zone.map { zone in zone.name.map { "\($0) (\(zone.id))" } ?? zone.id } ?? map.cells[cell].id
  }

  /// Its figures, told when the pointer rests on it.
  func words(_ cell: Int) -> Phrase {
    let (cell, name) = (map.cells[cell], name(cell))
    let count = grouped(cell.count)
    guard let seen = cell.observations, options.measure == .rate else {
      let density = options.kernel == nil ? nil : cell.density.map(HeatNumber.text)
      let more = density.map { Phrase("\n\($0) per km²", zh: "\n每平方公里 \($0)") } ?? Phrase(verbatim: "")
      return options.measure == .observations
        ? Phrase("\(name)\n\(count) observations", zh: "\(name)\n检查 \(count) 次")
        : Phrase("\(name)\n\(count) findings\(more.english)", zh: "\(name)\n问题 \(count) 处\(more.chinese)")
    }
    let rate = cell.rate.map(HeatNumber.text) ?? "—"
    let smooth = cell.smoothed.map { "\n\(HeatNumber.text($0))" }
    return Phrase(
      "\(name)\n\(count) findings ÷ \(grouped(seen)) observations = \(rate)\(smooth.map { $0 + " smoothed" } ?? "")",
      zh: "\(name)\n问题 \(count) 处 ÷ 检查 \(grouped(seen)) 次 = \(rate)\(smooth.map { $0 + "（平滑后）" } ?? "")")
  }
}

/// Figures that are no whole numbers, for people.
enum HeatNumber {
  /// Three digits, or all before the point.
  static func text(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return grouped(Int(value)) }
    // a kernel fades out to next to nothing
    if value > 0, value < 0.001 { return "<0.001" }
    return abs(value) >= 1000 && abs(value) < 1e15
      ? grouped(Int(value.rounded())) : String(value: value, digits: 3)
  }
}

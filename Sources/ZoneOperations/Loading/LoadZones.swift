internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel
internal import ZoneStore

/// Reads zones from files: converts their datum, judges and repairs their boundaries, names them.
///
/// - Parameter threads: so many read, judge and measure; the zones are the same.
/// - Throws: `Problem` when a file cannot be read at all, or (`.badData`) when no zone can be used.
public func loadZones(
  _ options: InputOptions, threads: Int = 1, reporter: Reporter = .silent
) throws -> ZoneSet {
  try loadAreas(options, .zones, threads: threads, reporter: reporter)
}

/// What the areas of a file are called in messages.
struct AreaWords: Sendable {
  /// One of them, no article.
  let one: Phrase
  /// What to do where two have one id.
  let twice: Phrase

  static let zones = AreaWords(
    one: Phrase("zone", zh: "区域"),
    twice: Phrase(
      "give each zone its own id, or read another property: --field id=NAME",
      zh: "请保证编号唯一，或用 --field id=列名 指定其他列"))
}

/// Zones, or other areas that are read as zones are.
///
/// - Parameter words: what they are called in messages.
/// - Throws: as ``loadZones(_:threads:reporter:)`` does.
func loadAreas(
  _ options: InputOptions, _ words: AreaWords, threads: Int = 1, reporter: Reporter
) throws -> ZoneSet {
  // no file was named, and the project, which stands for them, holds none
  if options.zones.isEmpty, let project = options.project { throw noRecords(.zones, of: project.path) }
  var loader = ZoneLoader(options, words, threads, reporter)
  for index in options.zones.indices { try loader.load(index) }
  loader.unusable.notices.forEach(reporter.notice)
  try loader.measure()
  if loader.set.zones.isEmpty { throw loader.nothingUsable() }
  return loader.set
}

private struct ZoneLoader: ~Copyable {
  let options: InputOptions
  let words: AreaWords
  let threads: Int
  let reporter: Reporter
  let engine = GeometryEngine()
  var set = ZoneSet()
  /// The box around each zone.
  var boxes: [Box<LonLat>] = []
  var seen: [String: Int] = [:]
  var unusable = UnusableValues()
  /// Metres; a wider street is a mistake of the file, and its strip might not fit on a plane.
  private static let widestRoad = 1000.0

  init(_ options: InputOptions, _ words: AreaWords, _ threads: Int, _ reporter: Reporter) {
    self.options = options
    self.words = words
    self.threads = threads
    self.reporter = reporter
  }

  mutating func load(_ index: Int) throws {
    let source = options.zones[index]
    var layer = try options.layer(.zones, index, threads: threads)
    layer.notices.forEach(reporter.notice)
    // the boundaries live on in the zones; kept twice they cost 16 bytes a vertex
    let shapes = layer.geometries
    layer.geometries = []
    set.rejections += layer.rejections
    let datum = InputOptions.datum(options.zonesDatum, index, layer)
    let boundaries = try BoundaryReader.boundaries(shapes, datum, file: layer.name, threads: threads)
    let names = FieldNames(layer.properties, renamed: options.fields(.zones, index))
    set.layers.append(layer)
    set.datums.append(datum)
    for row in shapes.indices {
      do {
        try add(row, boundaries[row].get(), of: layer, kind: source.kind, names)
      } catch let misplaced as Misplaced {
        let id = layer.properties.text("id", names, at: row)
        set.rejections.append(layer.rejection(row, id: id, misplaced.reason, hint: misplaced.hint))
      }
    }
  }

  private mutating func add(
    _ row: Int, _ read: ReadBoundary, of layer: Layer, kind: ZoneKind?, _ names: FieldNames
  ) throws {
    let table = layer.properties
    var boundary = read.boundary
    var box = read.box
    if case .road(let lines, _) = boundary,
      let width = unusable.positive("width_m", of: layer, names, at: row, atMost: Self.widestRoad)
    {
      boundary = .road(lines, width: width)
    }
    let stated = table.text("kind", names, at: row).map(ZoneKind.init(name:))
    let kind = kind ?? stated ?? (boundary.isRoad ? .road : .zone)
    let id =
      table.text("id", names, at: row) ?? table.identifier(at: row) ?? "\(kind)-\(layer.records[row])"
    if let earlier = seen[id] { throw repeated(id, earlier) }
    if case .ground(let ground) = boundary, let repaired = try repaired(ground, read, id: id, row, layer) {
      boundary = .ground(repaired)
      box = boundary.geometry.bounds
    }
    if let box, box.width > 180 { noteWide(id, row, layer) }
    seen[id] = set.zones.count
    boxes.append(box ?? Box(LonLat(0, 0)))
    set.zones.append(zone(id, kind, boundary, row, layer, names))
    set.rows.append(RowReference(layer: set.layers.count - 1, row: row))
  }

  private func noteWide(_ id: String, _ row: Int, _ layer: Layer) {
    reporter.notice(
      Notice(
        Phrase("zone \(id) spans more than half the globe", zh: "区域 \(id) 跨越半个地球以上"),
        at: Phrase(
          "\(layer.name), record \(layer.records[row])", zh: "\(layer.name)，第 \(layer.records[row]) 条记录"),
        hint: Phrase(
          "a boundary across the antimeridian must be cut in two there (RFC 7946, 3.1.9)",
          zh: "跨越 180° 经线的边界须在该处切为两部分（RFC 7946，3.1.9）")))
  }

  private func repeated(_ id: String, _ earlier: Int) -> Misplaced {
    let first = set.rows[earlier]
    let place = "\(set.layers[first.layer].name) #\(set.layers[first.layer].records[first.row])"
    return Misplaced(
      reason: Phrase("the id \(id) was used before, by \(place)", zh: "编号 \(id) 重复，已由 \(place) 使用"),
      hint: words.twice)
  }

  /// The ground repaired, where it is invalid and repairs are wanted; `nil` when it is valid.
  private mutating func repaired(
    _ ground: MultiPolygon<LonLat>, _ read: ReadBoundary, id: String, _ row: Int, _ layer: Layer
  ) throws -> MultiPolygon<LonLat>? {
    guard case .invalid(let reason, let near) = try read.validity.get() else { return nil }
    guard options.repairs else {
      throw Misplaced(
        reason: Phrase(
          "invalid boundary: \(reason) near \(near.text)", zh: "边界无效：\(near.text) 附近\(boundaryFault(reason))"),
        hint: Phrase("redraw it, or leave out --no-repair", zh: "请重新绘制，或去掉 --no-repair"))
    }
    let repaired = try engine.repaired(ground)
    guard !repaired.isEmpty else {
      throw Misplaced(
        reason: Phrase(
          "the boundary encloses no ground: \(reason) near \(near.text)",
          zh: "边界围不成面：\(near.text) 附近\(boundaryFault(reason))"),
        hint: Phrase("redraw it", zh: "请重新绘制"))
    }
    let plane = try Plane(.equalArea(near: Box(near)))
    let before = try engine.area(of: plane.forward(ground))
    let after = try engine.area(of: plane.forward(repaired))
    let repair = Repair(
      file: layer.name, record: layer.records[row], zone: id, reason: reason, near: near,
      areaBefore: before, areaAfter: after)
    set.repairs.append(repair)
    reporter.notice(repair.notice)
    return repaired
  }

  private mutating func zone(
    _ id: String, _ kind: ZoneKind, _ boundary: Boundary, _ row: Int, _ layer: Layer, _ names: FieldNames
  ) -> Zone {
    let table = layer.properties
    return Zone(
      id: id, name: table.text("name", names, at: row), kind: kind,
      parent: table.text("parent", names, at: row), owner: table.text("owner", names, at: row),
      leader: table.text("leader", names, at: row),
      revisitDays: unusable.positive("revisit_days", of: layer, names, at: row),
      weight: unusable.positive("weight", of: layer, names, at: row) ?? 1,
      reach: unusable.reach(of: layer, names, at: row),
      boundary: boundary)
  }

  /// Measures every zone in its plane; what no plane can hold is rejected.
  mutating func measure() throws {
    let definitions = PlaneAtlas.definitions(boxes)
    let areas = try areas(definitions)
    var kept = ZoneSet()
    kept.layers = set.layers
    kept.datums = set.datums
    kept.rejections = set.rejections
    kept.repairs = set.repairs
    for index in set.zones.indices {
      guard let area = areas[index] else {
        let row = set.rows[index]
        kept.rejections.append(
          set.layers[row.layer].rejection(
            row.row, id: set.zones[index].id,
            Phrase("it is too large to be measured in a plane", zh: "范围过大，无法投影到平面量算"),
            hint: Phrase("cut it into parts of a country's size at most", zh: "请拆分为不超过一个国家大小的部分")))
        continue
      }
      kept.areas.append(area)
      kept.zones.append(set.zones[index])
      kept.rows.append(set.rows[index])
      kept.planes.append(definitions[index])
    }
    set = kept
  }

  /// Square metres of each zone; `nil` where no plane can hold it.
  private func areas(_ definitions: [PlaneDefinition]) throws -> [Double?] {
    let zones = set.zones
    let chunks = Chunks(zones.count, size: 64)
    return try Workers(threads: threads) {
      PlaneAtlas(definitions)
    } work: { atlas, number in
      chunks[number].map { try? Self.area(of: zones[$0], in: atlas.plane(of: $0)) }
    }.results(chunks.count).flatMap { $0 }
  }

  private static func area(of zone: Zone, in plane: Plane) throws -> Double {
    switch zone.boundary {
    case .ground(let ground): try plane.area(of: ground)
    case .road(let lines, let width): try lines.reduce(0) { $0 + length(of: try plane.forward($1)) } * width
    }
  }

  func nothingUsable() -> Problem {
    let files = options.zones.map(\.path).joined(separator: ", ")
    let first = set.rejections.first
    return Problem(
      .badData,
      Phrase(
        "no \(words.one.english) can be used; \(set.rejections.count) records were rejected"
          + (first.map { ", the first because \($0.reason.english)" } ?? ""),
        zh: "没有可用的\(words.one.chinese)；\(set.rejections.count) 条记录被拒收"
          + (first.map { "，首条原因：\($0.reason.chinese)" } ?? "")),
      at: Phrase(files, zh: files), hint: first?.hint)
  }
}

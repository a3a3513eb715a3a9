internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

/// Asks whether another reading of the coordinates would put clearly more points inside zones.
///
/// Nothing is changed: the answer is a notice with figures. A sample of the points is tried as GCJ-02,
/// BD-09 and WGS 84, with the axes swapped, and against zones in another datum. Subdistricts and whatever
/// else tiles a city hardly notice a shift of half a kilometre, so the share is also taken among the zones of
/// other kinds.
struct DatumCheck {
  /// What findings are called in a notice.
  static let findings = Phrase("findings", zh: "问题点")
  /// A reading must put so much more of the points into zones to be mentioned.
  private static let clearly = 0.08

  let zones: ZoneSet
  let locator: ZoneLocator

  /// What should be said about a set of findings, one notice a file at most.
  func notices(of findings: FindingSet) throws -> [Notice] {
    try findings.layers.indices.compactMap { layer in
      var sample = PlaceSample()
      sample.add(findings, layer: layer)
      return try notice(
        of: sample.places, readAs: findings.datums[layer], file: findings.layers[layer].name,
        what: Self.findings)
    }
  }

  /// What should be said about places that were read in a datum; `nil` when the reading looks right.
  ///
  /// - Parameter option: says the places' datum on the command line.
  func notice(
    of places: [LonLat], readAs datum: Datum, file: String, what: Phrase, option: String? = nil
  ) throws -> Notice? {
    // with fewer points a share is chance
    guard places.count >= 20 else { return nil }
    let declared = try shares(places)
    var best: (reading: Reading, shares: Shares)?
    for reading in Reading.all(besides: datum, zones: zonesDatum) {
      guard let moved = reading.moved(places, from: datum, zones: zonesDatum) else { continue }
      let found = try shares(moved)
      if found.gain(over: declared) > (best?.shares.gain(over: declared) ?? Self.clearly) {
        best = (reading, found)
      }
    }
    return best.map { best in
      let (now, then) = best.shares.clearer(than: declared)
      return Notice(
        Phrase(
          "\(then) of the \(what.english) fall in a zone \(best.reading.words.english), \(now) as declared (\(datum))",
          zh: "\(best.reading.words.chinese)\(then) 的\(what.chinese)落在区域内；按声明的 \(datum) 只有 \(now)"),
        at: Phrase(file, zh: file), hint: best.reading.hint(option))
    }
  }

  /// The datum of most zones' files.
  private var zonesDatum: Datum {
    let counts = Dictionary(grouping: zones.datums) { $0 }.mapValues(\.count)
    return counts.max { $0.value < $1.value }?.key ?? .wgs84
  }

  private func shares(_ places: [LonLat]) throws -> Shares {
    let hits = try locator.locate(places.map(\.lon), places.map(\.lat))
    let small = (0..<hits.count).count { i in hits[i].contains { zones.zones[Int($0)].kind != .street } }
    let hasSmall = zones.zones.contains { $0.kind != .street }
    return Shares(
      any: Share(Double(hits.covered), of: Double(places.count)),
      small: hasSmall ? Share(Double(small), of: Double(places.count)) : nil)
  }
}

/// At most 2,000 places evenly out of many that come one after the other.
struct PlaceSample {
  private static let size = 2_000

  private(set) var places: [LonLat] = []
  /// What the places were read in; `nil` before the first.
  private(set) var datum: Datum?
  /// Every so many is taken.
  private var step = 1
  private var next = 0

  mutating func add(_ place: LonLat) {
    if next == 0 {
      places.append(place)
      next = step
      if places.count == Self.size { thin() }
    }
    next -= 1
  }

  /// Drops every second place, and takes half as many from now on.
  private mutating func thin() {
    places = stride(from: 0, to: places.count, by: 2).map { places[$0] }
    // the last of an even number has been dropped: the next to be taken is one step behind it
    step *= 2
  }

  /// The findings of a layer.
  mutating func add(_ findings: FindingSet, layer: Int = 0) {
    datum = findings.datums[layer]
    var i = findings.numbers(ofLayer: layer).lowerBound
    let end = findings.numbers(ofLayer: layer).upperBound
    while i < end {
      // those that would not be taken need no look
      let passed = min(next, end - i)
      next -= passed
      i += passed
      guard i < end else { return }
      add(findings.place(i))
      i += 1
    }
  }
}

/// The share of points in any zone, and in a zone other than a subdistrict.
private struct Shares {
  let any: Share
  let small: Share?

  func gain(over other: Shares) -> Double {
    max(gain(any, other.any), gain(small, other.small))
  }

  private func gain(_ a: Share?, _ b: Share?) -> Double { (a?.value ?? 0) - (b?.value ?? 0) }

  /// The two percentages that differ most: the other reading's share first in `now`, then this one's.
  func clearer(than other: Shares) -> (now: String, then: String) {
    if let small, let before = other.small, gain(small, before) > gain(any, other.any) {
      return (before.percent, small.percent)
    }
    return (other.any.percent, any.percent)
  }
}

/// Another way of reading the coordinates.
private enum Reading {
  case points(Datum)
  case zones(Datum)
  case swapped

  static func all(besides datum: Datum, zones: Datum) -> [Reading] {
    let ofZones = others(than: zones).map { Reading.zones($0) }
    if case .epsg = datum { return ofZones }
    return others(than: datum).map { .points($0) } + [.swapped] + ofZones
  }

  /// The shifted datums and WGS 84, without the one declared; CGCS2000 is WGS 84 here.
  private static func others(than datum: Datum) -> [Datum] {
    let declared = datum == .cgcs2000 ? .wgs84 : datum
    if case .epsg = datum { return [] }
    return [.wgs84, .gcj02, .bd09].filter { $0 != declared }
  }

  /// Where the places would be; `nil` when the reading makes no sense.
  ///
  /// Moving the zones one way is moving the points the other way, so that one locator answers for all.
  func moved(_ places: [LonLat], from datum: Datum, zones: Datum) -> [LonLat]? {
    guard let back = try? DatumConverter(from: .wgs84, to: datum) else { return nil }
    func stated(_ p: LonLat) -> FilePosition { (try? back.convert(FilePosition(p))) ?? FilePosition(p) }
    switch self {
    case .points(let other):
      guard let forth = try? DatumConverter(from: other, to: .wgs84) else { return nil }
      return places.map { p in
        let q = (try? forth.convert(stated(p))) ?? FilePosition(.nan, .nan)
        return LonLat(q.first, q.second)
      }
    case .swapped:
      return places.map { p in
        let q = stated(p)
        return LonLat(q.second, q.first)
      }
    case .zones(let other):
      guard let there = try? DatumConverter(from: .wgs84, to: other),
        let back = try? DatumConverter(from: zones, to: .wgs84)
      else { return nil }
      return places.map { p in
        let q = (try? back.convert(there.convert(FilePosition(p)))) ?? FilePosition(.nan, .nan)
        return LonLat(q.first, q.second)
      }
    }
  }

  var words: Phrase {
    switch self {
    case .points(let datum): Phrase("as \(datum)", zh: "按 \(datum) 读取，")
    case .swapped: Phrase("with longitude and latitude swapped", zh: "经纬度对调后，")
    case .zones(let datum): Phrase("if the zones are in \(datum)", zh: "若区域边界为 \(datum)，")
    }
  }

  func hint(_ option: String?) -> Phrase {
    switch self {
    case .points(let datum):
      option.map { option in
        Phrase(
          "if that is what the file holds, say so: \(option) \(datum)",
          zh: "如文件确为该坐标基准，请注明：\(option) \(datum)")
      }
        ?? Phrase(
          "if that is what the file holds, say so: --findings-datum \(datum) (or --observations-datum)",
          zh: "如文件确为该坐标基准，请注明：--findings-datum \(datum)（或 --observations-datum）")
    case .swapped: Phrase("longitude must come first; check the columns", zh: "经度应在前，请检查列的顺序")
    case .zones(let datum):
      Phrase(
        "if that is what the zones are in, say so: --zones-datum \(datum)",
        zh: "如区域边界确为该坐标基准，请注明：--zones-datum \(datum)")
    }
  }
}

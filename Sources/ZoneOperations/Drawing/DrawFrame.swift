internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel
internal import ZoneStore

/// The zones that can be drawn, stratum by stratum, and what became of the others.
struct DrawFrame {
  let zones: ZoneSet
  var strata: [DrawStratum] = []
  /// Zone numbers by stratum.
  var members: [[Int]] = []
  /// Units by stratum, as the draw takes them; in the order of `members`.
  var units: [[FrameUnit]] = []
  /// Must-visit zones by stratum, in the order they were named.
  var must: [[Int]] = []
  var unjudged: [Int]
  private let options: DrawOptions
  private let scale: Double

  /// Splits the zones by the strata of an ordinary draw or the pools of an assessment.
  init(
    _ zones: ZoneSet, _ options: DrawOptions, lists: DrawLists, strata named: [NamedStratum], time: TimeText
  ) throws {
    self.zones = zones
    self.options = options
    unjudged = options.filters.map { _ in 0 }
    let middle = zones.box?.centre.lat ?? 0
    // east and north steps about equal; coarsely rounded, so that no cosine's last digit moves a site
    scale = max(1, (Self.cosine(middle) * 256).rounded()) / 256
    for stratum in named { try add(stratum, lists, time) }
    for index in strata.indices { try checkSizes(index) }
  }

  private static func cosine(_ degrees: Double) -> Double { LocalMetres.cosine(degrees) }

  private mutating func add(_ named: NamedStratum, _ lists: DrawLists, _ time: TimeText) throws {
    var stratum = DrawStratum(name: named.name, title: named.title)
    stratum.zones = named.zones.count
    let index = strata.count
    var kept: [Int] = []
    var units: [FrameUnit] = []
    for zone in named.zones {
      let id = zones.zones[zone].id
      if lists.must.contains(id) {
        stratum.must += 1
      } else if lists.excluded.contains(id) {
        stratum.excluded += 1
      } else if !meetsFilters(zone, time) {
        stratum.filtered += 1
      } else if let unit = unit(zone) {
        kept.append(zone)
        units.append(unit)
      } else {
        stratum.sizeless += 1
      }
    }
    stratum.frame = kept.count
    strata.append(stratum)
    members.append(kept)
    self.units.append(units)
    let mine = Set(named.zones)
    must.append(lists.mustZones.filter(mine.contains))
    precondition(index == strata.count - 1, "a list of units for each stratum")
  }

  private mutating func meetsFilters(_ zone: Int, _ time: TimeText) -> Bool {
    var isMet = true
    for (number, filter) in options.filters.enumerated() {
      switch filter.answer(zones, zone, time) {
      case .met: break
      case .notMet: isMet = false
      case .unknown:
        unjudged[number] += 1
        isMet = false
      }
    }
    return isMet
  }

  /// A zone as the draw takes it, at the middle of its box, which no library's next version moves.
  private func unit(_ zone: Int) -> FrameUnit? {
    guard let size = size(zone), let middle = zones.zones[zone].boundary.geometry.bounds?.centre else {
      return nil
    }
    return FrameUnit(
      id: zones.zones[zone].id, x: Int((middle.lon * scale * 1e6).rounded()),
      y: Int((middle.lat * 1e6).rounded()), size: size)
  }

  /// Whole square metres, thousandths of a property; `nil` where there is none.
  private func size(_ zone: Int) -> UInt64? {
    let size: Double? =
      switch options.chances {
      case .equal: 1
      case .area: zones.areas[zone].rounded()
      case .property(let name):
        zones.statedNumber(name, zone).map { ($0 * 1000).rounded() }
      }
    guard let size, size >= 1, size < 0x1p53 else { return nil }
    return UInt64(size)
  }

  /// The draw counts in whole numbers of 63 bits.
  private func checkSizes(_ index: Int) throws {
    let total = units[index].reduce(0.0) { $0 + Double($1.size) }
    guard total * Double(units[index].count) < 0x1p62 else {
      throw Problem(
        .badData,
        Phrase(
          "the sizes of \(strata[index].name) are too large to draw by",
          zh: "\(strata[index].name) 的规模数值过大，无法按规模抽取"),
        hint: Phrase("state them in a larger unit", zh: "请改用更大的单位"))
    }
  }

  /// SHA-256 of a line for each unit: stratum, id, place in steps, size.
  var digest: String {
    var text = ""
    for (stratum, units) in zip(strata, units) {
      let sorted = units.sorted {
        $0.id.unicodeScalars.lexicographicallyPrecedes($1.id.unicodeScalars)
      }
      for unit in sorted {
        text += "\(stratum.name)\t\(unit.id)\t\(unit.x)\t\(unit.y)\t\(unit.size)\n"
      }
    }
    return FileDigest.text(of: text.utf8)
  }
}

/// A stratum before anything is left out.
struct NamedStratum {
  var name: String
  var title: Phrase
  var zones: [Int]
}

extension ZoneSet {
  /// The strata by what zones state, in a fixed order; a zone that states nothing is `—` there.
  func strata(by names: [String]) -> [NamedStratum] {
    if names.isEmpty {
      return [NamedStratum(name: "all", title: Phrase("all zones", zh: "全部区域"), zones: Array(zones.indices))]
    }
    var groups: [[String]: [Int]] = [:]
    for zone in zones.indices { groups[names.map { stated($0, zone) ?? "—" }, default: []].append(zone) }
    let kinds = byKind.map(\.kind.rawValue)
    func rank(_ key: [String]) -> [String] {
      zip(names, key).map { name, value in
        guard name == "kind", let place = kinds.firstIndex(of: value) else { return value }
        return String(String(10_000_000 + place).dropFirst())
      }
    }
    return groups.sorted { rank($0.key).lexicographicallyPrecedes(rank($1.key)) }
      .map { key, zones in
        let titles = zip(names, key).map { name, value in
          name == "kind" ? ZoneKind(rawValue: value).title : Phrase(value, zh: value)
        }
        return NamedStratum(
          name: key.joined(separator: "/"),
          title: Phrase(
            titles.map(\.english).joined(separator: " / "), zh: titles.map(\.chinese).joined(separator: " / ")
          ),
          zones: zones)
      }
  }
}

internal import ZoneFormats
internal import ZoneModel

/// The groups of an assessment that draw from the same kinds of zones: one pool, drawn from once, so that no
/// zone serves two of them.
struct AssessmentPool {
  var kinds: [String]
  var groups: [DrawStratum.Group]
}

extension AssessmentSites {
  /// The pools of a city's size. Groups within groups come first, so that what a city lacks is missing in
  /// the wider one.
  func pools(_ size: CitySize) -> [AssessmentPool] {
    var pools: [AssessmentPool] = []
    let order = groups.indices.sorted { a, b in
      let (first, second) = (depth(groups[a]), depth(groups[b]))
      return first != second ? first > second : a < b
    }
    for group in order.map({ groups[$0] }) {
      let own = ownSites(of: group, size)
      guard own > 0 else { continue }
      // what is left of a group when those within it have theirs
      let isRest = groups.contains { $0.parent == group.id }
      let part = DrawStratum.Group(
        id: group.id, name: group.name + (isRest ? "（其余）" : ""), asked: own, sites: 0,
        isVerified: group.isVerified)
      if let at = pools.firstIndex(where: { Set($0.kinds) == Set(group.kinds) }) {
        pools[at].groups.append(part)
      } else {
        pools.append(AssessmentPool(kinds: group.kinds, groups: [part]))
      }
    }
    return pools
  }

  /// A group's parent stands above it in the table, so that this ends.
  private func depth(_ group: Group) -> Int {
    group.parent.flatMap { id in groups.first { $0.id == id } }.map { depth($0) + 1 } ?? 0
  }

  /// The zones of a pool; those of a kind that several pools name belong to the first.
  func zones(of number: Int, _ pools: [AssessmentPool], _ zones: ZoneSet) -> [Int] {
    let named = Set(groups.flatMap(\.kinds).map { ZoneKind(name: $0).rawValue })
    func serves(_ pool: AssessmentPool, _ kind: ZoneKind) -> Bool {
      pool.kinds.contains { $0 == "*" ? !named.contains(kind.rawValue) : ZoneKind(name: $0) == kind }
    }
    return zones.zones.indices.filter { zone in
      pools.firstIndex { serves($0, zones.zones[zone].kind) } == number
    }
  }
}

/// Reads a table of groups, else the shipped one.
func readAssessment(_ path: String?, reporter: Reporter) throws -> AssessmentSites {
  guard let path else { return .shipped }
  let decoded = try TextEncoding.decodeToUTF8(ByteStorage.read(path: path), named: nil, file: path)
  decoded.notices.forEach(reporter.notice)
  let (table, rejections) = try AssessmentSites.reading(Array(decoded.text.bytes), file: path)
  // a group left out would make the draw another one
  if let first = rejections.first {
    let line = first.line ?? first.record
    throw Problem(
      .badData, first.reason, at: Phrase("\(path), line \(line)", zh: "\(path)，第 \(line) 行"), hint: first.hint
    )
  }
  guard !table.groups.isEmpty else {
    throw Problem(.badData, Phrase("no group in it", zh: "其中没有分组"), at: Phrase(path, zh: path))
  }
  return table
}

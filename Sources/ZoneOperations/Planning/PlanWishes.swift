internal import ZoneModel

/// Checks what a planner asked for against what there is: a word that means nothing must not change the plan
/// silently.
struct PlanWishes {
  private let survey: ZoneSurvey
  private let spots: [BlindSpot]
  private var zones: [Zone] { survey.zones.zones }

  init(_ list: BlindSpotList) { (survey, spots) = (list.survey, list.spots) }

  /// - Throws: `Problem(.badData)` for a kind no zone has, or for an id that must be visited and is no zone's.
  func check(_ options: PlanOptions) throws {
    for kind in options.stops.kinds ?? [] { try check(kind) }
    for name in options.mustVisit { try check(mustVisit: name) }
  }

  private func check(_ kind: ZoneKind) throws {
    let known = survey.zones.byKind.map(\.kind)
    guard !known.contains(kind) else { return }
    let names = known.map(\.rawValue)
    let near = NearNames.question(NearNames.of(kind.rawValue, among: names, most: 1))
    throw Problem(
      .badData, Phrase("no zone is of the kind \(kind.rawValue)", zh: "没有类型为 \(kind.rawValue) 的区域"),
      at: Phrase("--kind \(kind.rawValue)", zh: "--kind \(kind.rawValue)"),
      hint: Phrase(
        "the kinds there are: \(names.joined(separator: ", ")) \(near.english)",
        zh: "现有类型：\(names.joined(separator: "、")) \(near.chinese)"
      ).trimmed)
  }

  /// A blind spot of a zone that is there may have been seen since it was named: that is told elsewhere.
  private func check(mustVisit name: String) throws {
    let pattern = ZonePattern([name])
    if zones.contains(where: { pattern.matches($0.id) || name.hasPrefix($0.id + "-") }) { return }
    if spots.contains(where: { pattern.matches($0.id) }) { return }
    let near = NearNames.of(name, among: zones.map(\.id) + zones.compactMap(\.name))
    throw Problem(
      .badData,
      Phrase("no zone and no blind spot is called \(name)", zh: "没有名为 \(name) 的区域或盲区"),
      at: Phrase("--must \(name)", zh: "--must \(name)"),
      hint: near.isEmpty
        ? Phrase("--must takes ids, or beginnings of ids with * at the end", zh: "--must 应填编号，或以 * 结尾的编号前缀")
        : NearNames.question(near))
  }
}

extension Phrase {
  fileprivate var trimmed: Phrase {
    func trim(_ text: String) -> String { text.hasSuffix(" ") ? String(text.dropLast()) : text }
    return Phrase(trim(english), zh: trim(chinese))
  }
}

internal import ZoneAnalysis
internal import ZoneModel

extension SpotFinder {
  /// A zone that was looked at with so little effort that a problem there was probably missed.
  ///
  /// Where observations name items, each item has an effort and a probability of its own: one look at the
  /// drains is none at the rat stations. Those below their least make one spot of the whole zone, which names
  /// them; what was not looked for in time at all is ``Cause/itemNotChecked``. Where none is below, the zone's
  /// own figure decides, the `pod` of coverage.
  func tooLittle(_ number: Int) throws -> [Spot] {
    let zone = survey.zones.zones[number]
    let cells = items.map { weak($0.cells(of: number), zone.kind, $0.checklist) } ?? []
    if !cells.isEmpty, let items {
      let all = items.cells(of: number).reduce(0) { $0 + $1.weight }
      return try whole(zone).map { Spot(weak: cells, $0, start, of: all) }
    }
    return try missed(number).map { urgency in
      try whole(zone).map { Spot(.lowDetection, $0, urgency: urgency) }
    } ?? []
  }

  /// The cells looked at within their intervals, with too little effort.
  private func weak(_ cells: ArraySlice<ItemCell>, _ kind: ZoneKind, _ checklist: Checklist) -> [ItemCell] {
    cells.filter { cell in
      guard cell.effort > 0, let found = cell.probabilityOfDetection else { return false }
      let code = checklist.items[cell.item].code
      return found < survey.options.detection.values(kind: kind, item: code).leastProbability
    }
  }

  /// How likely a problem in a zone was missed, where that is too likely; `nil` where enough was done, or nothing
  /// at all.
  private func missed(_ number: Int) -> Double? {
    let coverage = survey.coverage[number]
    guard coverage.observations > 0, let found = coverage.probabilityOfDetection else { return nil }
    let kind = survey.zones.zones[number].kind
    let least = survey.options.detection.values(kind: kind, item: nil).leastProbability
    return found < least ? 1 - found : nil
  }
}

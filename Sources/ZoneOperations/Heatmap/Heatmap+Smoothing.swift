internal import ZoneAnalysis
internal import ZoneModel

extension Heatmap {
  /// - Source: ``EmpiricalBayes``.
  mutating func smooth() {
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

internal import ZoneAnalysis
public import ZoneModel

extension Calibration {
  /// A rate that rests on fewer findings is shown and not written.
  static let leastFound = 5

  /// The fitted values as a parameter file, behind which stand the present ones: what could not be fitted stays
  /// as it was.
  public func parameterFile(_ time: TimeText) -> String {
    let present = survey.options.detection
    var lines = [
      "# title: Detection parameters fitted from repeat visits 由复查记录拟合的发现概率参数",
      "# version: \(survey.asOf.map { time.day($0) } ?? "")", "# source: zonesweep calibrate",
      "# verified: no", "kind,item,arrivals_per_day,clearing_per_day,sweep,least_pod,verified,source",
    ]
    func line(
      _ kind: String, _ item: String, _ values: DetectionParameters.Values, _ source: String
    ) -> String {
      let numbers = [
        values.arrivals.perDay, values.arrivals.clearingPerDay, values.sweep, values.leastProbability,
      ]
      return ([kind, item] + numbers.map { "\(rounded($0, to: 1e8))" } + ["no", source]).joined(
        separator: ",")
    }
    var written: Set<[String]> = []
    for fit in fits {
      for (item, rate) in fit.fit.rates.sorted(by: { $0.key < $1.key }) where rate.found >= Self.leastFound {
        let code = survey.options.checklist.items[item].code
        var values = present.values(kind: fit.kind, item: code)
        values.arrivals.perDay = rate.value
        if let sweep = fit.fit.sweep { values.sweep = sweep.value }
        let error = String(value: rate.standardError, digits: 2)
        lines.append(
          line(
            fit.kind.rawValue, code, values, "fitted from \(fit.fit.looks) looks; s.e. of arrivals \(error)"))
        written.insert([fit.kind.rawValue, code])
      }
      guard let sweep = fit.fit.sweep, written.insert([fit.kind.rawValue, "*"]).inserted else { continue }
      var values = present.values(kind: fit.kind, item: nil)
      values.sweep = sweep.value
      let error = String(value: sweep.standardError, digits: 2)
      lines.append(line(fit.kind.rawValue, "*", values, "sweep fitted; s.e. \(error); arrivals as before"))
    }
    for row in present.rows {
      let key = [row.kind?.rawValue ?? "*", row.item ?? "*"]
      if written.insert(key).inserted { lines.append(line(key[0], key[1], row.values, row.source)) }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

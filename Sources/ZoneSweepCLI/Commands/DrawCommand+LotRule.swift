internal import ArgumentParser
internal import ZoneAnalysis

extension DrawCommand {
  /// The rule named, or the one found for the promises named.
  func lotRule() throws -> LotRule? {
    if let lot, !(1...10_000_000).contains(lot) {
      throw usage("--lot takes a number from 1", zh: "--lot 应为正整数")
    }
    guard rule == nil || findRule == nil else {
      throw usage("give --rule or --find-rule, not both", zh: "--rule 与 --find-rule 不能同时使用")
    }
    if let rule {
      let numbers = rule.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
      guard numbers.count == 2, let sample = numbers[0], let bad = numbers[1], sample > 0, bad >= 0,
        bad < sample, sample <= 1_000_000, sample <= lot ?? sample
      else {
        throw usage(
          "--rule takes N,D with D below N (and N no more than --lot), as 50,3",
          zh: "--rule 格式为 N,D，D 小于 N（且 N 不超过 --lot），如 50,3")
      }
      return LotRule(sample: sample, mostBad: bad)
    }
    return try findRule.map(foundRule)
  }

  private func foundRule(_ text: String) throws -> LotRule {
    func pair(_ text: String) -> (Double, Double)? {
      let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
      guard numbers.count == 2, let first = numbers[0], let second = numbers[1] else { return nil }
      return (first, second)
    }
    guard let (good, bad) = pair(text), good >= 0, good < bad, bad <= 1 else {
      throw usage(
        "--find-rule takes GOOD,BAD, shares with GOOD below BAD, as 0.02,0.1",
        zh: "--find-rule 格式为 GOOD,BAD，均为比例且 GOOD 小于 BAD，如 0.02,0.1")
    }
    guard let (refusing, accepting) = pair(risks), refusing > 0, refusing < 1, accepting > 0, accepting < 1
    else {
      throw usage("--risks takes two shares between 0 and 1", zh: "--risks 应为两个 0 到 1 之间的数")
    }
    guard
      let rule = LotRule.smallest(
        good: good, bad: bad, producerRisk: refusing, consumerRisk: accepting, lot: lot)
    else {
      throw usage(
        "no rule of up to \(lot ?? 20_000) sites keeps both risks; allow larger ones",
        zh: "在 \(lot ?? 20_000) 个点位以内没有同时满足两种风险的方案；请放宽风险")
    }
    return rule
  }
}

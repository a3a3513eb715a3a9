internal import ArgumentParser
internal import ZoneAnalysis
internal import ZoneModel
internal import ZoneOperations

/// From words to what the operation takes.
extension DrawCommand {
  func options(_ rule: LotRule?) throws -> DrawOptions {
    var options = DrawOptions()
    options.seed = seed ?? UInt64.random(in: 0..<1_000_000_000)
    guard options.seed < 1 << 53 else { throw usage("--seed takes a number below 2⁵³", zh: "--seed 应小于 2⁵³") }
    options.strata = strata == "none" ? [] : strata.split(separator: ",").map(String.init)
    options.count = try count(rule)
    options.takes = try takes()
    guard reserve >= 0, reserve <= 1_000_000 else {
      throw usage("--reserve takes a number from 0", zh: "--reserve 应为非负整数")
    }
    options.reserve = reserve
    options.chances = chances == "equal" ? .equal : chances == "area" ? .area : .property(chances)
    options.filters = try conditions.map { text in
      guard let filter = AttributeFilter(text: text) else {
        throw usage(
          "--where: \"\(text)\" is no condition; write 'built<2000' or 'kind=market'",
          zh: "--where：无法识别条件“\(text)”；请写成 'built<2000' 或 'kind=market'")
      }
      return filter
    }
    options.excluded = exclude
    options.must = must
    options.hasNeighbours = neighbour
    guard neighbourWithin >= 0, neighbourWithin <= 1_000_000 else {
      throw usage("--neighbour-within takes metres from 0", zh: "--neighbour-within 应为非负米数")
    }
    options.neighbourReach = neighbourWithin
    options.rule = rule
    options.preset = try assessment()
    return options
  }

  func usage(_ english: String, zh chinese: String) -> ValidationError {
    ValidationError(say(english, zh: chinese))
  }

  private func count(_ rule: LotRule?) throws -> DrawCount {
    guard sites == nil || each == nil else {
      throw usage("give --sites or --each, not both", zh: "--sites 与 --each 不能同时使用")
    }
    if let number = sites ?? each, !(0...10_000_000).contains(number) {
      throw usage("--sites and --each take numbers from 0", zh: "--sites、--each 应为非负整数")
    }
    if let rule {
      guard sites == nil, each == nil, take.isEmpty else {
        throw usage(
          "a lot rule says how many sites each stratum takes; leave out --sites, --each and --take",
          zh: "批判定规则已规定每层抽取数，请去掉 --sites、--each、--take")
      }
      return .each(rule.sample)
    }
    if let each { return .each(each) }
    switch allocation {
    case "proportional", "equal": break
    default:
      throw usage("--allocation takes proportional or equal", zh: "--allocation 只能是 proportional 或 equal")
    }
    // only the strata named: nothing is left to share
    let total = sites ?? (take.isEmpty ? 10 : 0)
    return allocation == "equal" ? .equal(total) : .total(total)
  }

  private func takes() throws -> [String: Int] {
    var takes: [String: Int] = [:]
    for text in take {
      guard let mark = text.lastIndex(of: "="), let number = Int(text[text.index(after: mark)...]),
        (0...10_000_000).contains(number), mark > text.startIndex
      else {
        throw usage("--take takes STRATUM=N, not \(text)", zh: "--take 格式为 分层=数量，不能是 \(text)")
      }
      let name = String(text[..<mark])
      takes[strata == "kind" ? ZoneKind(name: name).rawValue : name] = number
    }
    return takes
  }

  private func assessment() throws -> DrawPreset? {
    guard let preset else {
      guard population == nil, presetTable == nil else {
        throw usage(
          "--population and --preset-table go with --preset assessment",
          zh: "--population、--preset-table 须与 --preset assessment 同用")
      }
      return nil
    }
    guard preset == "assessment" else {
      throw usage("--preset takes assessment, not \(preset)", zh: "--preset 只能是 assessment，不能是 \(preset)")
    }
    guard sites == nil, each == nil, take.isEmpty, rule == nil, findRule == nil, strata == "kind" else {
      throw usage(
        "the preset says how many sites of what; leave out --sites, --each, --take, --strata and lot rules",
        zh: "模拟评估自带数量与分组，请去掉 --sites、--each、--take、--strata 与批判定规则")
    }
    if let population, !(population >= 0 && population <= 1e10) {
      throw usage("--population takes a number of people", zh: "--population 应为人口数")
    }
    return DrawPreset(
      size: population.map(CitySize.init(population:)) ?? .medium, isSizeGiven: population != nil,
      table: presetTable)
  }
}

internal import ZoneAnalysis
internal import ZoneFormats
public import ZoneModel

/// What one checklist item cost in a round.
public struct ItemLoss: Sendable {
  /// Index into the ranking's classes; `nil`: all of them together.
  public var classNumber: Int?
  public var item: String
  public var name: String?
  /// Points one failure costs.
  public var points: Double
  /// Findings with this item; one that lies in two zones counts once.
  public var findings: Int
  /// Zones with at least one of them.
  public var failing: Int
  /// Zones with at least one inspection or finding in the round.
  public var inspected: Int

  public var lost: Double { points * Double(failing) }
  /// Of the zones looked at, those that fail.
  public var share: Share { Share(Double(failing), of: Double(inspected)) }
}

extension RankBuilder {
  /// Lost points by item, for all classes and for each.
  func losses(_ tallies: [ZoneTally]) -> [ItemLoss] {
    let names = itemNames()
    let groups = classes.indices.map { members($0) }
    return losses(groups.flatMap { $0 }, nil, tallies, names)
      + classes.indices.flatMap { losses(groups[$0], $0, tallies, names) }
  }

  private func losses(
    _ zones: [Int], _ number: Int?, _ tallies: [ZoneTally], _ names: [String: String]
  ) -> [ItemLoss] {
    var failing: [String: Int] = [:]
    var findings: [String: Set<Int>] = [:]
    for zone in zones {
      var here: Set<String> = []
      for i in tallies[zone].events {
        guard let item = records.marks[i].item else { continue }
        here.insert(item)
        findings[item, default: []].insert(i)
      }
      for item in here { failing[item, default: 0] += 1 }
    }
    let inspected = zones.count { tallies[$0].inspections > 0 || !tallies[$0].events.isEmpty }
    return failing.map { item, count in
      ItemLoss(
        classNumber: number, item: item, name: points.name(of: item) ?? names[item],
        points: points.points(of: item), findings: findings[item]?.count ?? 0, failing: count,
        inspected: inspected)
    }.sorted { ($0.lost, $0.failing, $1.item) > ($1.lost, $1.failing, $0.item) }
  }

  /// Names of items: what stands beside the code in the findings (of several the first in code-point order),
  /// else the code list's where one standard alone has the code.
  private func itemNames() -> [String: String] {
    var names: [String: String] = [:]
    var isAmbiguous: Set<String> = []
    for entry in CodeBook.shipped.entries where entry.code.family == .matter {
      if names.updateValue(entry.code.name, forKey: entry.code.code) != nil {
        isAmbiguous.insert(entry.code.code)
      }
    }
    for code in isAmbiguous { names[code] = nil }
    return names.merging(statedNames()) { _, stated in stated }
  }

  private func statedNames() -> [String: String] {
    guard let findings = records.findings else { return [:] }
    var names: [String: String] = [:]
    for i in 0..<findings.count {
      guard let item = records.marks[i].item else { continue }
      let table = findings.layers[findings.layer(of: i)].properties
      let row = Int(findings.rows[i])
      guard let name = table.text("item_name", at: row) ?? table.text("问题名称", at: row) else { continue }
      names[item] = names[item].map { min($0, name) } ?? name
    }
    return names
  }
}

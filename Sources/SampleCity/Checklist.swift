/// What inspectors look for.
struct ChecklistItem {
  let code: String
  let name: String
  /// Where it is met, with its weight there.
  let settings: [Setting: Double]
  let severity: ClosedRange<Int>

  /// Codes with a letter are the sample's own list; the others are from the national standard.
  var standard: String { code.hasPrefix("SL-") ? "示例自定清单" : "GB/T 47678.5-2026" }
}

/// The kind of ground a finding is made on.
enum Setting: Int, CaseIterable {
  case road, market, village, compound, open
}

enum Checklist {
  /// Names and codes of GB/T 47678.5-2026 items; those with the prefix `SL-` are invented, because the
  /// standard has none for them.
  static let items: [ChecklistItem] = [
    item("06010", "暴露垃圾", 2...4, [.road: 4, .market: 4, .village: 6, .compound: 4, .open: 4]),
    item("06011", "积存垃圾渣土", 3...5, [.road: 1, .village: 3, .compound: 1, .open: 5]),
    item("06012", "道路不洁", 1...3, [.road: 6, .market: 2, .village: 2, .compound: 1]),
    item("06017", "绿地脏乱", 1...3, [.road: 1, .compound: 3, .open: 1]),
    item("06036", "乱堆杂物", 2...4, [.road: 1, .market: 3, .village: 5, .compound: 5, .open: 1]),
    item("06042", "垃圾站（箱）满溢", 2...4, [.road: 2, .market: 2, .village: 4, .compound: 3]),
    item("06041", "垃圾未分类", 1...2, [.compound: 3, .village: 1]),
    item("06008", "擅自架设管线、杆线设施", 2...3, [.village: 4, .compound: 2, .road: 1]),
    item("06025", "水域不洁", 2...4, [.open: 2, .village: 1]),
    item("06030", "乱倒乱排污水、废水", 3...5, [.market: 2, .village: 2, .road: 1]),
    item("06038", "擅自饲养家禽家畜", 2...4, [.village: 3]),
    item("07001", "非法小广告", 1...2, [.road: 2, .village: 3, .compound: 3]),
    item("08004", "工地扬尘", 2...4, [.open: 1, .road: 1]),
    item("08007", "施工工地围挡问题", 2...3, [.open: 1, .road: 1]),
    item("09005", "店外经营", 2...3, [.road: 4, .market: 2, .village: 1]),
    item("09006", "占道经营", 2...4, [.road: 3, .market: 3]),
    item("09009", "机动车乱停放", 1...3, [.road: 4, .compound: 1, .market: 1]),
    item("09010", "非机动车乱停放", 1...2, [.road: 3, .compound: 2, .market: 2]),
    item("09020", "农贸市场秩序问题", 2...4, [.market: 5]),
    item("SL-101", "毒饵站数量不足", 2...3, [.market: 2, .village: 1, .compound: 2]),
    item("SL-102", "熟食三防设施不到位", 3...4, [.market: 4]),
    item("SL-103", "健康教育栏不规范", 1...2, [.compound: 1, .market: 1]),
    item("SL-104", "积水孳生蚊虫", 2...4, [.village: 2, .compound: 2, .open: 1]),
    item("SL-105", "公示栏缺失", 1...2, [.market: 2]),
  ]

  static func draw(_ setting: Setting, _ seed: inout Seed) -> ChecklistItem {
    items[seed.index(weights: items.map { $0.settings[setting] ?? 0 })]
  }

  /// Some of the items of a setting, in the list's order.
  static func codes(_ setting: Setting, share: Double, _ seed: inout Seed) -> [String] {
    items.filter { $0.settings[setting] != nil && seed.chance(share) }.map(\.code)
  }

  private static func item(
    _ code: String, _ name: String, _ severity: ClosedRange<Int>, _ settings: [Setting: Double]
  ) -> ChecklistItem {
    ChecklistItem(code: code, name: name, settings: settings, severity: severity)
  }
}

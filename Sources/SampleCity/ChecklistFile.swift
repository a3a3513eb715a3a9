/// What the sample's inspectors look for, as a checklist the program reads.
enum ChecklistFile {
  static var bytes: [UInt8] {
    let head = [
      "# title: 示例城市检查项目表 checklist of the sample city",
      "# version: 2026-08-31",
      "# verified: no",
      "# note: 示例数据：合成。五位代码及名称取自 GB/T 47678.5-2026，SL- 代码为示例自定 / synthetic sample; SL- codes are the sample's own",
      "code,standard,name,kinds",
    ]
    let rows = Checklist.items.map { item in
      [item.code, item.standard, item.name, kinds(item)].joined(separator: ",")
    }
    return Array((head + rows).map { $0 + "\n" }.joined().utf8)
  }

  private static func kinds(_ item: ChecklistItem) -> String {
    Setting.allCases.filter { item.settings[$0] != nil }.map(\.zoneKind).joined(separator: " ")
  }
}

extension Setting {
  /// The kind of zone it is met in; open ground lies in none but the subdistrict.
  fileprivate var zoneKind: String {
    switch self {
    case .road: "road"
    case .market: "market"
    case .village: "urban_village"
    case .compound: "compound"
    case .open: "street"
    }
  }
}

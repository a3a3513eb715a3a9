internal import ZoneModel

/// The members a team may have.
enum TeamMembers {
  private static let known = [
    "id", "name", "base", "end", "shift", "breaks", "skills", "zones", "speed_kmh", "members",
  ]
  /// What a spreadsheet may have in the place of `base`.
  private static let halves = ["lon", "lat"]
  private static let aliases = [
    "编号": "id", "小组编号": "id", "名称": "name", "小组": "name", "小组名称": "name", "出发地": "base", "基地": "base",
    "经度": "lon", "纬度": "lat", "结束地": "end", "终点": "end", "班次": "shift", "工作时间": "shift", "休息": "breaks",
    "午休": "breaks", "项目": "skills", "检查项": "skills", "检查项目": "skills", "辖区": "zones", "时速": "speed_kmh",
    "速度": "speed_kmh", "成员": "members", "组员": "members", "组号": "id", "东经": "lon", "北纬": "lat",
    "longitude": "lon", "lng": "lon", "x": "lon", "latitude": "lat", "y": "lat", "speed": "speed_kmh",
  ]
  /// For people, not for the program.
  private static let remarks: Set<String> = ["note", "notes", "remark", "comment", "备注", "说明", "phone", "电话"]

  /// The name a member is read by.
  static func name(_ written: String) -> String {
    let folded = written.lowercased()
    return aliases[folded] ?? (known.contains(folded) || halves.contains(folded) ? folded : written)
  }

  /// A member nobody reads may be a known one misspelt: each is told once.
  static func notices(_ rows: [TeamRow], file: String) -> [Notice] {
    var seen: Set<String> = []
    return rows.flatMap { row in
      row.members.keys.sorted().compactMap { name in
        guard !known.contains(name), !halves.contains(name), !remarks.contains(name),
          seen.insert(name).inserted
        else { return nil }
        return notice(name, row)
      }
    }
  }

  private static func notice(_ name: String, _ row: TeamRow) -> Notice {
    let near = NearNames.of(name, among: known, most: 1)
    return Notice(
      Phrase("the member \(name) of a team is not read", zh: "小组的成员项 \(name) 未被读取"), at: row.place,
      hint: near.isEmpty
        ? Phrase(
          "read are: \(known.joined(separator: ", "))", zh: "可读取：\(known.joined(separator: "、"))")
        : NearNames.question(near))
  }
}

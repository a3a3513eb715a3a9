internal import ZoneFormats
internal import ZoneGeometry
public import ZoneModel
internal import ZoneStore

/// Reads the teams of a file: a JSON array of objects, or CSV with the same names as heads.
///
/// Members: `id`, `base` [lon, lat] (or `lon` and `lat`); and `name`, `end` (another place; `null` or `open`: the round ends at its
/// last stop), `shift` (08:00 to 17:00), `breaks`, `skills`, `zones`, `speed_kmh` (15), `members`. A team that
/// makes no sense ends the work: a plan that silently lacks a team is wrong.
///
/// - Parameter notice: told of members that are not read.
/// - Throws: `Problem`: `.inputMissing`, or `.badData` naming the team and the member.
public func loadTeams(
  _ path: String, notice: (Notice) -> Void = { _ in }
) throws -> [InspectionTeam] {
  try teams(of: TeamRows.read(path), file: path, notice)
}

extension InputOptions {
  /// The teams kept in the project; `nil` when no project is used or it has none.
  func projectTeams(_ notice: (Notice) -> Void = { _ in }) throws -> [InspectionTeam]? {
    guard let project else { return nil }
    let records = try ProjectFile(reading: project.path).teamRecords()
    guard !records.isEmpty else { return nil }
    let rows = try records.enumerated().map { number, record in
      try TeamRows.row(record.properties, key: record.key, number + 1, file: project.path)
    }
    return try teams(of: rows, file: project.path, notice)
  }
}

private func teams(
  of rows: [TeamRow], file: String, _ notice: (Notice) -> Void
) throws -> [InspectionTeam] {
  TeamMembers.notices(rows, file: file).forEach(notice)
  var seen: Set<String> = []
  let teams = try rows.map { row in
    let team = try InspectionTeam(row)
    guard seen.insert(team.id).inserted else {
      throw row.fault(
        "two teams have the id \(team.id)", zh: "小组编号 \(team.id) 重复",
        hint: Phrase("give each team its own id", zh: "请为每个小组使用不同的编号"))
    }
    return team
  }
  guard !teams.isEmpty else {
    throw Problem(
      .badData, Phrase("there is no team", zh: "没有任何小组"), at: Phrase(file, zh: file), hint: TeamRows.example)
  }
  return teams
}

/// The records of a file of teams.
enum TeamRows {
  static let example = Phrase(
    "a file of teams is a JSON array: [{\"id\": \"T1\", \"base\": [116.63, 23.66], \"shift\": [\"08:00\", \"17:00\"]}]; a table has columns id, lon, lat, shift",
    zh:
      "小组文件为 JSON 数组：[{\"id\": \"T1\", \"base\": [116.63, 23.66], \"shift\": [\"08:00\", \"17:00\"]}]；表格则有 编号、经度、纬度、班次 等列"
  )

  static func read(_ path: String) throws -> [TeamRow] {
    let storage = try ByteStorage.read(path: path)
    switch storage.bytes.first(where: { $0 > 0x20 }) {
    case UInt8(ascii: "["): return try objects(storage, path)
    case UInt8(ascii: "{"):
      throw Problem(
        .badData, Phrase("the file is one JSON object, not an array of teams", zh: "文件是一个 JSON 对象，不是小组数组"),
        at: Phrase(path, zh: path), hint: example)
    default: return rows(of: try PlainTable.read(path, ReadingOptions()))
    }
  }

  private static func objects(_ storage: ByteStorage, _ path: String) throws -> [TeamRow] {
    try JSONDocument(storage, name: path).withText { text in
      var rows: [TeamRow] = []
      JSONText.forEachElement(of: text) { element in
        var members: [String: PropertyValue] = [:]
        JSONText.forEachMember(of: element) {
          members[TeamMembers.name(JSONText.string(of: $0))] = JSONText.value(of: $1)
        }
        rows.append(TeamRow(members: members, place: place(path, rows.count + 1, members["id"]?.text)))
      }
      return rows
    }
  }

  /// Columns of a table; empty cells are missing.
  static func rows(of layer: Layer) -> [TeamRow] {
    let names = layer.properties.names
    return (0..<layer.count).map { row in
      var members: [String: PropertyValue] = [:]
      for name in names {
        let value = layer.properties.value(name, at: row)
        if value != .null { members[TeamMembers.name(name)] = value }
      }
      return TeamRow(members: members, place: place(layer.name, row + 1, members["id"]?.text))
    }
  }

  /// A team kept as JSON; its key is its id where it states none.
  static func row(_ properties: String, key: String, _ number: Int, file: String) throws -> TeamRow {
    try JSONDocument(ByteStorage(properties), name: file).withText { text in
      var members: [String: PropertyValue] = ["id": .text(key)]
      JSONText.forEachMember(of: text) {
        members[TeamMembers.name(JSONText.string(of: $0))] = JSONText.value(of: $1)
      }
      return TeamRow(members: members, place: place(file, number, members["id"]?.text))
    }
  }

  private static func place(_ file: String, _ number: Int, _ id: String?) -> Phrase {
    let (english, chinese) = id.map { (", id \($0)", "，编号 \($0)") } ?? ("", "")
    return Phrase("\(file), team \(number)\(english)", zh: "\(file)，第 \(number) 个小组\(chinese)")
  }
}

extension InspectionTeam {
  fileprivate init(_ row: TeamRow) throws {
    guard let id = row.text("id") else {
      throw row.fault("a team has no id", zh: "小组缺少 id", hint: TeamRows.example)
    }
    guard let base = try row.position("base") ?? row.halves() else {
      throw row.fault("team \(id) has no base", zh: "小组 \(id) 缺少 base（出发地）", hint: TeamRows.example)
    }
    let shifts = try row.hours("shift")
    guard shifts.count < 2 else {
      throw row.fault(
        "team \(id) has \(shifts.count) shifts", zh: "小组 \(id) 有 \(shifts.count) 个班次",
        hint: Phrase("give one shift, and the time between as a break", zh: "只写一个班次，中间的时段写入 breaks"))
    }
    let shift = shifts.first ?? Self.usualShift
    try row.check(shift: shift)
    self.init(
      id: id, name: row.text("name"), base: base, end: try Self.end(row), shift: shift,
      breaks: WorkingTime(breaks: try row.breaks().compactMap { $0.clipped(to: shift) }).breaks,
      skills: Set(row.list("skills")), zones: row.list("zones"), speed: try Self.speed(row),
      members: row.list("members"))
  }

  private static func end(_ row: TeamRow) throws -> RoundEnd {
    switch row["end"] {
    case nil: return .base
    case .null?: return .open
    case .text("open")?, .text("null")?, .text("不返回")?: return .open
    case .text("base")?, .text("")?: return .base
    default: return try row.position("end").map(RoundEnd.place) ?? .base
    }
  }

  private static func speed(_ row: TeamRow) throws -> Double {
    guard let value = row["speed_kmh"], value != .null else { return usualSpeed }
    guard let speed = Double(value.text ?? ""), speed >= 0.5, speed <= 200 else {
      throw row.fault(
        "speed_kmh is \(value.text ?? "")", zh: "speed_kmh 为 \(value.text ?? "")",
        hint: Phrase(
          "write kilometres an hour from 0.5 to 200: on foot 4.5, by bicycle 12, by car in town 24",
          zh: "请填写 0.5 到 200 的时速（千米）：步行 4.5，自行车 12，市内汽车 24"))
    }
    return speed
  }
}

extension ClosedRange<Double> {
  /// The part within `limits`; `nil` when there is none.
  fileprivate func clipped(to limits: ClosedRange<Double>) -> ClosedRange<Double>? {
    let (from, to) = (Swift.max(lowerBound, limits.lowerBound), Swift.min(upperBound, limits.upperBound))
    return from < to ? from...to : nil
  }
}

/// The sample's inspection teams.
enum TeamFile {
  /// A JSON array, as `zonesweep plan --teams` reads it.
  static var bytes: [UInt8] {
    let teams = [
      team(1, "示例一组（太平、西新）", [116.6466, 23.6681], ["445102010", "445102011"], speed: 12),
      team(2, "示例二组（城西、凤新）", [116.6255, 23.6672], ["445102008", "445102009"], speed: 15),
      team(3, "示例三组（桥东、意溪、磷溪）", [116.6612, 23.6655], ["445102007", "445102100", "445102111"], speed: 24),
      team(4, "示例四组（枫溪）", [116.6105, 23.6521], ["445103121"], speed: 15),
      team(5, "示例机动组", [116.6466, 23.6681], [], speed: 24, end: .null),
    ]
    return Array("[\n\(teams.map(\.written).joined(separator: ",\n"))\n]\n".utf8)
  }

  /// Inspectors 01 to 18 are shared out by threes; the last six make up the fifth team.
  private static func team(
    _ number: Int, _ name: String, _ base: [Double], _ zones: [String], speed: Int, end: JSON? = nil
  ) -> JSON {
    let last = number == 5 ? 18 : number * 3
    let members = (number * 3 - 2...last).map { JSON.text("示例检查员\(padded($0, 2))") }
    var parts: [(String, JSON)] = [
      ("id", .text("T\(number)")), ("name", .text(name)), ("base", .list(base.map { .number(degrees($0)) })),
    ]
    if let end { parts.append(("end", end)) }
    parts += [
      ("shift", hours("08:00", "17:30")), ("breaks", .list([hours("12:00", "14:00")])),
      ("zones", .list(zones.map(JSON.text))), ("speed_kmh", .whole(speed)), ("members", .list(members)),
    ]
    if number == 1 { parts.append(("note", .text(GeoJSON.note))) }
    return .object(parts)
  }

  private static func hours(_ from: String, _ to: String) -> JSON { .list([.text(from), .text(to)]) }
}

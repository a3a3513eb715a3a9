internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

/// A plan read back from its file.
struct PlanFile {
  struct Team {
    var id: String
    var name: String?
    var members: [String]
  }

  struct Stop {
    var id: String
    var team: Int
    var sequence: Int
    /// One point to stand at, or a line to walk.
    var path: [LonLat]
    var zone: String?
    var arrive: Instant?
    var leave: Instant?
    var serves: [String]
    var gain: Double
    /// Seconds.
    var stay: Double?
    /// What was to be looked at a second time.
    var lookBacks: [LookBack]
  }

  private(set) var teams: [Team] = []
  /// In the order of the file: team by team, each in its sequence.
  private(set) var stops: [Stop] = []

  /// - Throws: `Problem`: `.inputMissing`, `.badData` when it is no plan.
  init(_ path: String, _ time: TimeText) throws {
    let layer = try InputFile.read(path, ReadingOptions())
    let table = layer.properties
    var numbers: [String: Int] = [:]
    for row in 0..<layer.count {
      guard let id = table.value("team", at: row).text else { continue }
      if numbers[id] == nil {
        numbers[id] = teams.count
        teams.append(
          Team(
            id: id, name: table.value("team_name", at: row).text, members: Self.list("members", table, row)))
      }
      guard let team = numbers[id], case .integer(let sequence) = table.value("sequence", at: row),
        case .point(let place)? = layer.geometries[row]
      else { continue }
      stops.append(
        Stop(
          id: table.value("stop", at: row).text ?? "\(id)-\(sequence)", team: team, sequence: sequence,
          path: Self.walk(table, row) ?? [LonLat(place.first, place.second)],
          zone: table.value("zone", at: row).text,
          arrive: table.value("arrive", at: row).text.flatMap(time.instant),
          leave: table.value("leave", at: row).text.flatMap(time.instant),
          serves: Self.list("serves", table, row),
          gain: Double(table.value("gain_m2", at: row).text ?? "") ?? 0,
          stay: Double(table.value("stay_s", at: row).text ?? ""), lookBacks: Self.lookBacks(table, row, time)
        ))
    }
    guard !teams.isEmpty else {
      throw Problem(
        .badData, Phrase("the file holds no plan", zh: "文件不是排查方案"), at: Phrase(path, zh: path),
        hint: Phrase(
          "name the GeoJSON that zonesweep plan wrote", zh: "请指定 zonesweep plan 输出的 GeoJSON"))
    }
  }

  /// The first arrival; `nil` when no stop has one.
  var begins: Instant? { stops.compactMap(\.arrive).min() }
  var ends: Instant? { stops.compactMap(\.leave).max() }

  private static func list(_ name: String, _ table: PropertyTable, _ row: Int) -> [String] {
    switch table.value(name, at: row) {
    case .json(let text): JSONList.texts(of: text)
    case .null: []
    case let value: (value.text ?? "").split { ",;，；、".contains($0) }.map(String.init)
    }
  }

  private static func lookBacks(_ table: PropertyTable, _ row: Int, _ time: TimeText) -> [LookBack] {
    guard case .json(var text) = table.value("look_backs", at: row) else { return [] }
    return text.withUTF8 { bytes in
      var found: [LookBack] = []
      JSONText.forEachElement(of: bytes) { element in
        func member(_ name: String) -> String? {
          JSONText.member(name, of: element).flatMap { JSONText.value(of: $0).text }
        }
        let place = member("place").map(JSONList.texts)?.compactMap(Double.init) ?? []
        guard let id = member("id"), place.count == 2 else { return }
        let closed = member("closed").flatMap(time.instant) ?? 0
        found.append(
          LookBack(
            id: id, item: member("item"), place: LonLat(place[0], place[1]), closed: closed,
            isClosingKnown: member("closing_known") != "false",
            due: member("due").flatMap(time.instant) ?? closed))
      }
      return found
    }
  }

  private static func walk(_ table: PropertyTable, _ row: Int) -> [LonLat]? {
    guard case .json(let text) = table.value("walk", at: row) else { return nil }
    let points = JSONList.nested(of: text).compactMap { pair -> LonLat? in
      guard pair.count == 2, let lon = Double(pair[0]), let lat = Double(pair[1]) else { return nil }
      return LonLat(lon, lat)
    }
    return points.count > 1 ? points : nil
  }
}

internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

/// A file of roads as a network.
struct RoadNetwork {
  let graph: RoadGraph
  let plane: Plane
  private(set) var roads = 0
  /// Records that are no lines.
  private(set) var skipped = 0

  /// Reads lines with `oneway` (`yes`, `-1`: against the line) and `speed_kmh` or `maxspeed`.
  ///
  /// - Throws: `Problem`: `.inputMissing`, `.badData` when there is no line in it.
  init(_ path: String, around places: [TravelPlace]) throws {
    let file = try RoadFile(path)
    guard var box = places.first.map({ Box($0.entry) }), !file.lines.isEmpty else { throw file.isEmpty }
    for place in places { box.extend(to: place.entry) }
    let plane = try Plane(.equalArea(near: box))
    self.plane = plane
    roads = file.lines.count
    skipped = file.skipped
    graph = RoadGraph(
      try file.lines.map {
        RoadGraph.Road(try plane.forward($0.line), isOneWay: $0.isOneWay, limit: $0.limit)
      })
  }
}

/// The lines of a file of roads, each in the direction in which it may be passed.
struct RoadFile {
  struct Road {
    var line: [LonLat]
    var isOneWay: Bool
    /// Kilometres an hour; `nil`: no limit.
    var limit: Double?
  }

  let path: String
  private(set) var lines: [Road] = []
  /// Records that are no lines.
  private(set) var skipped = 0

  init(_ path: String) throws {
    self.path = path
    let layer = try InputFile.read(path, ReadingOptions())
    let placing = try Placing(layer.declaredDatum ?? .wgs84, file: path)
    for row in 0..<layer.count {
      let found = try layer.geometries[row].map { geometry in
        do { return try placing.place(geometry).lines } catch let error as Misplaced {
          throw Problem(
            .badData, error.reason, at: Phrase("\(path), record \(row + 1)", zh: "\(path)，第 \(row + 1) 条记录"),
            hint: error.hint)
        }
      }
      let drawn = (found ?? []).filter { $0.count > 1 }
      if drawn.isEmpty { skipped += 1 }
      let rule = RoadRule(layer.properties, row)
      lines += drawn.map { Road(line: rule.turned($0), isOneWay: rule.isOneWay, limit: rule.limit) }
    }
  }

  var isEmpty: Problem {
    Problem(
      .badData, Phrase("no line is in the file of roads", zh: "路网文件中没有线"), at: Phrase(path, zh: path),
      hint: Phrase("--travel roads=FILE takes lines, as GeoJSON", zh: "--travel roads=文件 应为线要素，如 GeoJSON"))
  }
}

/// What the properties of a road say about driving on it.
struct RoadRule {
  var isOneWay = false
  var isBackward = false
  var limit: Double?

  /// In the direction in which it may be passed.
  func turned(_ line: [LonLat]) -> [LonLat] { isBackward ? line.reversed() : line }

  init(_ table: PropertyTable, _ row: Int) {
    switch table.value("oneway", at: row).text?.lowercased() {
    case "yes", "true", "1", "是", "单行": isOneWay = true
    case "-1", "reverse": (isOneWay, isBackward) = (true, true)
    default: break
    }
    for name in ["speed_kmh", "maxspeed"] {
      guard let text = table.value(name, at: row).text else { continue }
      let words = text.split(separator: " ")
      guard let number = words.first.flatMap({ Double($0) }), number > 0, number <= 300 else { continue }
      limit = words.last == "mph" ? number * 1.609344 : number
      break
    }
  }
}

extension TravelTable {
  /// Metres from a place to a road beyond which there is no way to it.
  static let snap = 500.0

  /// Shortest ways in time in a network of roads; what lies beside a road is reached straight × detour.
  ///
  /// Between two places nearer to each other than to their roads one goes straight.
  static func roads(
    _ path: String, _ places: [TravelPlace], detour: Double, speeds: [Double]
  ) throws -> TravelTable {
    guard !places.isEmpty else { return straight(places, detour: detour, speeds: speeds) }
    let network = try RoadNetwork(path, around: places)
    let ends = try RoadEnds(places, network, detour: detour)
    var metres: [Double] = []
    var seconds: [[Double]] = []
    for speed in speeds {
      let ways = ends.table(speed: speed)
      if metres.isEmpty { metres = ways.metres }
      seconds.append(ways.seconds)
    }
    let off = ends.offRoad
    return TravelTable(
      places: places.count, metres: metres, seconds: seconds, speeds: speeds,
      words: Phrase(
        "quickest ways on \(grouped(network.roads)) lines of \(path), to and from them straight × \(detour)",
        zh: "\(path) 中 \(grouped(network.roads)) 条线上的最快路径，道路以外按直线 × \(detour)"),
      method: "roads", notices: off.isEmpty ? [] : [notice(off.count, path)],
      way: { ends.way($0, $1, speed: speeds.first ?? InspectionTeam.usualSpeed) })
  }

  private static func notice(_ count: Int, _ path: String) -> Notice {
    Notice(
      Phrase(
        "\(count) places lie more than \(Int(snap)) m from every road and cannot be reached",
        zh: "有 \(count) 个地点距所有道路超过 \(Int(snap)) 米，无法到达"),
      at: Phrase(path, zh: path),
      hint: Phrase("complete the roads, or plan with --travel straight", zh: "请补全路网，或改用 --travel straight"))
  }
}

/// The places of a plan on a network.
private final class RoadEnds {
  private let places: [TravelPlace]
  private let network: RoadNetwork
  private let detour: Double
  private let entries: [RoadGraph.Spot?]
  private let exits: [RoadGraph.Spot?]
  private let straight: [[Double]]

  init(_ places: [TravelPlace], _ network: RoadNetwork, detour: Double) throws {
    self.places = places
    self.network = network
    self.detour = detour
    let entries = try places.map { try network.plane.forward($0.entry) }
    let exits = try places.map { try network.plane.forward($0.exit) }
    self.entries = entries.map { network.graph.spot(nearest: $0, within: TravelTable.snap) }
    self.exits = exits.map { network.graph.spot(nearest: $0, within: TravelTable.snap) }
    straight = exits.map { from in entries.map { from.distance(to: $0) } }
  }

  /// Places without a road nearby.
  var offRoad: [Int] { places.indices.filter { entries[$0] == nil || exits[$0] == nil } }

  /// Whether one walks from one place to another without minding the roads.
  private func isBeside(_ from: Int, _ to: Int) -> Bool {
    guard let exit = exits[from], let entry = entries[to] else { return straight[from][to] < 1 }
    return straight[from][to] <= exit.away + entry.away
  }

  func table(speed: Double) -> (metres: [Double], seconds: [Double]) {
    let count = places.count
    var metres = [Double](repeating: .infinity, count: count * count)
    var seconds = [Double](repeating: TravelTable.unreachable, count: count * count)
    var search = RoadSearch(network.graph, speed: speed)
    let targets = places.indices.filter { entries[$0] != nil }
    for from in places.indices {
      if let exit = exits[from] {
        let ways = search.ways(from: exit, to: targets.compactMap { entries[$0] })
        for (to, way) in zip(targets, ways) where way.seconds.isFinite {
          let beside = (exit.away + (entries[to]?.away ?? 0)) * detour
          metres[from * count + to] = way.metres + beside
          seconds[from * count + to] = (way.seconds + beside / (speed / 3.6)).rounded(.up)
        }
      }
      for to in places.indices where isBeside(from, to) {
        metres[from * count + to] = straight[from][to] * detour
        seconds[from * count + to] = (straight[from][to] * detour / (speed / 3.6)).rounded(.up)
      }
    }
    return (metres, seconds)
  }

  func way(_ from: Int, _ to: Int, speed: Double) -> [LonLat] {
    let ends = [places[from].exit, places[to].entry]
    guard !isBeside(from, to), let exit = exits[from], let entry = entries[to] else { return ends }
    var search = RoadSearch(network.graph, speed: speed)
    let line = search.way(from: exit, to: entry) ?? []
    return [ends[0]] + line.compactMap { try? network.plane.inverse($0) } + [ends[1]]
  }
}

internal import ZoneModel

/// How many places to stand a plan may take.
enum StandingPoints {
  /// Choosing more takes minutes, and no city has the teams for them.
  static let most = 40_000

  static let timeIsOver = Phrase(
    "time was over before stops were chosen for it (--time-limit or Ctrl-C)",
    zh: "选取停靠点的时间已到（--time-limit 或 Ctrl-C）")

  /// - Throws: `Problem(.badData)` when the ground takes more places than are chosen.
  static func check(_ spots: [BlindSpot], _ zones: [Zone], _ options: StopOptions) throws {
    let area = spots.reduce(0) { $0 + (isCovered($1, zones, options) ? options.share * $1.area : 0) }
    let each = hexagon * options.radius * options.radius
    // stops beyond --max-stops are not made; a walk has a place every so often
    let perStop = 1 + options.walk / (3.0.squareRoot() * options.radius)
    let expected = min(area / each, Double(options.most) * perStop)
    guard expected > Double(most) else { return }
    let radius = (area / (hexagon * Double(most))).squareRoot().rounded(.up)
    throw Problem(
      .badData,
      Phrase(
        "\(groundText(area)) of blind ground take about \(grouped(Int(expected))) places to stand with \(lengthText(options.radius)) of sight, more than the \(grouped(most)) that are chosen",
        zh:
          "盲区 \(groundText(area)) 按 \(lengthText(options.radius)) 的观察半径约需 \(grouped(Int(expected))) 个站立点，超过上限 \(grouped(most)) 个"
      ), at: Phrase("--radius", zh: "--radius"),
      hint: Phrase(
        "choose a --radius of \(lengthText(radius)) or more, fewer kinds (--kind) or fewer stops (--max-stops)",
        zh: "请将 --radius 加大到 \(lengthText(radius)) 以上，或减少类型（--kind）、停靠点数（--max-stops）"))
  }

  /// Square metres of a plane that a disc of radius 1 takes in the thinnest covering there is.
  ///
  /// - Source: R. Kershner, The number of circles covering a set, American Journal of Mathematics 61 (1939).
  private static let hexagon = 27.0.squareRoot() / 2

  /// Roads are walked along, and ground that is too wide is left out by itself.
  private static func isCovered(_ spot: BlindSpot, _ zones: [Zone], _ options: StopOptions) -> Bool {
    let isRoad = spot.zoneNumber.map { zones[$0].boundary.isRoad } ?? false
    return !isRoad && spot.area <= StopChooser.largest(options.radius)
  }
}

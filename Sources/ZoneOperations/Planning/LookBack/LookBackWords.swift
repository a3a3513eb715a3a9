internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

extension PlannedSweeps {
  /// What is looked at again, since when it is closed.
  func words(_ one: LookBack) -> Phrase {
    let item = one.item.map(item)
    let closed = String(time.text(one.closed).prefix(10))
    return Phrase(
      "\(one.id)\(item.map { ": \($0.english)" } ?? "") (\(one.isClosingKnown ? "closed" : "found") \(closed))",
      zh:
        "\(one.id)\(item.map { "：\($0.chinese)" } ?? "")（\(closed)\(one.isClosingKnown ? " 结案" : " 发现，结案时间不详")）"
    )
  }

  /// What to do at a stop for second looks.
  func lookBackTask(_ site: SweepSite) -> Phrase {
    let all = site.lookBacks.map(words)
    return Phrase(
      "second look at " + all.map(\.english).joined(separator: "; "),
      zh: "回头看：" + all.map(\.chinese).joined(separator: "；"))
  }

  /// How many of what is due the plan looks at.
  var lookBackNote: Phrase? {
    guard let lookBacks else { return nil }
    let visited = rounds.reduce(0) { $0 + $1.visits.count }
    let seen = rounds.reduce(0) { sum, round in
      sum + round.visits.reduce(0) { $0 + stops.sites[$1.stop].lookBacks.count }
    }
    let known = lookBacks.undated == 0 ? "" : ", \(lookBacks.undated) of them by when they were found"
    let chinese = lookBacks.undated == 0 ? "" : "（其中 \(lookBacks.undated) 个按发现时间起算）"
    return Phrase(
      "\(seen) of \(stops.spots) second looks that are due\(known), at \(visited) of \(stops.sites.count) stops; of all \(lookBacks.closed) closed \(lookBacks.done) were looked at again, \(lookBacks.later.count) are not due yet",
      zh:
        "到期回头看 \(stops.spots) 个\(chinese)，安排 \(seen) 个，停靠点 \(visited)/\(stops.sites.count) 个；已结案共 \(lookBacks.closed) 个，其中已回看 \(lookBacks.done) 个，未到期 \(lookBacks.later.count) 个"
    )
  }

  /// Second looks at a stop, for programs.
  func lookBackList(_ site: SweepSite, _ options: OutputOptions) -> String {
    let entries = site.lookBacks.map { one in
      var members: [(String, PropertyValue)] = [
        ("id", .text(one.id)), ("item", .maybe(one.item)), ("closed", .text(options.time.text(one.closed))),
        ("closing_known", .bool(one.isClosingKnown)), ("due", .text(options.time.text(one.due))),
      ]
      members.append(
        ("place", .json("[\(rounded(one.place.lon, to: 1e6)),\(rounded(one.place.lat, to: 1e6))]")))
      return "{" + members.map { "\(JSONQuote.text($0.0)):\($0.1.json)" }.joined(separator: ",") + "}"
    }
    return "[" + entries.joined(separator: ",") + "]"
  }
}

internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneMaps
public import ZoneModel

extension PlannedSweeps {
  /// The rounds as GPX routes for phones: the start, every stop with its times and what to look at, the end.
  public func gpx(in language: Language) -> String {
    GPXWriter.text(
      rounds.filter { !$0.visits.isEmpty }.map { route($0, language) },
      name: "\(sweep.title.text(in: language)) \(dayText)")
  }

  private func route(_ round: PlannedRound, _ language: Language) -> GPXRoute {
    let team = teams[round.team]
    var points = [
      GPXRoute.Point(
        team.base, name: Phrase("start", zh: "出发").text(in: language),
        description: ClockTime.text(round.leaves))
    ]
    for (number, visit) in round.visits.enumerated() { points += self.points(visit, number + 1, language) }
    if let end = team.finish {
      points.append(
        GPXRoute.Point(
          end, name: Phrase("end", zh: "结束").text(in: language), description: ClockTime.text(round.ends)))
    }
    return GPXRoute(name: team.title, description: words(round).text(in: language), points: points)
  }

  /// The stop, and where a walk ends.
  private func points(_ visit: PlannedVisit, _ number: Int, _ language: Language) -> [GPXRoute.Point] {
    let site = stops.sites[visit.stop]
    let title = self.title(of: site)
    let times = "\(ClockTime.text(visit.begin))–\(ClockTime.text(visit.leave))"
    let first = GPXRoute.Point(
      site.entry, name: "\(number) \(title)", description: "\(times) \(task(at: site).text(in: language))")
    guard site.path.count > 1 else { return [first] }
    let walk = Phrase("end of the walk", zh: "步行终点").text(in: language)
    return [first]
      + site.path.dropFirst().dropLast().map { GPXRoute.Point($0, name: "\(number)") }
      + [GPXRoute.Point(site.exit, name: "\(number) \(walk)", description: ClockTime.text(visit.leave))]
  }

  private func words(_ round: PlannedRound) -> Phrase {
    let visits = round.visits.count
    return Phrase(
      "\(visits) stops, \(lengthText(round.travelled)), \(ClockTime.text(round.leaves)) to \(ClockTime.text(round.ends))",
      zh:
        "\(visits) 个停靠点，行程 \(lengthText(round.travelled))，\(ClockTime.text(round.leaves))—\(ClockTime.text(round.ends))"
    )
  }
}

extension InspectionTeam {
  /// Where the round ends; `nil`: at the last stop.
  var finish: LonLat? {
    switch end {
    case .base: base
    case .open: nil
    case .place(let place): place
    }
  }
}

// MARK: - Words for people on the way

extension PlannedSweeps {
  func title(of site: SweepSite) -> String {
    let zone = site.zone.map { list.survey.zones.zones[$0] }
    return zone?.name ?? zone?.id ?? site.id
  }

  /// What to do there: why the ground is blind, how much of it, how far to walk, with which items.
  func task(at site: SweepSite) -> Phrase {
    if !site.lookBacks.isEmpty { return lookBackTask(site) }
    let causes = causes(of: site)
    // a street walked although all of it was seen has no cause
    var english = (causes.map(\.title.english) + [groundText(site.gain)]).joined(separator: ", ")
    var chinese = causes.map(\.title.chinese).joined(separator: "、")
    chinese += (causes.isEmpty ? "" : "，") + groundText(site.gain)
    if site.walk > 0 {
      english += "; walk \(lengthText(site.walk))"
      chinese += "；步行 \(lengthText(site.walk))"
    }
    if !site.skills.isEmpty {
      let items = site.skills.sorted().map(item)
      english += "; items \(items.map(\.english).joined(separator: ", "))"
      chinese += "；项目 \(items.map(\.chinese).joined(separator: "、"))"
    }
    return Phrase(english, zh: chinese)
  }

  /// An item's code and what the checklist calls it.
  func item(_ code: String) -> Phrase {
    let checklist = list.survey.options.checklist
    guard let name = checklist.number(of: code).map({ checklist.items[$0].name }) else {
      return Phrase(code, zh: code)
    }
    return Phrase("\(code) \(name.english)", zh: "\(code) \(name.chinese)")
  }

  /// The causes of the blind spots it shows, each once.
  private func causes(of site: SweepSite) -> [Cause] {
    var causes: [Cause] = []
    for id in site.serves {
      guard let cause = causeOf[id], !causes.contains(cause) else { continue }
      causes.append(cause)
    }
    return causes
  }
}

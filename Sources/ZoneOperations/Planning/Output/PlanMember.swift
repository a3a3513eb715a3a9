internal import SweepPlanning
internal import ZoneFormats
internal import ZoneModel

/// The member `plan` of a plan written as GeoJSON.
struct PlanMember {
  private let plan: PlannedSweeps
  private let time: TimeText
  private let language: Language

  init(_ plan: PlannedSweeps, _ time: TimeText, _ language: Language) {
    self.plan = plan
    self.time = time
    self.language = language
  }

  var json: String {
    let visited = plan.rounds.reduce(0) { $0 + $1.visits.count }
    var members: [(String, PropertyValue)] = [
      ("objective", .text(plan.objective.rawValue)), ("value", number(plan.value)),
      ("unit", .text(plan.objective == .value ? "priority" : plan.streets == nil ? "s" : "m")),
    ]
    if let streets = plan.streets { members += streets.members }
    if let bound = plan.bound {
      members += [
        ("bound", number(bound.value)), ("gap", number(bound.gap)), ("optimal", .bool(bound.isOptimal)),
        ("bound_method", .text(bound.method.rawValue)),
      ]
    } else {
      members += [("bound", .null), ("gap", .null)]
    }
    members += [
      ("seed", .integer(Int(clamping: plan.seed))), ("iterations", .integer(plan.iterations)),
      ("date", .text(String(time.text(plan.day).prefix(10)))), ("sweep", .text(plan.sweep.rawValue)),
      ("stops", .integer(visited)), ("stops_in_all", .integer(plan.stops.sites.count)),
      ("blind_spots", .integer(plan.stops.spots)), ("blind_m2", number(plan.stops.ground)),
      ("planned_m2", number(plan.plannedGain)), ("radius_m", number(plan.list.survey.radius)),
      ("travel", .text(plan.travel.method)), ("travel_words", .text(plan.travel.words.text(in: language))),
      ("unassigned", .json("[" + unassigned.joined(separator: ",") + "]")),
    ]
    if let list = plan.lookBacks { members.append(("look_backs", .json(lookBacks(list)))) }
    if let changes = plan.changes { members.append(("kept", .json(changes.json(time)))) }
    if !plan.prospects.isEmpty {
      members.append(("prospects", .json("[" + prospects.joined(separator: ",") + "]")))
    }
    return object(members)
  }

  private func lookBacks(_ list: LookBackList) -> String {
    object([
      ("closed", .integer(list.closed)), ("due", .integer(plan.stops.spots)),
      ("looked_at_again", .integer(list.done)), ("not_due_yet", .integer(list.later.count)),
      ("next_due", .maybe(list.later.first.map(time.text))), ("closing_unknown", .integer(list.undated)),
      ("unusable", .integer(list.unusable.count)),
    ])
  }

  private var unassigned: [String] {
    plan.leftOut.map { left in
      let site = plan.stops.sites[left.stop]
      return object([
        ("id", .text(site.id)), ("reason", .text(left.reason.phrase.text(in: language))),
        ("cause", .text(left.reason.key)),
        ("value", number(site.value)), ("gain_m2", number(site.gain)),
      ])
    }
      + plan.stops.left.map { left in
        object([
          ("id", .text(left.id)), ("reason", .text(left.reason.text(in: language))),
          ("cause", .text("no_stop")),
        ])
      }
  }

  private var prospects: [String] {
    plan.prospects.map {
      object([
        ("change", .text($0.key)), ("words", .text($0.change.text(in: language))),
        ("value", number($0.value)),
        ("stops", .integer($0.visited)),
      ])
    }
  }

  private func number(_ value: Double) -> PropertyValue { .maybe(rounded(value, to: 1e6)) }

  private func object(_ members: [(String, PropertyValue)]) -> String {
    "{" + members.map { "\(JSONQuote.text($0.0)):\($0.1.json)" }.joined(separator: ",") + "}"
  }
}

extension PlannedSweeps {
  /// Square metres of blind ground that the visited stops show, each zone's own.
  var plannedGain: Double {
    rounds.reduce(0) { $0 + $1.visits.reduce(0) { $0 + stops.sites[$1.stop].gain } }
  }
}

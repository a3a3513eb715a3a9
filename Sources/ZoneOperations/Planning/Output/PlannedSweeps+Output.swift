public import ZoneFormats
internal import ZoneGeometry
public import ZoneModel

extension PlannedSweeps {
  /// One line a team and one point a stop visited, the team's stops behind its line.
  ///
  /// A team that stays at home has no geometry. What of the plan belongs to no feature stands in the member
  /// `plan`. Reasons and tasks are in the language; names of members and codes are the same in all.
  public func outputLayer(
    _ options: OutputOptions, language: Language = .english
  ) throws -> OutputLayer {
    let datum = try OutputDatum(options.datum)
    let rows = rows
    func column(_ name: String, _ value: @escaping (PlanRow) -> PropertyValue) -> OutputLayer.Column {
      OutputLayer.Column(name) { value(rows[$0]) }
    }
    return OutputLayer(
      name: "plan", count: rows.count, geometry: { geometry(of: rows[$0]).flatMap(datum.geometry) },
      columns: roundColumns(column, options) + visitColumns(column, options, language),
      members: [("plan", .json(PlanMember(self, options.time, language).json))] + datum.members,
      isGeographic: datum.isGeographic, precision: options.precision)
  }

  /// A round, or the visit at a place of it.
  struct PlanRow {
    var round: PlannedRound
    var at: Int?
    var visit: PlannedVisit? { at.map { round.visits[$0] } }
  }

  private var rows: [PlanRow] {
    rounds.flatMap { round in
      [PlanRow(round: round)] + round.visits.indices.map { PlanRow(round: round, at: $0) }
    }
  }

  private func geometry(of row: PlanRow) -> Geometry<LonLat>? {
    if let visit = row.visit { return .point(stops.sites[visit.stop].entry) }
    return row.round.line.count > 1 ? .line(row.round.line) : nil
  }

  typealias ColumnMaker = (String, @escaping (PlanRow) -> PropertyValue) -> OutputLayer.Column

  private func roundColumns(_ column: ColumnMaker, _ options: OutputOptions) -> [OutputLayer.Column] {
    func ofRound(_ name: String, _ value: @escaping (PlannedRound) -> PropertyValue) -> OutputLayer.Column {
      column(name) { $0.at == nil ? value($0.round) : .null }
    }
    return [
      column("team") { .text(teams[$0.round.team].id) },
      column("team_name") { .maybe(teams[$0.round.team].name) },
      ofRound("stops") { .integer($0.visits.count) },
      ofRound("travel_m") { .number(rounded($0.travelled, to: 10)) },
      ofRound("travel_s") { .number($0.travel) }, ofRound("service_s") { .number($0.service) },
      ofRound("starts_at") { .text(time(of: $0.leaves, options)) },
      ofRound("ends_at") { .text(time(of: $0.ends, options)) },
      ofRound("members") { round in
        let members = teams[round.team].members
        return members.isEmpty ? .null : .json(list(members))
      },
    ]
  }

  private func visitColumns(
    _ column: ColumnMaker, _ options: OutputOptions, _ language: Language
  ) -> [OutputLayer.Column] {
    func ofVisit(
      _ name: String, _ value: @escaping (PlannedVisit, SweepSite) -> PropertyValue
    ) -> OutputLayer.Column {
      column(name) { row in row.visit.map { value($0, stops.sites[$0.stop]) } ?? .null }
    }
    let zones = list.survey.zones.zones
    func ofZone(_ name: String, _ value: @escaping (Zone) -> PropertyValue) -> OutputLayer.Column {
      ofVisit(name) { _, site in site.zone.map { value(zones[$0]) } ?? .null }
    }
    return [
      ofVisit("stop") { .text($1.id) }, column("sequence") { $0.at.map { .integer($0 + 1) } ?? .null },
      ofVisit("arrive") { visit, _ in .text(time(of: visit.arrive, options)) },
      ofVisit("begin") { visit, _ in .text(time(of: visit.begin, options)) },
      ofVisit("leave") { visit, _ in .text(time(of: visit.leave, options)) },
      ofVisit("serves") { .json(list($1.serves)) }, ofVisit("gain_m2") { .number(rounded($1.gain, to: 100)) },
      ofVisit("value") { .number($1.value) }, ofVisit("must_visit") { .bool($1.isMandatory) },
      ofZone("zone") { .text($0.id) }, ofZone("zone_name") { .maybe($0.name) },
      ofZone("kind") { .text($0.kind.rawValue) }, ofZone("owner") { .maybe($0.owner) },
      ofZone("leader") { .maybe($0.leader) },
      ofVisit("leg_m") { visit, _ in .number(rounded(visit.metres, to: 10)) },
      ofVisit("leg_s") { visit, _ in .number(visit.travel) }, ofVisit("stay_s") { .number($1.service) },
      ofVisit("walk_m") { .number(rounded($1.walk, to: 10)) },
      ofVisit("walk") { $1.path.count > 1 ? .json(walk($1.path, options)) : .null },
      ofVisit("task") { .text(task(at: $1).text(in: language)) },
      ofVisit("items") { $1.skills.isEmpty ? .null : .json(list($1.skills.sorted())) },
    ]
      + (changes == nil
        ? []
        : [
          ofVisit("change") { .maybe(changes?.change(of: $1.id)?.change.rawValue) },
          ofVisit("was_team") { .maybe(changes?.change(of: $1.id)?.from) },
        ]) + (lookBacks == nil ? [] : [ofVisit("look_backs") { .json(lookBackList($1, options)) }])
  }

  /// RFC 3339.
  private func time(of seconds: Double, _ options: OutputOptions) -> String {
    options.time.text(day + seconds)
  }

  private func list(_ texts: [String]) -> String {
    "[" + texts.map { JSONQuote.text($0) }.joined(separator: ",") + "]"
  }

  /// Longitude and latitude in WGS 84, to a decimetre.
  private func walk(_ path: [LonLat], _ options: OutputOptions) -> String {
    "[" + path.map { "[\(rounded($0.lon, to: 1e6)),\(rounded($0.lat, to: 1e6))]" }.joined(separator: ",")
      + "]"
  }
}

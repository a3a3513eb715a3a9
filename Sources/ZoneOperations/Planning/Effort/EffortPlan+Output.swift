public import ZoneFormats
internal import SweepPlanning
internal import ZoneGeometry
internal import ZoneModel

extension EffortPlan {
  /// One row a zone, with its ground and its hours.
  public func outputLayer(_ options: OutputOptions) throws -> OutputLayer {
    let datum = try OutputDatum(options.datum)
    let (shares, zones) = (shares, survey?.zones.zones)
    func zone(_ share: EffortShare) -> Zone? { share.zone.flatMap { zones?[$0] } }
    return OutputLayer(
      name: "effort", count: shares.count,
      geometry: { zone(shares[$0]).flatMap { datum.geometry($0.boundary.geometry) } },
      columns: columns(zone), members: [("plan", .json(member))] + datum.members,
      isGeographic: datum.isGeographic, precision: options.precision)
  }

  private func columns(_ zone: @escaping (EffortShare) -> Zone?) -> [OutputLayer.Column] {
    let (shares, survey) = (shares, survey)
    func column(_ name: String, _ value: @escaping (EffortShare) -> PropertyValue) -> OutputLayer.Column {
      OutputLayer.Column(name) { value(shares[$0]) }
    }
    func millionths(_ value: Double) -> PropertyValue { .number(rounded(value, to: 1e6)) }
    return [
      column("zone") { .text($0.id) }, column("zone_name") { .maybe(zone($0)?.name) },
      column("kind") { .maybe(zone($0)?.kind.rawValue) }, column("owner") { .maybe(zone($0)?.owner) },
      column("leader") { .maybe(zone($0)?.leader) },
      column("area_m2") { share in
        .maybe(share.zone.flatMap { survey?.coverage[$0].area }.map { rounded($0, to: 10_000) })
      },
      column("expected_unseen") { millionths($0.unseen) }, column("rate_per_hour") { millionths($0.rate) },
      column("hours") { millionths($0.hours) }, column("pod_gained") { millionths($0.detection) },
      column("expected_found") { millionths($0.found) }, column("expected_left") { millionths($0.left) },
      column("next_hour_finds") { millionths($0.nextHour) },
    ]
  }

  private var member: String {
    func number(_ value: Double) -> PropertyValue { .maybe(value) }
    let proof: [(String, PropertyValue)] = [
      ("holds", .bool(certificate.holds())), ("time_error", number(certificate.timeError)),
      ("gain_error", number(certificate.gainError)), ("idle_error", number(certificate.idleError)),
      ("sign_error", number(certificate.signError)), ("duality_gap", number(max(0, mostFound - found))),
    ]
    let members: [(String, PropertyValue)] = [
      ("objective", .text("effort")), ("value", number(rounded(found, to: 1e9))), ("unit", .text("problems")),
      ("bound", number(rounded(max(found, mostFound), to: 1e9))),
      ("gap", number(found > 0 ? max(0, mostFound - found) / found : 0)),
      ("bound_method", .text("Lagrangian dual at the multiplier")), ("hours", number(hours)),
      ("multiplier", number(rounded(allocation.multiplier, to: 1e9))),
      ("expected_unseen", number(rounded(allocation.without, to: 1e9))),
      ("expected_left", number(rounded(allocation.missed, to: 1e9))),
      ("zones", .integer(shares.count)), ("zones_with_time", .integer(shares.count { $0.hours > 0 })),
      ("certificate", .json(Self.object(proof))),
    ]
    return Self.object(members)
  }

  private static func object(_ members: [(String, PropertyValue)]) -> String {
    "{" + members.map { "\(JSONQuote.text($0.0)):\($0.1.json)" }.joined(separator: ",") + "}"
  }
}

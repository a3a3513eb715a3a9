/// The whole sample city; the same on every run and every machine.
struct City {
  let topology: Topology
  let streets: Streets
  let roads: [Road]
  let places: Places
  let findings: Findings
  let sweeping: Sweeping

  init() {
    topology = Topology()
    streets = Streets(topology)
    roads = Roads.draw(streets, topology)
    places = Places(topology, streets)
    findings = Findings(topology, roads, places)
    sweeping = Sweeping(topology, streets, roads, places)
  }

  /// One file of the sample: its path inside the folder and its bytes.
  struct File {
    let path: String
    let bytes: [UInt8]
  }

  /// Every file but the hand-written README, in a fixed order.
  var files: [File] {
    let zones = ZoneFiles(topology: topology, roads: roads, places: places)
    let tracks = sweeping.tracks.enumerated().map {
      (id: "TR-" + padded($0.offset + 1, 2), track: $0.element)
    }
    // Every other track is a file of its own, as a hand-held receiver would have it.
    let receivers = tracks.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    let phones = tracks.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    return [
      File(path: "outline.geojson", bytes: zones.outline),
      File(path: "river.geojson", bytes: zones.river),
      File(path: "subdistricts.geojson", bytes: zones.subdistricts),
      File(path: "roads.geojson", bytes: zones.roadLines),
      File(path: "markets.geojson", bytes: zones.markets),
      File(path: "villages.geojson", bytes: zones.villages),
      File(path: "compounds.geojson", bytes: zones.compounds),
      File(path: "damaged.geojson", bytes: DamagedFile.bytes),
      File(path: "findings-covert.geojson", bytes: FindingFiles.geojson("findings-covert", findings.covert)),
      File(
        path: "findings-leaders.geojson", bytes: FindingFiles.geojson("findings-leaders", findings.leaders)),
      File(path: "findings-office.csv", bytes: FindingFiles.office(findings.office)),
      File(path: "findings-complaints.csv", bytes: FindingFiles.complaints(findings.complaints)),
      File(path: "checklist.csv", bytes: ChecklistFile.bytes),
      File(path: "visits.geojson", bytes: SweepingFiles.visits(sweeping.visits)),
      File(path: "tracks.geojson", bytes: SweepingFiles.tracks(phones)),
      File(path: "teams.json", bytes: TeamFile.bytes),
    ]
      + receivers.map { File(path: "tracks/\($0.id).gpx", bytes: GPX.track($0.track, name: $0.id)) }
  }
}

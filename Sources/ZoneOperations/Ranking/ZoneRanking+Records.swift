public import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

extension ZoneRanking {
  /// The findings and observations behind every figure: one row a record and zone. `event` and `inspection`
  /// are 1 where the record counts in the numerator or the denominator; by zone they add up to the figures.
  public func recordLayer(_ options: OutputOptions) throws -> OutputLayer {
    let datum = try OutputDatum(options.datum)
    let found = try records.listed(rows.map(\.zone), window, self.options.per)
    let records = records
    let names = Dictionary(
      uniqueKeysWithValues: rows.map { ($0.zone, classes[$0.classNumber].class.name) })
    func column(_ name: String, _ value: @escaping (CountedRecord) -> PropertyValue) -> OutputLayer.Column {
      OutputLayer.Column(name) { value(found[$0]) }
    }
    return OutputLayer(
      name: "rank-records", count: found.count,
      geometry: { datum.geometry(records.geometry(found[$0].source)) },
      columns: [
        column("zone") { .text(records.zones.zones[$0.zone].id) },
        column("zone_name") { .maybe(records.zones.zones[$0.zone].name) },
        column("class") { .maybe(names[$0.zone]) },
        column("record") { .text($0.source.isFinding ? "finding" : "observation") },
        column("event") { .integer($0.isEvent ? 1 : 0) },
        column("inspection") { .integer($0.isInspection ? 1 : 0) },
        column("id") { .maybe(records.id($0.source)) },
        column("file") { .maybe(records.place($0.source)?.file) },
        column("file_record") { record in
          records.place(record.source).map { .integer($0.record) } ?? .null
        },
        column("time") { .maybe(records.time($0.source).map(options.time.text)) },
        column("item") { .maybe(records.items($0.source)) },
        column("severity") { .maybe(records.severity($0.source)) },
        column("source") { .maybe(records.source($0.source)) },
        column("inspector") { .maybe(records.inspector($0.source)) },
      ], members: datum.members, isGeographic: datum.isGeographic, precision: options.precision)
  }
}

/// A record as it counts for one zone.
private struct CountedRecord {
  enum Source {
    case finding(Int)
    case observation(Int)

    var isFinding: Bool { if case .finding = self { true } else { false } }
  }

  var zone: Int
  var source: Source
  var isEvent: Bool
  var isInspection: Bool
}

extension RankRecords {
  fileprivate func listed(
    _ zones: [Int], _ window: TimeWindow, _ per: RankExposure
  ) throws -> [CountedRecord] {
    let tallies = try tally(window)
    return zones.flatMap { zone in
      let tally = tallies[zone]
      let events = Set(per == .item ? firstOfEachCheck(tally) : tally.events)
      let looks = Set(tally.lookFindings)
      return tally.findings.map {
        CountedRecord(
          zone: zone, source: .finding($0), isEvent: events.contains($0), isInspection: looks.contains($0))
      }
        + tally.looks.map {
          CountedRecord(zone: zone, source: .observation($0), isEvent: false, isInspection: true)
        }
    }
  }

  /// An item that fails twice on a day fails once.
  private func firstOfEachCheck(_ tally: ZoneTally) -> [Int] {
    var seen: Set<ZoneTally.Check> = []
    return tally.events.filter { i in
      marks[i].item.map { seen.insert(ZoneTally.Check(item: $0, day: marks[i].day)).inserted } ?? false
    }
  }

  fileprivate func geometry(_ source: CountedRecord.Source) -> Geometry<LonLat> {
    switch source {
    case .finding(let i): findings.map { .point($0.place(i)) } ?? .multiPoint([])
    case .observation(let number):
      switch observations.observations[number].trace {
      case .visit(let p): .point(p)
      case .track(let lines, _): lines.count == 1 ? .line(lines[0]) : .multiLine(lines)
      }
    }
  }

  fileprivate func id(_ source: CountedRecord.Source) -> String? {
    switch source {
    case .finding(let i): findings?.text("id", i)
    case .observation(let number): observations.observations[number].id
    }
  }

  /// Where a finding stands in its file.
  fileprivate func place(_ source: CountedRecord.Source) -> (file: String, record: Int)? {
    guard case .finding(let i) = source, let findings else { return nil }
    let layer = findings.layers[findings.layer(of: i)]
    return (layer.name, layer.records[Int(findings.rows[i])])
  }

  fileprivate func time(_ source: CountedRecord.Source) -> Instant? {
    switch source {
    case .finding(let i): marks[i].time
    case .observation(let number): observations.observations[number].time?.upperBound
    }
  }

  fileprivate func items(_ source: CountedRecord.Source) -> String? {
    switch source {
    case .finding(let i): return marks[i].item
    case .observation(let number):
      let items = observations.observations[number].items
      return items.isEmpty ? nil : items.joined(separator: " ")
    }
  }

  fileprivate func severity(_ source: CountedRecord.Source) -> Double? {
    if case .finding(let i) = source { marks[i].severity } else { nil }
  }

  fileprivate func source(_ source: CountedRecord.Source) -> String? {
    if case .finding(let i) = source { findings?.text("source", i) } else { nil }
  }

  fileprivate func inspector(_ source: CountedRecord.Source) -> String? {
    switch source {
    case .finding(let i): findings?.text("inspector", i)
    case .observation(let number): observations.observations[number].inspector
    }
  }
}

internal import ZoneGeometry
public import ZoneFormats
public import ZoneModel
public import ZoneStore

/// The records of a role as a sheet: times as dates, codes as text, places in columns of their own.
///
/// - Throws: `Problem`: `.badData` when the project has none.
public func recordSheet(
  _ role: ProjectRole, of project: String, _ time: TimeText, in language: Language
) throws -> SheetTable {
  let sources = try ProjectFile(reading: project).sources(role)
  guard !sources.isEmpty else { throw noRecords(role, of: project) }
  var seen: Set<String> = []
  let names = sources.flatMap(\.columns).filter { seen.insert($0).inserted }
  let hasPlaces = role == .findings
  let columns = names + (hasPlaces ? ["lon", "lat"].filter { !seen.contains($0) } : [])
  var sheet = SheetTable(name: role.title.text(in: language), columns: columns.map { SheetTable.Column($0) })
  for source in sources {
    let fields = FieldNames(source.columns, renamed: source.fields)
    let stream = try ProjectFile.records(of: source, in: project)
    while let part = try stream.next() {
      for row in 0..<part.count {
        var cells: [SheetTable.Cell] = names.map { name in
          let text = part.properties.text(name, at: row)
          if name == fields["time"], let moment = text.flatMap(time.instant) { return .time(moment) }
          return text.map { .text($0) } ?? .empty
        }
        if columns.count > names.count, case .point(let place) = part.geometries[row] {
          cells += [.number(place.first), .number(place.second)]
        }
        sheet.rows.append(cells)
      }
    }
  }
  return sheet
}

extension Layer {
  /// A row's whole record as it stands in the file, for a list of rejected records: a JSON object or a line
  /// of CSV.
  public func content(of row: Int) -> String {
    switch properties.backing {
    case .objects(let storage, let starts, let ends, _):
      if case .offsets(let offsets, let text) = places, offsets.indices.contains(row) {
        return JSONText.record(at: offsets[row], in: text)
      }
      return String(decoding: storage.bytes[starts[row]..<ends[row]], as: UTF8.self)
    case .cells(let records):
      return String(decoding: records.record(row), as: UTF8.self)
    case .values(let names, _):
      return names.compactMap { name in properties.text(name, at: row).map { "\(name)=\($0)" } }
        .joined(separator: "; ")
    }
  }
}

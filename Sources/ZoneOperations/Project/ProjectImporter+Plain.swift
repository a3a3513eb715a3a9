internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel
internal import ZoneStore

extension ProjectImporter {
  /// Records without places.
  func takePlain(_ role: ProjectRole, _ path: String) throws -> ImportReport {
    let layer = try PlainTable.read(path, options.reading)
    layer.notices.forEach(reporter.notice)
    let source = ProjectSource(role: role, name: path, fields: options.fields)
    var rejections = layer.rejections
    var check = role == .checklist ? ChecklistCheck(layer, kinds: try project.zoneKinds()) : nil
    let tally = try project.importRecords(of: source, at: moment) { records in
      let rows = PartRows(layer, role, role == .checklist ? namingCodes(of: layer) : options)
      for row in 0..<layer.count {
        let id = rows.id(row)
        if let fault = try check?.fault(of: row) ?? add(row, id, rows, to: records) {
          rejections.append(layer.rejection(row, id: id, fault.reason, hint: fault.hint))
        }
      }
      for rejection in rejections { try records.reject(rejection) }
      if records.tally.isEmpty { throw nothingUsable([path], rejections) }
      return (rows.columns, .wgs84)
    }
    check?.notices.forEach(reporter.notice)
    return ImportReport(file: path, role: role, tally: tally, rejections: rejections)
  }

  /// - Returns: why the record could not be added.
  private func add(
    _ row: Int, _ id: String?, _ rows: PartRows, to records: RecordImport
  ) throws -> (reason: Phrase, hint: Phrase?)? {
    let hint = Phrase("give each record its own id", zh: "请为每条记录指定唯一编号")
    guard let id else { return (Phrase("it has no id", zh: "没有编号"), hint) }
    let record = ImportedRecord(key: id, record: row + 1, identifier: nil, facts: [])
    guard case .repeated = try records.add(record, nil, properties: rows.object(row)) else { return nil }
    return (Phrase("the id \(id) stands in the file twice", zh: "编号 \(id) 在文件中重复"), hint)
  }

  /// A checklist's records are called by their code.
  private func namingCodes(of layer: Layer) -> InputOptions {
    guard options.fields["id"] == nil, let code = ChecklistReader.codeColumn(among: layer.properties.names)
    else { return options }
    var named = options
    named.fields["id"] = code
    return named
  }
}

internal import ZoneFormats
internal import ZoneModel

extension PreviousRound {
  /// The places of a round computed from the same data.
  init(_ window: TimeWindow, of rows: [RankRow], _ zones: ZoneSet) {
    source = .window(window)
    for row in rows {
      let id = zones.zones[row.zone].id
      places[id] = row.place
      if row.list == .red { red.insert(id) }
    }
  }

  /// The places in an earlier output.
  ///
  /// - Throws: `Problem`: `.badData` when it is no output of a ranking.
  init(reading path: String, _ reading: ReadingOptions) throws {
    source = .file(path)
    // an output of ours is UTF-8 or marked, whatever the inputs are
    let own = ReadingOptions()
    let layer =
      path.lowercased().hasSuffix(".csv") ? try PlainTable.read(path, own) : try InputFile.read(path, own)
    let table = layer.properties
    guard ["id", "place", "list"].allSatisfy(table.names.contains) else {
      throw Problem(
        .badData, Phrase("this is no output of a ranking", zh: "不是排名结果文件"), at: Phrase(path, zh: path),
        hint: Phrase(
          "it needs the properties id, place and list, as rank -o writes them",
          zh: "需要 id、place、list 三列，即 rank -o 的输出"))
    }
    for row in 0..<table.count {
      guard let id = table.text("id", at: row) else { continue }
      places[id] = table.number("place", at: row).flatMap { Int(exactly: $0) }
      if table.text("list", at: row) == RankList.red.rawValue { red.insert(id) }
    }
  }
}

extension ZoneRanking {
  /// Compares with the round before: who moved, who keeps, wins or loses a title.
  mutating func settleTitles() {
    for i in rows.indices {
      let id = zones.zones[rows[i].zone].id
      rows[i].previousPlace = previous?.places[id]
      let wasRed = previous?.red.contains(id) ?? false
      if rows[i].list == .red {
        rows[i].title = wasRed ? .kept : .awarded
      } else if wasRed {
        rows[i].title = .revoked
        rows[i].reason = seriousReason(rows[i]) ?? slideReason(rows[i])
      } else if rows[i].title == .withheld {
        rows[i].reason = seriousReason(rows[i])
      }
    }
  }

  private func seriousReason(_ row: RankRow) -> Phrase? {
    guard let i = row.serious, let findings = records.findings else { return nil }
    let name = findings.text("id", i) ?? "#\(findings.rows[i] + 1)"
    let severity = PropertyValue.text(of: records.marks[i].severity)
    return Phrase("serious finding \(name), severity \(severity)", zh: "严重问题 \(name)，严重程度 \(severity)")
  }

  private func slideReason(_ row: RankRow) -> Phrase {
    guard let place = row.place else {
      return Phrase(
        "not confirmed: \(row.inspections) inspections, \(options.least) are asked for",
        zh: "未能确认：仅检查 \(row.inspections) 次，至少需 \(options.least) 次")
    }
    let all = classes[row.classNumber].ranked
    return Phrase("slid to place \(place) of \(all)", zh: "下滑至第 \(place) 名（共 \(all) 名）")
  }
}

internal import ZoneFormats
public import ZoneModel
public import ZoneStore

/// Reduces a project's old walks to the ground they saw; see `project thin`.
///
/// - Parameters:
///   - moment: walks that ended before are old.
///   - isTrial: only says what would be done.
/// - Throws: `Problem`.
public func thinTracks(of project: String, before moment: Instant, isTrial: Bool) throws -> ThinnedTracks {
  try ProjectFile(opening: project).thinTracks(before: moment, isTrial: isTrial) { source in
    FieldNames(source.columns, renamed: source.fields)["time"]
  }
}

extension ThinnedTracks {
  /// Which walks they are.
  public func summary(isTrial: Bool) -> SummaryTable {
    var notes: [Phrase] = []
    if undated > 0 {
      notes.append(
        Phrase(
          "\(undated) walks have no time and stay as they are", zh: "\(undated) 条轨迹没有时间，保持原样"))
    }
    return SummaryTable(
      key: "thinned",
      title: isTrial
        ? Phrase("\(ids.count) walks would be reduced to their footprints", zh: "将把 \(ids.count) 条轨迹简化为覆盖范围")
        : Phrase("\(ids.count) walks were reduced to their footprints", zh: "已把 \(ids.count) 条轨迹简化为覆盖范围"),
      columns: [SummaryTable.Column("observation", Phrase("observation", zh: "检查记录"))],
      rows: ids.map { [.text($0)] }, notes: notes)
  }
}

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
  let file = try isTrial ? ProjectFile(reading: project) : ProjectFile(opening: project)
  return try file.thinTracks(before: moment, isTrial: isTrial) { source in
    FieldNames(source.columns, renamed: source.fields)["time"]
  }
}

extension ThinnedTracks {
  /// Which walks they are.
  public func summary(isTrial: Bool) -> SummaryTable {
    SummaryTable(
      key: "thinned", title: isTrial ? intention : outcome,
      columns: [
        SummaryTable.Column("observation", Phrase("observation", zh: "检查记录编号")),
        SummaryTable.Column("file", Phrase("file", zh: "文件")),
        SummaryTable.Column("record", Phrase("record", zh: "第几条"), isNumber: true),
        SummaryTable.Column("ended", Phrase("walked on", zh: "轨迹日期")),
      ],
      rows: walks.map { walk in
        let day = TimeText.shanghai.text(walk.ended).prefix(10)
        return [.text(walk.id), .text(walk.file), .count(walk.record), .text(String(day))]
      }, notes: undated > 0 ? [undatedNote] : [])
  }

  private var intention: Phrase {
    switch walks.count {
    case 0: Phrase("no walk is old enough to be reduced", zh: "没有需要简化的轨迹")
    case 1: Phrase("1 walk would be reduced to its footprint", zh: "将把 1 条轨迹简化为覆盖范围")
    default:
      Phrase(
        "\(walks.count) walks would be reduced to their footprints", zh: "将把 \(walks.count) 条轨迹简化为覆盖范围")
    }
  }

  private var outcome: Phrase {
    switch walks.count {
    case 0: Phrase("no walk was old enough to be reduced", zh: "没有需要简化的轨迹")
    case 1: Phrase("1 walk was reduced to its footprint", zh: "已把 1 条轨迹简化为覆盖范围")
    default:
      Phrase("\(walks.count) walks were reduced to their footprints", zh: "已把 \(walks.count) 条轨迹简化为覆盖范围")
    }
  }

  private var undatedNote: Phrase {
    undated == 1
      ? Phrase("1 walk has no time and stays as it is", zh: "1 条轨迹没有时间，保持原样")
      : Phrase("\(undated) walks have no time and stay as they are", zh: "\(undated) 条轨迹没有时间，保持原样")
  }
}

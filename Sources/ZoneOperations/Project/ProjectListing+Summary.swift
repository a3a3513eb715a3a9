public import ZoneModel
public import ZoneStore

extension ProjectListing {
  /// The rows of a project as a table.
  ///
  /// - Throws: `Problem`.
  public func table(of project: String) throws -> SummaryTable {
    let rows = try ProjectFile(reading: project).rows(of: self)
    return SummaryTable(
      key: rawValue, title: title, columns: columns.map { SummaryTable.Column($0, Self.title(of: $0)) },
      rows: rows.map { $0.map { .text($0) } }, notes: notes)
  }

  public var title: Phrase {
    switch self {
    case .changes: Phrase("What imports changed, newest first", zh: "历次导入变更的记录（最新在前）")
    case .boundaries: Phrase("Boundaries and how they followed one another", zh: "区域边界沿革")
    case .answers: Phrase("Zones of findings by the boundaries of a day", zh: "问题点在各期边界下所属区域")
    }
  }

  private var notes: [Phrase] {
    switch self {
    case .changes: [Phrase("before: what the record said until then", zh: "before：变更前的内容")]
    case .boundaries, .answers: []
    }
  }

  private static func title(of column: String) -> Phrase {
    switch column {
    case "at": Phrase("at", zh: "时间")
    case "file": Phrase("file", zh: "文件")
    case "role": Phrase("as", zh: "类别")
    case "id": Phrase("id", zh: "编号")
    case "before": Phrase("before", zh: "变更前")
    case "name": Phrase("name", zh: "名称")
    case "kind": Phrase("kind", zh: "类型")
    case "valid_from": Phrase("from", zh: "起")
    case "valid_to": Phrase("to", zh: "止")
    case "became": Phrase("became", zh: "变更为")
    case "came_from": Phrase("came from", zh: "来自")
    case "finding": Phrase("finding", zh: "问题点")
    case "boundaries_of": Phrase("boundaries of", zh: "边界日期")
    case "zone": Phrase("zone", zh: "所属区域")
    default: Phrase("zones", zh: "所在区域")
    }
  }
}

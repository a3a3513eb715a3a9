/// A city's filing conditions, limits and closing conditions. One problem type has as many rows as it has
/// conditions, and the clerk picks the one that is met.
public struct LimitTable: Sendable, Hashable {
  public var head: DataHead
  /// In the file's order.
  public var rows: [Row]

  public struct Row: Sendable, Hashable {
    public var code: ProblemCode
    /// 立案条件; empty when the table has none.
    public var condition: String
    public var limit: LimitDuration
    /// 结案条件; empty when the table has none.
    public var closesWhen: String
    /// Whether somebody compared the row with an official table.
    public var isVerified: Bool
    public var source: String

    public init(
      code: ProblemCode, condition: String, limit: LimitDuration, closesWhen: String = "",
      isVerified: Bool = false, source: String = ""
    ) {
      self.code = code
      self.condition = condition
      self.limit = limit
      self.closesWhen = closesWhen
      self.isVerified = isVerified
      self.source = source
    }

    /// What filing a case under this row records.
    public var filing: CaseFiling {
      CaseFiling(code: code, condition: condition, limit: limit, closesWhen: closesWhen)
    }
  }

  public init(head: DataHead = DataHead(), rows: [Row] = []) {
    self.head = head
    self.rows = rows
  }

  /// The rows of a problem type, in the file's order; none when the table does not know it.
  public func rows(for code: ProblemCode) -> [Row] { rows.filter { $0.code.key == code.key } }

  /// The rows of a problem type, else those whose older code means it by the crosswalk.
  public func rows(for code: ProblemCode, by crosswalk: Crosswalk) -> [Row] {
    let own = rows(for: code)
    return own.isEmpty ? rows.filter { (try? crosswalk.newCode(for: $0.code))?.key == code.key } : own
  }
}

extension LimitTable {
  /// An example (Yuncheng), not official and not to be applied elsewhere: limits are always local.
  public static let example = ShippedData.table(PackageResources.limits_example_csv) {
    bytes, file throws(Problem) in try reading(bytes, file: file)
  }

  /// Reads a limits file: columns `standard`, `family` (`matter`, `component`; empty: matter), `code`, `name`,
  /// `condition`, `limit` (as ``LimitDuration``), `closes_when`, `verified`, `source`, or their Chinese words.
  /// As in the spreadsheets in use, an empty `code` means the row above's. A row without a limit that can be
  /// read is rejected and costs nothing else.
  ///
  /// - Throws: `Problem(.badData)` when the bytes are not UTF-8, or `code` or `limit` is not a column.
  public static func reading(
    _ bytes: [UInt8], file: String
  ) throws(Problem) -> (table: LimitTable, rejections: [Rejection]) {
    let data = try DataTable(bytes, file: file, words: words, required: ["code", "limit"])
    var table = LimitTable(head: data.head)
    var rejections: [Rejection] = []
    var code: ProblemCode?
    for row in data.rows {
      code = ProblemCode(row) ?? code
      do throws(RowFault) {
        table.rows.append(try Row(row, code: code))
      } catch {
        rejections.append(row.rejection(in: file, id: row["code"], reason: error.reason))
      }
    }
    return (table, rejections)
  }

  private static let words = [
    "standard": "standard", "标准": "standard", "family": "family", "类别": "family", "code": "code",
    "代码": "code", "小类代码": "code", "name": "name", "名称": "name", "小类名称": "name",
    "condition": "condition", "立案条件": "condition", "limit": "limit", "时限": "limit", "处置时限": "limit",
    "closes_when": "closes_when", "结案条件": "closes_when", "verified": "verified", "已核实": "verified",
    "source": "source", "来源": "source",
  ]
}

extension LimitTable.Row {
  fileprivate init(_ row: DataTable.Row, code: ProblemCode?) throws(RowFault) {
    guard let code else { throw RowFault("no code, and none above it", zh: "缺少代码，且上方也没有") }
    guard let text = row["limit"] else { throw RowFault("no limit", zh: "缺少处置时限") }
    guard let limit = LimitDuration(text) else {
      throw RowFault(
        "\(text) is no limit; write 4小时, 2天, 2工作日, 2紧急工作时 or 1紧急工作日",
        zh: "“\(text)”不是时限；请写 4小时、2天、2工作日、2紧急工作时 或 1紧急工作日")
    }
    self.init(
      code: code, condition: row["condition"] ?? "", limit: limit, closesWhen: row["closes_when"] ?? "",
      isVerified: isConfirmed(row["verified"]), source: row["source"] ?? "")
  }
}

extension ProblemCode {
  /// `nil` when the row has no code.
  init?(_ row: DataTable.Row) {
    guard let code = row["code"] else { return nil }
    self.init(
      standard: row["standard"] ?? "", family: CodeFamily(word: row["family"]) ?? .matter, code: code,
      name: row["name"] ?? "")
  }
}

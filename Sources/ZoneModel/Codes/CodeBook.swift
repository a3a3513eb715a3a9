/// Codes and names of problems, items and sites, standard by standard.
public struct CodeBook: Sendable, Hashable {
  public var head: DataHead
  /// In the file's order.
  public private(set) var entries: [Entry]
  private var byKey: [String: Int]

  public struct Entry: Sendable, Hashable {
    public var code: ProblemCode
    /// Code of the aspect or class above it.
    public var parent: String?
    /// Points of the undercover sheet.
    public var points: Double?
    /// Letters of the types of site it is checked at.
    public var siteTypes: [String]
    /// Whether the name stands so in a text of the standard; `false` for paraphrases, inferences and lists at
    /// second hand.
    public var isVerified: Bool
    public var source: String
    public var note: String

    public init(
      code: ProblemCode, parent: String? = nil, points: Double? = nil, siteTypes: [String] = [],
      isVerified: Bool = false, source: String = "", note: String = ""
    ) {
      self.code = code
      self.parent = parent
      self.points = points
      self.siteTypes = siteTypes
      self.isVerified = isVerified
      self.source = source
      self.note = note
    }
  }

  public init(head: DataHead = DataHead(), entries: [Entry] = []) {
    self.head = head
    self.entries = entries
    byKey = Dictionary(
      entries.enumerated().map { ($1.code.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The entry for a code, whatever name it carries; `nil` when the book does not know it.
  public func entry(for code: ProblemCode) -> Entry? { byKey[code.key].map { entries[$0] } }

  /// The entries of one family of a standard, in the file's order.
  public func entries(of standard: String, _ family: CodeFamily) -> [Entry] {
    entries.filter { $0.code.standard == standard && $0.code.family == family }
  }
}

extension CodeBook {
  /// What could be read of the standards, and no more; its head says what is not there.
  public static let shipped = ShippedData.table(PackageResources.codes_csv) {
    bytes, file throws(Problem) in try reading(bytes, file: file)
  }

  /// Reads a code file: columns `standard`, `family`, `code`, `name`, `parent`, `points`, `site_types` (letters
  /// with blanks between), `verified`, `source`, `note`, or their Chinese words. A code that stands twice, or a
  /// row that cannot be read, is rejected and costs nothing else.
  ///
  /// - Throws: `Problem(.badData)` when the bytes are not UTF-8, or `standard`, `code` or `name` is no column.
  public static func reading(
    _ bytes: [UInt8], file: String
  ) throws(Problem) -> (table: CodeBook, rejections: [Rejection]) {
    let data = try DataTable(bytes, file: file, words: words, required: ["standard", "code", "name"])
    var entries: [Entry] = []
    var keys: Set<String> = []
    var rejections: [Rejection] = []
    for row in data.rows {
      do throws(RowFault) {
        let entry = try Entry(row)
        guard keys.insert(entry.code.key).inserted else {
          throw RowFault("the code stands twice", zh: "代码重复")
        }
        entries.append(entry)
      } catch {
        rejections.append(row.rejection(in: file, id: row["code"], reason: error.reason))
      }
    }
    return (CodeBook(head: data.head, entries: entries), rejections)
  }

  private static let words = [
    "standard": "standard", "标准": "standard", "family": "family", "类别": "family", "code": "code",
    "代码": "code", "name": "name", "名称": "name", "parent": "parent", "上级": "parent", "points": "points",
    "分值": "points", "site_types": "site_types", "点位类型": "site_types", "verified": "verified",
    "已核实": "verified", "source": "source", "来源": "source", "note": "note", "备注": "note",
  ]
}

extension CodeBook.Entry {
  fileprivate init(_ row: DataTable.Row) throws(RowFault) {
    guard let code = ProblemCode(row), row["standard"] != nil, row["name"] != nil else {
      throw RowFault("standard, code or name is empty", zh: "标准、代码或名称为空")
    }
    if let word = row["family"], CodeFamily(word: word) == nil {
      throw RowFault("\(word) is no family of codes", zh: "“\(word)”不是代码类别")
    }
    let points = row["points"].flatMap { Double($0) }
    guard row["points"] == nil || (points.map { $0 >= 0 && $0.isFinite } ?? false) else {
      throw RowFault("points are not a number", zh: "分值不是数字")
    }
    self.init(
      code: code, parent: row["parent"], points: points,
      siteTypes: row["site_types"]?.split(separator: " ").map(String.init) ?? [],
      isVerified: isConfirmed(row["verified"]), source: row["source"] ?? "", note: row["note"] ?? "")
  }
}

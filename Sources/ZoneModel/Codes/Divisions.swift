/// Districts, streets and towns with their codes, former names, and what became of those that were merged.
public struct Divisions: Sendable, Hashable {
  public var head: DataHead
  public private(set) var all: [Division]

  public struct Division: Sendable, Hashable {
    /// 6 or 9 digits; `nil` where it was not found (divisions long merged).
    public var code: String?
    public var name: String
    public var parent: String?
    /// First and last year it existed, where known: it may have existed for part of them.
    public var since: Int?
    public var until: Int?
    /// Code of what it became part of.
    public var mergedInto: String?
    public var aliases: [String]

    public init(
      code: String?, name: String, parent: String? = nil, since: Int? = nil, until: Int? = nil,
      mergedInto: String? = nil, aliases: [String] = []
    ) {
      self.code = code
      self.name = name
      self.parent = parent
      self.since = since
      self.until = until
      self.mergedInto = mergedInto
      self.aliases = aliases
    }
  }

  public init(head: DataHead = DataHead(), _ all: [Division] = []) {
    self.head = head
    self.all = all
  }

  public subscript(code: String) -> Division? { all.first { $0.code == code } }

  /// The divisions called `name` or known by it, today's first.
  public func named(_ name: String) -> [Division] {
    let key = name.foldedForComparison
    let found = all.filter { ([$0.name] + $0.aliases).contains { $0.foldedForComparison == key } }
    return found.filter { $0.until == nil } + found.filter { $0.until != nil }
  }

  /// What answers for a division today: itself, or what it was merged into.
  public func successor(of division: Division) -> Division {
    var found = division
    for _ in all.indices {
      guard let next = found.mergedInto.flatMap({ self[$0] }) else { break }
      found = next
    }
    return found
  }

  /// The divisions that became part of the one with `code`.
  public func predecessors(of code: String) -> [Division] { all.filter { $0.mergedInto == code } }
}

extension Divisions {
  /// Chaozhou, as far as it could be read.
  public static let chaozhou = ShippedData.table(PackageResources.divisions_chaozhou_csv) {
    bytes, file throws(Problem) in try reading(bytes, file: file)
  }

  /// Reads a divisions file: columns `code`, `name`, `parent`, `from`, `to` (years), `merged_into`, `aliases`
  /// (`;` between), or their Chinese words.
  ///
  /// - Throws: `Problem(.badData)` when the bytes are not UTF-8, or `code` or `name` is not a column.
  public static func reading(
    _ bytes: [UInt8], file: String
  ) throws(Problem) -> (table: Divisions, rejections: [Rejection]) {
    let data = try DataTable(bytes, file: file, words: words, required: ["code", "name"])
    var all: [Division] = []
    var rejections: [Rejection] = []
    for row in data.rows {
      do throws(RowFault) {
        all.append(try Division(row))
      } catch {
        rejections.append(row.rejection(in: file, id: row["code"] ?? row["name"], reason: error.reason))
      }
    }
    return (Divisions(head: data.head, all), rejections)
  }

  private static let words = [
    "code": "code", "代码": "code", "name": "name", "名称": "name", "parent": "parent", "上级": "parent",
    "from": "from", "起": "from", "to": "to", "止": "to", "merged_into": "merged_into", "并入": "merged_into",
    "aliases": "aliases", "别名": "aliases",
  ]
}

extension Divisions.Division {
  fileprivate init(_ row: DataTable.Row) throws(RowFault) {
    guard let name = row["name"] else { throw RowFault("no name", zh: "缺少名称") }
    if let code = row["code"], ![6, 9].contains(code.count) || !code.allSatisfy(\.isASCIIDigit) {
      throw RowFault("the code has neither 6 nor 9 digits", zh: "代码不是 6 位或 9 位数字")
    }
    self.init(
      code: row["code"], name: name, parent: row["parent"], since: row["from"].flatMap { Int($0) },
      until: row["to"].flatMap { Int($0) }, mergedInto: row["merged_into"],
      aliases: row["aliases"]?.split(separator: ";").map { $0.trimmed } ?? [])
  }
}

/// How many sites assessors look at, group by group, for a city of a certain size.
public struct AssessmentSites: Sendable, Hashable {
  public var head: DataHead
  /// In the file's order.
  public var groups: [Group]

  public struct Group: Sendable, Hashable {
    public var id: String
    public var name: String
    /// Sites by ``CitySize``, those of the groups within it included.
    public var sites: [CitySize: Int]
    /// The group it is part of.
    public var parent: String?
    /// Kinds of zones that serve it; `*` stands for all kinds that no group names.
    public var kinds: [String]
    /// Whether the numbers were compared with the official table.
    public var isVerified: Bool
    public var source: String
    public var note: String
  }

  public init(head: DataHead = DataHead(), groups: [Group] = []) {
    self.head = head
    self.groups = groups
  }

  /// The sites of a group that no group within it asks for.
  public func ownSites(of group: Group, _ size: CitySize) -> Int {
    let parts = groups.filter { $0.parent == group.id }.reduce(0) { $0 + ($1.sites[size] ?? 0) }
    return max(0, (group.sites[size] ?? 0) - parts)
  }

  /// All sites: those of the groups that are part of no other.
  public func total(_ size: CitySize) -> Int {
    groups.filter { $0.parent == nil }.reduce(0) { $0 + ($1.sites[size] ?? 0) }
  }
}

/// Cities by the people in their built-up area.
public enum CitySize: String, Sendable, Hashable, CaseIterable {
  /// Below 500,000.
  case small
  /// 500,000 to 2,000,000.
  case medium
  /// Above 2,000,000.
  case large

  public init(population: Double) {
    self = population < 500_000 ? .small : population <= 2_000_000 ? .medium : .large
  }

  public var title: Phrase {
    switch self {
    case .small: Phrase("below 500,000 people", zh: "人口 50 万以下")
    case .medium: Phrase("500,000 to 2,000,000 people", zh: "人口 50 万至 200 万")
    case .large: Phrase("above 2,000,000 people", zh: "人口 200 万以上")
    }
  }
}

extension AssessmentSites {
  /// As far as a copy of the table could be read; its head says what is not there.
  public static let shipped = ShippedData.table(PackageResources.assessment_sites_csv) {
    bytes, file throws(Problem) in try reading(bytes, file: file)
  }

  /// Reads a table of groups: columns `group`, `name`, `small`, `medium`, `large`, `part_of`, `kinds` (with blanks
  /// between), `verified`, `source`, `note`. A row that cannot be used is rejected and costs nothing else.
  ///
  /// - Throws: `Problem(.badData)` when the bytes are not UTF-8, or a column of numbers is missing.
  public static func reading(
    _ bytes: [UInt8], file: String
  ) throws(Problem) -> (table: AssessmentSites, rejections: [Rejection]) {
    let data = try DataTable(
      bytes, file: file, words: words, required: ["group", "small", "medium", "large", "kinds"])
    var table = AssessmentSites(head: data.head)
    var rejections: [Rejection] = []
    for row in data.rows {
      do throws(RowFault) {
        let group = try Group(row)
        guard !table.groups.contains(where: { $0.id == group.id }) else {
          throw RowFault("the group stands twice", zh: "分组重复")
        }
        guard group.parent == nil || table.groups.contains(where: { $0.id == group.parent }) else {
          throw RowFault("the group it is part of must stand above it", zh: "上级分组应列在其上方")
        }
        table.groups.append(group)
      } catch {
        rejections.append(row.rejection(in: file, id: row["group"], reason: error.reason))
      }
    }
    return (table, rejections)
  }

  private static let words = [
    "group": "group", "分组": "group", "name": "name", "名称": "name", "small": "small", "50万以下": "small",
    "medium": "medium", "50-200万": "medium", "large": "large", "200万以上": "large", "part_of": "part_of",
    "上级": "part_of", "kinds": "kinds", "区域类型": "kinds", "verified": "verified", "已核实": "verified",
    "source": "source", "来源": "source", "note": "note", "备注": "note",
  ]
}

extension AssessmentSites.Group {
  fileprivate init(_ row: DataTable.Row) throws(RowFault) {
    guard let id = row["group"] else { throw RowFault("no group", zh: "缺少分组") }
    guard let kinds = row["kinds"] else { throw RowFault("no kinds of zones", zh: "缺少区域类型") }
    var sites: [CitySize: Int] = [:]
    for size in CitySize.allCases {
      guard let number = row[size.rawValue].flatMap({ Int($0) }), (0...1_000_000).contains(number) else {
        throw RowFault("a number of sites is missing", zh: "缺少点位数量")
      }
      sites[size] = number
    }
    self.init(
      id: id, name: row["name"] ?? id, sites: sites, parent: row["part_of"],
      kinds: kinds.split(separator: " ").map(String.init), isVerified: isConfirmed(row["verified"]),
      source: row["source"] ?? "", note: row["note"] ?? "")
  }
}

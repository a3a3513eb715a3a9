/// How problems appear and how likely a look finds them, by kind of zone and item.
public struct DetectionParameters: Sendable, Hashable {
  public var head: DataHead
  /// In the file's order.
  public let rows: [Row]
  private let byKey: [Key: Int]
  /// By items without leading zeros; `nil` where several rows share the form.
  private let byWornKey: [Key: Int?]

  public struct Row: Sendable, Hashable {
    /// `nil`: every kind.
    public var kind: ZoneKind?
    /// Code of an item; `nil`: every item.
    public var item: String?
    public var values: Values
    public var isVerified: Bool
    public var source: String

    public init(
      kind: ZoneKind? = nil, item: String? = nil, values: Values, isVerified: Bool = false,
      source: String = ""
    ) {
      self.kind = kind
      self.item = item
      self.values = values
      self.isVerified = isVerified
      self.source = source
    }
  }

  public struct Values: Sendable, Hashable {
    /// New problems of one item in one zone.
    public var arrivals: Arrivals
    /// Effective width of a look ÷ its nominal width.
    public var sweep: Double
    /// Below this probability of detection a zone was looked at too little.
    public var leastProbability: Double

    public init(arrivals: Arrivals, sweep: Double = 1, leastProbability: Double = 0.5) {
      self.arrivals = arrivals
      self.sweep = sweep
      self.leastProbability = leastProbability
    }
  }

  private struct Key: Hashable, Sendable {
    var kind: ZoneKind?
    var item: String?
  }

  /// What counts where no row of the file speaks: the built-in row for everything. A kind nobody wrote a row for
  /// has problems all the same, and a look at it is no better than the assumption says.
  public static let fallback: Values = {
    let shipped = DetectionParameters.shipped
    guard let row = shipped.row(nil, nil) else {
      preconditionFailure("the built-in parameters have a row for everything")
    }
    return shipped.rows[row].values
  }()

  /// Of rows for the same kind and item the first counts.
  public init(head: DataHead = DataHead(), rows: [Row]) {
    self.head = head
    self.rows = rows
    let numbered = rows.enumerated()
    byKey = Dictionary(
      numbered.map { (Key(kind: $1.kind, item: $1.item), $0) }, uniquingKeysWith: { first, _ in first })
    byWornKey = Dictionary(
      numbered.filter { $1.item != nil }.map { (Key(kind: $1.kind, item: $1.item?.wornCode), Int?.some($0)) },
      uniquingKeysWith: { _, _ in nil })
  }

  /// What counts for an item in zones of a kind: the row that names both, else the item's, else the kind's,
  /// else the row for everything, else ``fallback``. An item is found without its leading zeros too, where only
  /// one row can be meant.
  ///
  /// - Parameter item: `nil` for a zone as a whole.
  public func values(kind: ZoneKind, item: String?) -> Values {
    var found: Int?
    if let item, !byWornKey.isEmpty { found = row(kind, item) ?? row(nil, item) }
    return (found ?? row(kind, nil) ?? row(nil, nil)).map { rows[$0].values } ?? Self.fallback
  }

  /// Whether a row speaks of a kind as a whole: its own, or the one for everything.
  public func speaks(of kind: ZoneKind) -> Bool { row(kind, nil) != nil || row(nil, nil) != nil }

  private func row(_ kind: ZoneKind?, _ item: String?) -> Int? {
    if let exact = byKey[Key(kind: kind, item: item)] { return exact }
    guard let item, let found = byWornKey[Key(kind: kind, item: item.wornCode)] else { return nil }
    return found
  }
}

extension DetectionParameters {
  /// The file inside the program: a working assumption.
  public static let shipped = ShippedData.table(PackageResources.detection_csv) {
    bytes, file throws(Problem) in try reading(bytes, file: file)
  }

  /// Reads a parameter file: columns `kind` and `item` (`*` or empty: every one), `arrivals_per_day`,
  /// `clearing_per_day`, `sweep`, `least_pod`, `verified`, `source`, or their Chinese words. A row that cannot
  /// be read, or says something of the same kind and item again, is rejected and costs nothing else.
  ///
  /// - Throws: `Problem(.badData)` when the bytes are not UTF-8, or `arrivals_per_day` is no column.
  public static func reading(
    _ bytes: [UInt8], file: String
  ) throws(Problem) -> (table: DetectionParameters, rejections: [Rejection]) {
    let data = try DataTable(bytes, file: file, words: words, required: ["arrivals_per_day"])
    var rows: [Row] = []
    var keys: Set<Key> = []
    var rejections: [Rejection] = []
    for row in data.rows {
      do throws(RowFault) {
        let read = try Row(row)
        guard keys.insert(Key(kind: read.kind, item: read.item)).inserted else {
          throw RowFault(
            "the kind and item stand twice", zh: "类型与项目重复",
            hint: Phrase("keep one of the rows", zh: "请只保留一行"))
        }
        rows.append(read)
      } catch {
        rejections.append(
          row.rejection(in: file, id: row["item"], reason: error.reason, hint: error.hint))
      }
    }
    return (DetectionParameters(head: data.head, rows: rows), rejections)
  }

  private static let words = [
    "kind": "kind", "类型": "kind", "item": "item", "项目": "item", "arrivals_per_day": "arrivals_per_day",
    "每天新增": "arrivals_per_day", "clearing_per_day": "clearing_per_day", "每天消失比例": "clearing_per_day",
    "sweep": "sweep", "有效宽度比": "sweep", "least_pod": "least_pod", "最低发现概率": "least_pod",
    "verified": "verified", "已核实": "verified", "source": "source", "来源": "source",
  ]
}

extension DetectionParameters.Row {
  fileprivate init(_ row: DataTable.Row) throws(RowFault) {
    func word(_ column: String) -> String? { row[column].flatMap { $0 == "*" ? nil : $0 } }
    let arrivals = Arrivals(
      perDay: try row.number("arrivals_per_day", atLeast: 0) ?? 0,
      clearingPerDay: try row.number("clearing_per_day", atLeast: 0) ?? 0)
    let least = try row.number("least_pod", atLeast: 0) ?? 0.5
    guard least <= 1 else { throw RowFault("least_pod is above 1", zh: "least_pod 大于 1") }
    self.init(
      kind: word("kind").map { ZoneKind(name: $0) }, item: word("item"),
      values: DetectionParameters.Values(
        arrivals: arrivals, sweep: try row.number("sweep", above: 0) ?? 1, leastProbability: least),
      isVerified: isConfirmed(row["verified"]), source: row["source"] ?? "")
  }
}

/// What a failed item of a checklist costs.
public struct ItemPoints: Sendable, Hashable {
  public var head: DataHead
  private var points: [String: Double]
  private var names: [String: String]

  /// No table: every item costs one point.
  public init() {
    head = DataHead()
    points = [:]
    names = [:]
  }

  /// Points of an item; 1 where the table does not list it.
  public func points(of item: String) -> Double { points[item] ?? 1 }

  /// Its name; `nil` where the table has none.
  public func name(of item: String) -> String? { names[item] }

  public var count: Int { points.count }

  /// Reads a table of points: columns `item`, `points`, and `name` where there is one, or their Chinese words. An
  /// item that stands twice, or a row whose points are no number from 0, is rejected and costs nothing else.
  ///
  /// - Throws: `Problem(.badData)` when the bytes are not UTF-8, or `item` or `points` is no column.
  public static func reading(
    _ bytes: [UInt8], file: String
  ) throws(Problem) -> (table: ItemPoints, rejections: [Rejection]) {
    let data = try DataTable(bytes, file: file, words: words, required: ["item", "points"])
    var table = ItemPoints()
    table.head = data.head
    var rejections: [Rejection] = []
    for row in data.rows {
      do throws(RowFault) {
        try table.add(row)
      } catch {
        rejections.append(row.rejection(in: file, id: row["item"], reason: error.reason))
      }
    }
    return (table, rejections)
  }

  private mutating func add(_ row: DataTable.Row) throws(RowFault) {
    guard let item = row["item"] else { throw RowFault("no item", zh: "缺少条目") }
    guard let text = row["points"], let value = Double(text), value >= 0, value <= 1e9 else {
      throw RowFault("points are not a number from 0", zh: "分值不是非负数字")
    }
    guard points[item] == nil else { throw RowFault("the item stands twice", zh: "条目重复") }
    points[item] = value
    names[item] = row["name"]
  }

  private static let words = [
    "item": "item", "code": "item", "条目": "item", "代码": "item", "问题代码": "item", "points": "points",
    "分值": "points", "name": "name", "名称": "name", "问题名称": "name",
  ]
}

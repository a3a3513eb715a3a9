internal import ZoneFormats

/// Finds our fields in a table: by the caller's word, by our own name, or by the names Chinese files use.
struct FieldNames: Sendable {
  private let columns: [String: String]

  init(_ table: PropertyTable, renamed: [String: String]) { self.init(table.names, renamed: renamed) }

  /// - Parameter names: the columns of a table.
  init(_ names: [String], renamed: [String: String]) {
    let names = Set(names)
    var columns: [String: String] = [:]
    for (field, aliases) in Self.aliases {
      if let chosen = renamed[field] {
        columns[field] = chosen
      } else {
        columns[field] = ([field] + aliases).first(where: names.contains)
      }
    }
    self.columns = columns
  }

  /// The column that holds `field`; `nil` when the table has none.
  subscript(field: String) -> String? { columns[field] }

  private static let aliases: [String: [String]] = [
    "id": ["ID", "Id", "编号", "编码", "问题编号"],
    "name": ["NAME", "Name", "名称"],
    "kind": ["类型", "区域类型"],
    "parent": ["所属街道", "上级编码", "所属镇街"],
    "owner": ["责任单位", "牵头单位"],
    "leader": ["包联领导", "包联"],
    "revisit_days": ["复查间隔", "复查间隔天数"],
    "weight": ["权重"],
    "reach": ["观察方式"],
    "valid_from": ["生效日期", "启用日期"],
    "valid_to": ["失效日期", "停用日期", "终止日期"],
    "width_m": ["宽度", "路宽"],
    "time": ["发现时间", "检查时间", "上报时间", "时间", "日期"],
    "item": ["问题代码", "项目代码", "问题编码", "检查条目", "标准条目", "条目"],
    "severity": ["严重程度"],
    "source": ["来源", "发现方式", "问题来源"],
    "accuracy_m": ["定位精度", "精度"],
    "status": ["状态"],
    "closed_at": ["结案时间", "销号时间", "整改完成时间", "完成时间"],
    "inspector": ["检查员", "检查人"],
    "items": ["检查项目"],
    "radius_m": ["观察半径"],
    "access": ["进入情况"],
  ]

  /// The fields `--field` may name.
  static let all: [String] = aliases.keys.sorted()
}

extension PropertyTable {
  /// The text of one of our fields, `nil` when the row has none. A code that a spreadsheet turned into a
  /// number with a fraction of zeros (`445102007.0`) is the code.
  func text(_ field: String, _ names: FieldNames, at row: Int) -> String? {
    names[field].flatMap { text($0, at: row) }.map(Self.code)
  }

  /// The same of every row; `nil` when the table has no such column.
  func texts(_ field: String, _ names: FieldNames) -> [String?]? { texts(field, names, 0..<count) }

  /// The same of some rows; `nil` when the table has no such column.
  func texts(_ field: String, _ names: FieldNames, _ rows: Range<Int>) -> [String?]? {
    names[field].map { texts($0, rows).map { $0.map(Self.code) } }
  }

  private static func code(_ text: String) -> String {
    // most texts end otherwise or hold no point: bytes tell that at once
    guard text.utf8.last == UInt8(ascii: "0"), let point = text.utf8.lastIndex(of: UInt8(ascii: ".")),
      point > text.startIndex, text[..<point].allSatisfy(\.isWholeNumber),
      text[point...].dropFirst().allSatisfy({ $0 == "0" })
    else { return text }
    return String(text[..<point])
  }

  /// The value of one of our fields.
  func value(_ field: String, _ names: FieldNames, at row: Int) -> PropertyValue {
    names[field].map { value($0, at: row) } ?? .null
  }

  /// The number in one of our fields, `nil` when the row has none or it is not a number.
  func number(_ field: String, _ names: FieldNames, at row: Int) -> Double? {
    names[field].flatMap { number($0, at: row) }
  }
}

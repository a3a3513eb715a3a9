/// Names and numbers of people who complained: kept apart, and shown with most of it hidden.
public enum PersonalData {
  private enum Sort {
    case name, number, other
  }

  private static let columns: [String: Sort] = [
    "投诉人": .name, "投诉人姓名": .name, "举报人": .name, "举报人姓名": .name, "来电人": .name, "来电人姓名": .name,
    "联系人": .name, "联系人姓名": .name, "反映人": .name, "诉求人": .name, "姓名": .name, "complainant": .name,
    "complainant_name": .name, "caller": .name, "caller_name": .name, "contact": .name, "contact_name": .name,
    "reporter_name": .name,
    "联系电话": .number, "电话": .number, "手机": .number, "手机号": .number, "手机号码": .number, "电话号码": .number,
    "联系方式": .number, "投诉人电话": .number, "来电号码": .number, "举报人电话": .number, "phone": .number,
    "phone_number": .number, "telephone": .number, "tel": .number, "mobile": .number,
    "contact_phone": .number,
    "complainant_phone": .number,
    "当事人": .name, "联系人电话": .number, "微信": .other, "微信号": .other, "wechat": .other, "qq": .other,
    "qq号": .other,
    "车牌": .other, "车牌号": .other, "身份证": .other, "身份证号": .other, "身份证号码": .other, "邮箱": .other, "电子邮箱": .other,
    "家庭住址": .other,
    "住址": .other, "email": .other, "e-mail": .other, "id_card": .other, "home_address": .other,
  ]

  /// Whether a column of that name holds what is told about a person.
  public static func isPersonal(_ column: String) -> Bool { sort(column) != nil }

  private static func sort(_ column: String) -> Sort? {
    columns[column.lowercased().filter { !$0.isWhitespace }]
  }

  /// The value of such a column as everybody may see it: `138****1234`, `张*`, `4***`.
  public static func masked(_ value: String, of column: String) -> String {
    if value.isEmpty { return value }
    switch sort(column) {
    case .number where value.count >= 8: return "\(value.prefix(3))****\(value.suffix(4))"
    case .number: return "****"
    case .name: return "\(value.prefix(1))*"
    case .other, nil: return "\(value.prefix(1))***"
    }
  }
}

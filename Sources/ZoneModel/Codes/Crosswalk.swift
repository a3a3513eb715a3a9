/// From the event codes of GB/T 30428.2-2013 to the matter codes of GB/T 47678.5-2026: a rule per class, and
/// what it does not cover.
public struct Crosswalk: Sendable, Hashable {
  public static let oldStandard = "GB/T 30428.2-2013"
  public static let newStandard = "GB/T 47678.5-2026"

  public var head: DataHead
  /// New class for an old one: `01` → `06`.
  public private(set) var classes: [String: String] = [:]
  /// Old classes without a successor.
  public private(set) var gone: Set<String> = []
  /// Sub-numbers that each city gave out itself.
  public private(set) var local: [ClosedRange<Int>] = []
  /// Pairs stated one by one; they go before the rule.
  public private(set) var pairs: [String: String] = [:]

  /// Why a code has no counterpart.
  public enum Fault: Error, Sendable, Hashable {
    /// Not of the form `01-10`, or not of the old standard.
    case notAnOldCode
    /// The class is gone, or unknown.
    case noClass(String)
    /// The sub-number was given out locally.
    case local

    public var what: Phrase {
      switch self {
      case .notAnOldCode:
        Phrase("not an event code of \(Crosswalk.oldStandard)", zh: "不是 \(Crosswalk.oldStandard) 的事件代码")
      case .noClass(let number):
        Phrase("class \(number) has no successor", zh: "大类 \(number) 在新标准中没有对应")
      case .local: Phrase("a locally added code", zh: "地方扩展代码，无统一对应")
      }
    }
  }

  /// The new code, with the name the book has for it, else the old name.
  public func newCode(for old: ProblemCode, in book: CodeBook = .shipped) throws(Fault) -> ProblemCode {
    guard old.standard == Self.oldStandard, old.family == .matter else { throw .notAnOldCode }
    var new = ProblemCode(standard: Self.newStandard, code: try newNumber(for: old.code), name: old.name)
    if let entry = book.entry(for: new) { new.name = entry.code.name }
    return new
  }

  private func newNumber(for old: String) throws(Fault) -> String {
    if let stated = pairs[old] { return stated }
    let parts = old.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isASCIIDigit) }),
      let number = Int(parts[1])
    else { throw .notAnOldCode }
    guard let successor = classes[parts[0]] else { throw .noClass(parts[0]) }
    if local.contains(where: { $0.contains(number) }) { throw .local }
    return "\(successor)0\(parts[1])"
  }
}

extension Crosswalk {
  /// The rule inside the program: inferred, not official.
  public static let shipped = ShippedData.table(PackageResources.crosswalk_csv) {
    bytes, file throws(Problem) in try reading(bytes, file: file)
  }

  /// Reads a crosswalk file: columns `kind`, `from`, `to`; kinds `class` (01, 06), `gone` (05), `local` (79, 99)
  /// and `pair` (01-10, 06010).
  ///
  /// - Throws: `Problem(.badData)` when the bytes are not UTF-8 or a column is missing.
  public static func reading(
    _ bytes: [UInt8], file: String
  ) throws(Problem) -> (table: Crosswalk, rejections: [Rejection]) {
    let words = ["kind": "kind", "类型": "kind", "from": "from", "起": "from", "to": "to", "止": "to"]
    let data = try DataTable(bytes, file: file, words: words, required: ["kind", "from", "to"])
    var table = Crosswalk(head: data.head)
    var rejections: [Rejection] = []
    for row in data.rows where !table.take(row) {
      let reason = Phrase("kind, from and to do not fit together", zh: "类型、起、止不相符")
      rejections.append(row.rejection(in: file, id: row["from"], reason: reason))
    }
    return (table, rejections)
  }

  private init(head: DataHead) { self.head = head }

  private mutating func take(_ row: DataTable.Row) -> Bool {
    switch (row["kind"], row["from"], row["to"]) {
    case ("class", let from?, let to?): classes[from] = to
    case ("gone", let from?, _): gone.insert(from)
    case ("pair", let from?, let to?): pairs[from] = to
    case ("local", let from?, let to?):
      guard let from = Int(from), let to = Int(to), from <= to else { return false }
      local.append(from...to)
    default: return false
    }
    return true
  }
}

extension Character {
  var isASCIIDigit: Bool { "0" <= self && self <= "9" && isASCII }
}

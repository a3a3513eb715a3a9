/// Which items are looked for in which kinds of zone: the denominator of everything said about items.
///
/// A *cell* is a zone and an item that applies to its kind. What is not in the checklist is in no figure.
public struct Checklist: Sendable, Hashable {
  public var head: DataHead
  /// In the file's order, each code once.
  public let items: [ChecklistItem]
  private let numbers: [String: Int]
  /// Codes without blanks, in lower case and without leading zeros; `nil` where two items share the form.
  private let worn: [String: Int?]

  /// Of items with the same code the first counts.
  public init(head: DataHead = DataHead(), items: [ChecklistItem]) {
    var seen: Set<String> = []
    self.head = head
    self.items = items.filter { seen.insert($0.code).inserted }
    numbers = Dictionary(uniqueKeysWithValues: self.items.enumerated().map { ($1.code, $0) })
    worn = Dictionary(
      self.items.enumerated().map { ($1.code.wornCode, Int?.some($0)) }, uniquingKeysWith: { _, _ in nil })
  }

  /// Numbers of the items that apply to a kind, ascending.
  public func items(of kind: ZoneKind) -> [Int] { items.indices.filter { items[$0].applies(to: kind) } }

  /// The kinds its items name.
  public var kinds: Set<ZoneKind> {
    items.reduce(into: []) { kinds, item in
      if case .only(let named) = item.kinds { kinds.formUnion(named) }
    }
  }

  /// Kinds that need no zone to be known: those with words of their own, and those of the built-in list.
  public static var knownKinds: Set<ZoneKind> { shipped.kinds.union(ZoneKind.builtIn) }

  /// The number of the item a record names; `nil` when the checklist has no such item.
  ///
  /// Spreadsheets take the zeros off a code (`6010`) and people write `06010 `: both are found where only one
  /// item can be meant. A code of GB/T 30428.2 (`01-10`) is found by its successor.
  public func number(of code: String) -> Int? {
    if let exact = numbers[code] { return exact }
    if let found = worn[code.wornCode], let number = found { return number }
    let old = ProblemCode(standard: Crosswalk.oldStandard, code: code)
    return (try? Crosswalk.shipped.newCode(for: old)).flatMap { numbers[$0.code] }
  }

  /// Codes that differ in nothing but leading zeros, blanks or the width of their letters, in the list's order:
  /// most likely one item, written twice. Each counts as an item of its own, and a record that names it in a
  /// third spelling (`006011`) for none of them.
  public var lookalikes: [[String]] {
    var groups: [String: [String]] = [:]
    for item in items where worn[item.code.wornCode] == .some(nil) {
      groups[item.code.wornCode, default: []].append(item.code)
    }
    return items.compactMap { item in
      groups[item.code.wornCode].flatMap { $0.first == item.code ? $0 : nil }
    }
  }
}

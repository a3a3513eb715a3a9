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
      self.items.enumerated().map { (Self.worn($1.code), Int?.some($0)) }, uniquingKeysWith: { _, _ in nil })
  }

  /// Numbers of the items that apply to a kind, ascending.
  public func items(of kind: ZoneKind) -> [Int] { items.indices.filter { items[$0].applies(to: kind) } }

  /// The number of the item a record names; `nil` when the checklist has no such item.
  ///
  /// Spreadsheets take the zeros off a code (`6010`) and people write `06010 `: both are found where only one
  /// item can be meant. A code of GB/T 30428.2 (`01-10`) is found by its successor.
  public func number(of code: String) -> Int? {
    if let exact = numbers[code] { return exact }
    if let found = worn[Self.worn(code)], let number = found { return number }
    let old = ProblemCode(standard: Crosswalk.oldStandard, code: code)
    return (try? Crosswalk.shipped.newCode(for: old)).flatMap { numbers[$0.code] }
  }

  private static func worn(_ code: String) -> String {
    let folded = code.foldedForComparison
    guard folded.allSatisfy({ $0.isASCII && $0.isNumber }) else { return folded }
    let digits = folded.drop { $0 == "0" }
    return digits.isEmpty ? "0" : String(digits)
  }
}

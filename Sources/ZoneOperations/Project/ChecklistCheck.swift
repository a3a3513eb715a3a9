internal import ZoneFormats
internal import ZoneModel

/// Looks at the rows of a checklist before they are taken into a project: an item that could never be looked
/// for as it is meant must not wait until a report lacks it.
struct ChecklistCheck {
  private let layer: Layer
  /// `nil`: nobody can say which kinds there are.
  private let kinds: Set<ZoneKind>?
  private var reader: ChecklistReader
  /// Words beside known ones that no zone has for its kind, with the first row.
  private var strange: [(kind: ZoneKind, row: Int)] = []

  /// - Parameter kinds: of the project's zones; empty while it has none.
  init(_ layer: Layer, kinds: [ZoneKind]) {
    self.layer = layer
    self.kinds = kinds.isEmpty ? nil : Checklist.knownKinds.union(kinds)
    reader = ChecklistReader(columns: layer.properties.names)
  }

  /// Why a row cannot be used; `nil` when it can.
  mutating func fault(of row: Int) -> (reason: Phrase, hint: Phrase?)? {
    let cells = layer.properties.names.map { layer.properties.text($0, at: row) }
    let line = layer.line(of: row) ?? layer.records[row]
    if let fault = reader.fault(taking: cells, line: line) { return fault }
    guard let fault = strangeKinds(of: reader.items.last, row) else { return nil }
    reader.giveBack()
    return fault
  }

  /// An item for kinds nobody has is rejected; one for some of them is taken, and the others are told.
  private mutating func strangeKinds(of item: ChecklistItem?, _ row: Int) -> (reason: Phrase, hint: Phrase?)?
  {
    guard let kinds, let item, case .only(let named) = item.kinds else { return nil }
    let unknown = named.filter { !kinds.contains($0) }
    guard !unknown.isEmpty else { return nil }
    if unknown.count == named.count {
      let words = unknown.map(\.rawValue).joined(separator: ", ")
      return (
        Phrase("no zone of the project is of kind \(words)", zh: "项目中没有类型为 \(words) 的区域"),
        Self.hint(kinds)
      )
    }
    for kind in unknown where !strange.contains(where: { $0.kind == kind }) { strange.append((kind, row)) }
    return nil
  }

  private static func hint(_ kinds: Set<ZoneKind>) -> Phrase {
    let words = kinds.map(\.rawValue).sorted().joined(separator: ", ")
    return Phrase(
      "write some of \(words), or * for every kind; or import the zones of that kind first",
      zh: "请填写 \(words) 中的类型，或用 * 表示全部；也可先导入该类型的区域")
  }

  /// What should be said of the rows that were taken.
  var notices: [Notice] {
    let words = strange.map { kind, row in
      Notice(
        Phrase(
          "no zone of the project is of kind \(kind); the items count for their other kinds",
          zh: "项目中没有类型为 \(kind) 的区域，相应项目只按其余类型计"),
        at: Rejection.place(in: layer.name, line: layer.line(of: row), record: layer.records[row], id: nil),
        hint: kinds.map(Self.hint))
    }
    return words + Checklist(items: reader.items).lookalikeNotices(in: layer.name)
  }
}

/// Copies the members of JSON objects as they stand in the file.
///
/// Members named like one of our columns get another name; of members of the same name only the last is
/// written.
struct ObjectProperties: CarriedProperties {
  private let storage: ByteStorage
  private let starts: [Int]
  private let ends: [Int]
  private var names: CarriedNames
  private var shapes = ObjectShapes<Plan>()

  /// What to do with the members of a shape.
  private struct Plan {
    /// The members go out as they are.
    var isPlain = true
    /// Per member; `nil`: a later one has the same name, or a column of ours replaces it.
    var keys: [Int?] = []
    var texts = KeyTexts([])
  }

  init(_ storage: ByteStorage, starts: [Int], ends: [Int], names: CarriedNames) {
    self.storage = storage
    self.starts = starts
    self.ends = ends
    self.names = names
  }

  mutating func append(_ row: Int, to out: inout GrowingBytes) {
    let object = JSONText.Bytes(rebasing: storage.bytes[starts[row]..<ends[row]])
    guard object.first == UInt8(ascii: "{"), object.last == UInt8(ascii: "}") else { return }
    let plan = shapes.plan(for: object) { Self.plan($0, &names) }
    let members = JSONText.Bytes(rebasing: object[1..<object.count - 1])
    if plan.isPlain, !members.contains(where: { $0 == 0x0A || $0 == 0x0D }) {
      out.append(Self.withoutBlanks(members))
    } else {
      Self.append(object, plan, to: &out)
    }
  }

  private static func plan(_ keys: [JSONText.Bytes], _ names: inout CarriedNames) -> Plan {
    let read = keys.map(JSONText.string(of:))
    let written = read.map { names.written($0) }
    var plan = Plan(isPlain: written == read, texts: KeyTexts(written.map { $0 ?? "" }))
    // by bytes: for Swift two spellings of é are one string, for JSON two names
    var later: Set<[UInt8]> = []
    for index in read.indices.reversed() {
      let isLast = later.insert(Array(read[index].utf8)).inserted
      plan.keys.append(isLast && written[index] != nil ? index : nil)
      if !isLast { plan.isPlain = false }
    }
    plan.keys.reverse()
    return plan
  }

  private static func append(_ object: JSONText.Bytes, _ plan: Plan, to out: inout GrowingBytes) {
    let start = out.count
    var position = 0
    JSONText.forEachMember(of: object) { _, value in
      defer { position += 1 }
      guard let key = plan.keys[position] else { return }
      if out.count > start { out.append(UInt8(ascii: ",")) }
      plan.texts.append(key, to: &out)
      out.append(rawJSON: value)
    }
  }

  private static func withoutBlanks(_ bytes: JSONText.Bytes) -> JSONText.Bytes {
    var start = 0
    var end = bytes.count
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return JSONText.Bytes(rebasing: bytes[start..<end])
  }
}

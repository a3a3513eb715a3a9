extension CaseEvent {
  /// The event as bytes that never change: the same event gives the same bytes on every machine, and different
  /// events give different ones.
  ///
  /// A line `zonesweep-event-1`, then a line `key length:value` for each value there is: the key, a blank, the
  /// value's length in bytes of UTF-8, a colon, the value itself, a line feed. In this order: `case`,
  /// `sequence`, `time`, `happened`, `actor`, `action`, what the action carries, `reason`. Times are whole
  /// milliseconds since 1970-01-01T00:00:00Z, numbers are Swift's shortest decimal text, texts are as they
  /// were entered, without normalisation. ``init(canonicalBytes:)`` reads them back.
  public var canonicalBytes: [UInt8] {
    var bytes = Array("\(Self.signature)\n".utf8)
    for (key, value) in fields.pairs {
      let text = Array(value.utf8)
      bytes += "\(key) \(text.count):".utf8
      bytes += text
      bytes.append(10)
    }
    return bytes
  }

  /// Reads ``canonicalBytes``; `nil` for bytes that are not exactly such a form.
  public init?(canonicalBytes bytes: [UInt8]) {
    guard let fields = Self.fields(bytes),
      let caseID = fields["case"], let sequence = fields["sequence"].flatMap({ Int($0) }),
      let time = fields.instant("time"), let actor = fields["actor"],
      let name = fields["action"].flatMap(CaseActionName.init(rawValue:)),
      let action = CaseAction(name, fields)
    else { return nil }
    self.init(
      caseID: caseID, sequence: sequence, time: time, happened: fields.instant("happened"), actor: actor,
      action: action, reason: fields["reason"])
    guard canonicalBytes == bytes else { return nil }
  }

  /// What ``canonicalBytes`` contain, as keys and values in order: for tables and for output.
  public var canonicalFields: [(key: String, value: String)] { fields.pairs }

  private static let signature = "zonesweep-event-1"

  private var fields: CaseFields {
    var fields = CaseFields()
    fields.add("case", caseID)
    fields.add("sequence", String(sequence))
    fields.add("time", time)
    fields.add("happened", happened)
    fields.add("actor", actor)
    fields.add("action", action.name.rawValue)
    action.add(to: &fields)
    fields.add("reason", reason)
    return fields
  }

  private static func fields(_ bytes: [UInt8]) -> CaseFields? {
    let head = Array("\(signature)\n".utf8)
    guard bytes.starts(with: head) else { return nil }
    var fields = CaseFields()
    var rest = bytes[head.count...]
    while !rest.isEmpty {
      guard let (key, value) = takeField(from: &rest) else { return nil }
      fields.add(key, value)
    }
    return fields
  }

  private static func takeField(from rest: inout ArraySlice<UInt8>) -> (key: String, value: String)? {
    guard let blank = rest.firstIndex(of: 32), let colon = rest.firstIndex(of: 58), blank < colon,
      let count = Int(String(decoding: rest[(blank + 1)..<colon], as: UTF8.self)), count >= 0,
      count < rest.endIndex - colon - 1, rest[colon + 1 + count] == 10
    else { return nil }
    let key = String(decoding: rest[..<blank], as: UTF8.self)
    let value = String(decoding: rest[(colon + 1)..<(colon + 1 + count)], as: UTF8.self)
    rest = rest[(colon + count + 2)...]
    return (key, value)
  }
}

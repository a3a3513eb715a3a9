internal import ZoneFormats
internal import ZoneModel

/// A JSON value inside a document, with the way to it for messages. A member that is `null` counts as missing.
struct JSONMembers {
  private let raw: JSONText.Bytes
  private let path: String
  private let file: String
  private let members: [String: JSONText.Bytes]

  init(_ raw: JSONText.Bytes, at path: String, file: String) {
    self.raw = raw
    self.path = path
    self.file = file
    var members: [String: JSONText.Bytes] = [:]
    JSONText.forEachMember(of: raw) { key, value in members[JSONText.string(of: key)] = value }
    self.members = members
  }

  var isObject: Bool { raw.first { $0 > 0x20 } == UInt8(ascii: "{") }

  func fault(_ english: String, zh chinese: String) -> Problem {
    let place = path.isEmpty ? file : "\(file), \(path)"
    return Problem(
      .badData, Phrase(english, zh: chinese), at: Phrase(place, zh: place),
      hint: Phrase(
        "the format sweeps-problem-1 is described in zonesweep solve --help",
        zh: "格式 sweeps-problem-1 的说明见 zonesweep solve --help"))
  }

  private func value(_ name: String) -> PropertyValue? {
    members[name].map { JSONText.value(of: $0) }.flatMap { $0 == .null ? nil : $0 }
  }

  private func wrong(_ name: String, _ english: String, zh chinese: String) -> Problem {
    let found = (members[name].map { String(decoding: $0.prefix(30), as: UTF8.self) }) ?? "—"
    return fault("\(name) is \(found), not \(english)", zh: "\(name) 为 \(found)，应为\(chinese)")
  }

  func required<T>(_ name: String, _ read: (String) throws -> T?) throws -> T {
    guard let value = try read(name) else { throw fault("there is no \(name)", zh: "缺少 \(name)") }
    return value
  }

  /// A text, or a number as it is written.
  func text(_ name: String) throws -> String? {
    switch value(name) {
    case nil: return nil
    case .text(let text): return text
    case .integer(let number): return "\(number)"
    default: throw wrong(name, "a text", zh: "文本")
    }
  }

  func number(_ name: String) throws -> Double? {
    switch value(name) {
    case nil: return nil
    case .integer(let number): return Double(number)
    case .number(let number): return number
    default: throw wrong(name, "a number", zh: "数字")
    }
  }

  func index(_ name: String) throws -> Int? {
    guard let number = try number(name) else { return nil }
    guard let index = Int(exactly: number) else { throw wrong(name, "a whole number", zh: "整数") }
    return index
  }

  func flag(_ name: String) throws -> Bool? {
    switch value(name) {
    case nil: return nil
    case .bool(let flag): return flag
    default: throw wrong(name, "true or false", zh: " true 或 false")
    }
  }

  func texts(_ name: String) throws -> [String] {
    guard value(name) != nil, let raw = members[name] else { return [] }
    guard raw.first == UInt8(ascii: "[") else { throw wrong(name, "a list of texts", zh: "文本列表") }
    var texts: [String] = []
    try JSONText.forEachElement(of: raw) { element in
      guard case .text(let text) = JSONText.value(of: element) else {
        throw wrong(name, "a list of texts", zh: "文本列表")
      }
      texts.append(text)
    }
    return texts
  }

  /// `[from, to]`.
  func range(_ name: String) throws -> ClosedRange<Double>? {
    guard value(name) != nil, let raw = members[name] else { return nil }
    let pair = try JSONMembers(raw, at: path.isEmpty ? name : "\(path), \(name)", file: file).numbers()
    guard pair.count == 2, pair[0] <= pair[1] else {
      throw wrong(name, "[earliest, latest]", zh: " [最早, 最晚]")
    }
    return pair[0]...pair[1]
  }

  func object(_ name: String) throws -> JSONMembers {
    guard value(name) != nil, let raw = members[name] else {
      throw fault("there is no \(name)", zh: "缺少 \(name)")
    }
    let object = JSONMembers(raw, at: name, file: file)
    guard object.isObject else { throw wrong(name, "an object", zh: "对象") }
    return object
  }

  /// Every element of a list; nothing for a list that is not there, or `null`.
  func listIfAny<T>(_ name: String, _ read: (JSONMembers) throws -> T) throws -> [T] {
    try value(name) == nil ? [] : list(name, read)
  }

  /// Every element of a list that must be there.
  func list<T>(_ name: String, _ read: (JSONMembers) throws -> T) throws -> [T] {
    guard value(name) != nil, let raw = members[name] else {
      throw fault("there is no \(name)", zh: "缺少 \(name)")
    }
    guard raw.first == UInt8(ascii: "[") else { throw wrong(name, "a list", zh: "列表") }
    var elements: [T] = []
    let way = path.isEmpty ? name : "\(path), \(name)"
    try JSONText.forEachElement(of: raw) { element in
      elements.append(try read(JSONMembers(element, at: "\(way)[\(elements.count)]", file: file)))
    }
    return elements
  }

  /// The value itself as a list of numbers.
  func numbers() throws -> [Double] {
    guard raw.first == UInt8(ascii: "[") else {
      throw fault("a list of numbers belongs here", zh: "此处应为数字列表")
    }
    var numbers: [Double] = []
    try JSONText.forEachElement(of: raw) { element in
      switch JSONText.value(of: element) {
      case .integer(let number): numbers.append(Double(number))
      case .number(let number) where number.isFinite: numbers.append(number)
      default:
        let found = String(decoding: element.prefix(30), as: UTF8.self)
        throw fault("\(found) stands where a number belongs", zh: "此处应为数字，却是 \(found)")
      }
    }
    return numbers
  }
}

internal import ZoneModel

/// What an import did.
public struct ImportTally: Sendable, Hashable {
  /// Records of the file, those that could not be used included.
  public var records = 0
  public var added = 0
  /// Records that were there and said something else; what they said before is kept.
  public var changed = 0
  public var unchanged = 0
  public var rejected = 0
  /// Zones whose boundary ended because the file, the next generation, does not have them.
  public var ended = 0

  public init() {}

  /// Whether no record could be used.
  public var isEmpty: Bool { added + changed + unchanged == 0 }

  /// Whether the project is as it was.
  public var isNothingNew: Bool { added == 0 && changed == 0 && ended == 0 }
}

/// One record on its way into the project.
package struct ImportedRecord {
  /// By which it is known again; unique among the records of its role.
  package var key: String
  /// Position in the file, from 1.
  package var record: Int
  /// The identifier beside the properties, as JSON.
  package var identifier: String?
  /// What the columns beside the properties hold, in the order of `ProjectRole.facts`.
  package var facts: [String?]
  /// Per vertex of a line, seconds since 1970, as JSON.
  package var vertexTimes: String?
  /// What is told about people: the column and its value.
  package var personal: [(field: String, value: String)] = []

  package init(key: String, record: Int, identifier: String?, facts: [String?]) {
    self.key = key
    self.record = record
    self.identifier = identifier
    self.facts = facts
  }
}

internal import Foundation
public import ZoneGeometry

/// What the records of a file are.
public enum ProjectRole: String, Sendable, Hashable, CaseIterable {
  case zones, findings, observations, teams, checklist

  /// The table that keeps them.
  var table: String {
    switch self {
    case .zones, .findings, .observations: rawValue
    case .teams, .checklist: "zonesweep_\(rawValue)"
    }
  }

  /// Whether the table is one of features.
  var hasGeometry: Bool { self != .teams && self != .checklist }

  /// Columns beside the properties that the importer fills, in their order.
  package var facts: [String] {
    switch self {
    case .zones: ["name", "kind", "parent", "owner", "leader"]
    case .findings: ["time", "item", "severity", "status"]
    case .observations: ["time", "inspector"]
    case .teams, .checklist: []
    }
  }
}

/// A file whose records are in the project.
public struct ProjectSource: Sendable, Hashable {
  public var role: ProjectRole
  /// The file as the user named it.
  public var name: String
  /// The kind of all zones in it, where the user named one.
  public var kind: String?
  /// What its coordinates were read in; they are kept in WGS 84.
  public var datum: Datum
  /// Our field's name → the property it is read from.
  public var fields: [String: String]
  /// The names of the records' properties, in the order they are first met.
  public var columns: [String]

  public init(
    role: ProjectRole, name: String, kind: String? = nil, datum: Datum = .wgs84,
    fields: [String: String] = [:],
    columns: [String] = []
  ) {
    self.role = role
    self.name = name
    self.kind = kind
    self.datum = datum
    self.fields = fields
    self.columns = columns
  }
}

extension ProjectFile {
  /// The files whose records are in the project, in the order they were first imported.
  public func sources(_ role: ProjectRole) throws -> [ProjectSource] {
    try read { connection in
      let rows = try connection.prepare(
        "SELECT name, kind, datum, fields, columns FROM zonesweep_sources WHERE role = ? ORDER BY id")
      try rows.bind(1, role.rawValue)
      var sources: [ProjectSource] = []
      while try rows.step() {
        sources.append(
          ProjectSource(
            role: role, name: rows.text(0) ?? "", kind: rows.text(1),
            datum: rows.text(2).flatMap { Datum(name: $0) } ?? .wgs84,
            fields: Self.decoded(rows.text(3)) ?? [:], columns: Self.decoded(rows.text(4)) ?? []))
      }
      return sources
    }
  }

  private static func decoded<T: Decodable>(_ text: String?) -> T? {
    text.flatMap { try? JSONDecoder().decode(T.self, from: Data($0.utf8)) }
  }

  static func encoded(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }
}

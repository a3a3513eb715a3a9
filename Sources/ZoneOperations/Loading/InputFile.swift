internal import Foundation
internal import ZoneFormats
internal import ZoneGeometry
public import ZoneModel
internal import ZoneStore

/// The door for every input file: databases of our own format and all others.
enum InputFile {
  /// The records of a file, or of standard input for `-`.
  ///
  /// - Parameter threads: text is read by so many; the records are the same.
  /// - Throws: `Problem`; see `LayerReader.read` and `GeoPackageReader.read`.
  static func read(_ path: String, _ options: ReadingOptions, threads: Int = 1) throws -> Layer {
    if GeoPackageReader.canRead(path) { return try GeoPackageReader.read(path, options) }
    return try LayerReader.read(path, options, threads: threads)
  }

  /// The records of a file part by part.
  static func stream(
    _ path: String, _ options: ReadingOptions, partSize: Int = LayerStream.usualPartSize, tellsNumbers: Bool,
    threads: Int = 1
  ) throws -> LayerStream {
    if GeoPackageReader.canRead(path) {
      return try GeoPackageReader.stream(path, options, partSize: partSize)
    }
    return try LayerStream(
      path, options, partSize: partSize, tellsNumbers: tellsNumbers, threads: threads)
  }
}

// MARK: - Files or a project

extension InputOptions {
  /// The records of one of the inputs of a role.
  func layer(_ role: ProjectRole, _ index: Int, threads: Int = 1) throws -> Layer {
    guard let project, let source = project.source(role, index) else {
      return try InputFile.read(path(role, index), reading, threads: threads)
    }
    let stream = try ProjectFile.records(of: source, in: project.path, on: project.day, partSize: .max)
    guard let layer = try stream.next() else {
      preconditionFailure("a stream of layers has one part at least")
    }
    return layer
  }

  /// The same part by part.
  func stream(
    _ role: ProjectRole, _ index: Int, partSize: Int, tellsNumbers: Bool, threads: Int
  ) throws -> LayerStream {
    guard let project, let source = project.source(role, index) else {
      return try InputFile.stream(
        path(role, index), reading, partSize: partSize, tellsNumbers: tellsNumbers, threads: threads)
    }
    return try ProjectFile.records(of: source, in: project.path, on: project.day, partSize: partSize)
  }

  /// Under which names the fields of one of the inputs stand: the caller's word, then what was said when the
  /// file came into the project.
  func fields(_ role: ProjectRole, _ index: Int) -> [String: String] {
    fields.merging(project?.source(role, index)?.fields ?? [:]) { named, _ in named }
  }

  private func path(_ role: ProjectRole, _ index: Int) -> String {
    switch role {
    case .zones: zones[index].path
    case .observations: observations[index]
    default: findings[index]
    }
  }
}

/// The sources of a project that take the place of files.
struct ProjectInputs: Sendable {
  let path: String
  /// The day whose boundaries count, RFC 3339 in UTC; `nil`: those of today.
  var day: String?
  /// Roles for which the caller named files have no sources here.
  fileprivate var sources: [ProjectRole: [ProjectSource]] = [:]

  func source(_ role: ProjectRole, _ index: Int) -> ProjectSource? {
    sources[role].flatMap { $0.indices.contains(index) ? $0[index] : nil }
  }
}

extension InputOptions {
  /// Reads from a project what no file was named for.
  ///
  /// - Parameter day: the day whose boundaries count; `nil`: those of today.
  /// - Throws: `Problem`: `.inputMissing`, `.badData` when it is no project, or nothing is in it.
  public mutating func useProject(_ path: String, on day: Instant? = nil) throws {
    let file = try ProjectFile(reading: path)
    var inputs = ProjectInputs(path: path, day: day.map(Self.utc))
    if zones.isEmpty {
      inputs.sources[.zones] = try file.sources(.zones)
      zones = (inputs.sources[.zones] ?? []).map {
        ZoneSource(kind: $0.kind.map(ZoneKind.init(name:)), path: $0.name)
      }
      zonesDatum = []
    }
    if findings.isEmpty {
      inputs.sources[.findings] = try file.sources(.findings)
      findings = (inputs.sources[.findings] ?? []).map(\.name)
      findingsDatum = []
    }
    if observations.isEmpty {
      inputs.sources[.observations] = try file.sources(.observations)
      observations = (inputs.sources[.observations] ?? []).map(\.name)
      observationsDatum = []
    }
    project = inputs
  }

  /// A moment as the project's columns have it.
  static func utc(_ moment: Instant) -> String { TimeText(zone: .gmt).text(moment) }
}

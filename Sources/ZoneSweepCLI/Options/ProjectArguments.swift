internal import ArgumentParser
internal import Foundation
internal import ZoneModel
internal import ZoneOperations

/// The project file that stands for files not named.
struct ProjectArguments: ParsableArguments {
  @Option(
    name: .long,
    help: help(
      "project file for what no file is named for (or ZONESWEEP_PROJECT)",
      zh: "项目文件，提供未另行指定的数据（也可用环境变量 ZONESWEEP_PROJECT）", value: "file"))
  var project: String?

  static var fromEnvironment: String? {
    ProcessInfo.processInfo.environment["ZONESWEEP_PROJECT"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The project to work on: the option's, else the environment's.
  func path() throws -> String {
    guard let path = project ?? Self.fromEnvironment else {
      throw ValidationError(
        say(
          "--project FILE (or ZONESWEEP_PROJECT) is missing", zh: "缺少 --project 文件（或环境变量 ZONESWEEP_PROJECT）"))
    }
    return path
  }

  /// The project to read from: the option's, else the environment's when no file is named at all.
  func path(withFiles hasFiles: Bool) -> String? { project ?? (hasFiles ? nil : Self.fromEnvironment) }

  /// Lets the project stand for what no file is named for.
  ///
  /// - Parameter day: the day whose boundaries count.
  func apply(to options: inout InputOptions, on day: Instant? = nil) throws {
    let hasFiles = !(options.zones.isEmpty && options.findings.isEmpty && options.observations.isEmpty)
    guard let path = path(withFiles: hasFiles) else { return }
    try options.useProject(path, on: day)
  }
}

internal import ArgumentParser
internal import Foundation
internal import ZoneFormats
internal import ZoneModel
internal import ZoneOperations
internal import ZoneStore

/// `zonesweep project list`
struct ProjectListCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list",
      abstract: say(
        "What imports changed, how boundaries followed one another.", zh: "列出导入变更、边界沿革及问题点归属变化。"),
      discussion: say(
        """
        changes: what records said before an import changed them. boundaries: every generation of every zone, what it became and came \
        from. answers: the zones each finding lay in by the boundaries of each generation. What was left out: project status --rejects.

        examples:
          zonesweep project list changes --project city.gpkg
          zonesweep project list boundaries --project city.gpkg -o boundaries.xlsx
        """,
        zh: """
          changes：导入前记录的原内容。boundaries：各区域历期边界及其演变。answers：每个问题点在各期边界下所属的区域。\
          拒收的记录见 project status --rejects。

          示例：
            zonesweep project list changes --project 潮州.gpkg
            zonesweep project list boundaries --project 潮州.gpkg -o 沿革.xlsx
          """))
  }

  @Argument(
    help: help("changes, boundaries or answers", zh: "changes、boundaries 或 answers", value: "what"))
  var what: String
  @OptionGroup var project: ProjectArguments
  @OptionGroup var output: OutputArguments
  @OptionGroup var common: CommonArguments

  func run() throws {
    guard let listing = ProjectListing(rawValue: what) else {
      let known = ProjectListing.allCases.map(\.rawValue)
      throw ValidationError(
        say(
          "unknown list \(what); known: \(known.joined(separator: ", "))",
          zh: "未知列表 \(what)；可用：\(known.joined(separator: "、"))"))
    }
    let table = try listing.table(of: project.path())
    guard output.output != nil || output.format != nil else { return try common.answer([table]) }
    if output.isWorkbook, let path = output.output {
      try write([table.sheet(in: language)], to: path, .shanghai, made: Date().timeIntervalSince1970)
    } else {
      try write(table.outputLayer, to: output.target())
    }
  }
}

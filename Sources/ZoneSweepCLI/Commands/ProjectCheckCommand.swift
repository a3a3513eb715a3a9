internal import ArgumentParser
internal import ZoneFormats
internal import ZoneModel
internal import ZoneOperations
internal import ZoneStore

/// `zonesweep project check`
struct ProjectCheckCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: say("Finds damage in the project, and saves what can be saved.", zh: "检查项目文件是否损坏，并挽救可用的数据。"),
      discussion: say(
        """
        Exit code 0 when the file is sound, 65 when it is damaged. The file is only read; --salvage writes what can be read \
        into a new project.

        examples:
          zonesweep project check --project city.gpkg
          zonesweep project check --project city.gpkg --salvage saved.gpkg
        """,
        zh: """
          完好时退出码为 0，损坏时为 65。只读取文件，不作改动；--salvage 将可读取的内容写入新的项目文件。

          示例：
            zonesweep project check --project 潮州.gpkg
            zonesweep project check --project 潮州.gpkg --salvage 挽救.gpkg
          """))
  }

  @OptionGroup var project: ProjectArguments
  @Option(
    name: .long, help: help("save what can be read into a new project", zh: "将可读取的内容写入新的项目文件", value: "file"))
  var salvage: String?
  @Option(
    name: .customLong("ledger-head"),
    help: help(
      "head of the ledger kept elsewhere: the ledger must reach it", zh: "另行保存的台账链首，台账须包含它", value: "digits"))
  var ledgerHead: String?
  @OptionGroup var common: CommonArguments

  func run() throws {
    let path = try project.path()
    if let salvage { return try save(path, to: salvage) }
    let check = try ProjectCheck.run(path, reaching: ledgerHead)
    if common.json || !common.quiet { try common.answer(check.summary) }
    guard !check.isSound else { return }
    throw Problem(
      .badData,
      Phrase("the project is damaged in \(check.damage.count) ways", zh: "项目文件有 \(check.damage.count) 处损坏"),
      at: Phrase(path, zh: path),
      hint: Phrase(
        "restore a backup, or save what can be read: zonesweep project check --project \(path) --salvage NEW",
        zh: "请恢复备份，或挽救可读取的内容：zonesweep project check --project \(path) --salvage 新文件"))
  }

  private func save(_ path: String, to target: String) throws {
    let saved = try ProjectCheck.salvage(path, into: target)
    if !common.quiet { list(saved) }
    guard saved.allSatisfy(\.isWhole) else {
      throw Problem(
        .badData, Phrase("not all could be saved; the rest is in \(target)", zh: "部分内容无法挽救，其余已写入 \(target)"),
        at: Phrase(path, zh: path), hint: Phrase("compare with a backup", zh: "请与备份核对"))
    }
  }

  private func list(_ saved: [ProjectCheck.Saved]) {
    for table in saved where table.rows > 0 || !table.isWhole {
      Terminal.print(
        say(
          "\(table.table): \(table.rows) rows saved\(table.isWhole ? "" : ", the others could not be read")",
          zh: "\(table.table)：挽救 \(table.rows) 行\(table.isWhole ? "" : "，其余无法读取")"))
    }
  }
}

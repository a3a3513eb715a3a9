internal import ArgumentParser
internal import Foundation
internal import ZoneOperations

/// `zonesweep project thin`
struct ProjectThinCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "thin",
      abstract: say("Reduces inspectors' old walks to the ground they saw.", zh: "将检查人员的历史轨迹简化为覆盖范围。"),
      discussion: say(
        """
        Of a walk that ended so long ago its steps stay, in the order of their places, and the end of its day: ground seen, lengths and \
        effort stay what they were; ages and gaps move by less than a day. Which way somebody went, and when he was where, can no \
        longer be told. What is removed is overwritten; importing the \
        same file again does not bring it back. Backups keep what they hold.

        examples:
          zonesweep project thin --project city.gpkg --days 30 --dry-run
          zonesweep project thin --project city.gpkg --days 30
        """,
        zh: """
          轨迹结束超过指定天数后，只保留按位置排序的线段和当日结束时刻：已查看面积、长度和力度不变，距今天数等变动不足一天，但不再能看出行走路线和到达时刻。删除的内容会被覆写，\
          再次导入同一文件也不会恢复。已有备份不受影响。

          示例：
            zonesweep project thin --project 潮州.gpkg --days 30 --dry-run
            zonesweep project thin --project 潮州.gpkg --days 30
          """))
  }

  @OptionGroup var project: ProjectArguments
  @Option(name: .long, help: help("days after the walk (30)", zh: "轨迹结束后的天数（默认 30）", value: "days"))
  var days = 30.0
  @Flag(name: .customLong("dry-run"), help: help("only say what would be done", zh: "只列出将简化的轨迹"))
  var dryRun = false
  @OptionGroup var common: CommonArguments

  func validate() throws {
    guard days >= 0, days.isFinite else {
      throw ValidationError(say("--days takes numbers from 0", zh: "--days 应为非负数"))
    }
  }

  func run() throws {
    let moment = Date().timeIntervalSince1970 - days * 86_400
    let thinned = try thinTracks(of: project.path(), before: moment, isTrial: dryRun)
    if common.json || !common.quiet { try common.answer([thinned.summary(isTrial: dryRun)]) }
  }
}

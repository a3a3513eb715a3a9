internal import ArgumentParser

/// `zonesweep project`
struct ProjectCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "project",
      abstract: say("The project file: one file a city lives in.", zh: "项目文件：一座城市的数据存放在一个文件中。"),
      discussion: say(
        """
        Zones with their earlier boundaries, findings and observations, in a GeoPackage that the verbs map, coverage, \
        blindspots, heatmap and audit read with --project.

        examples:
          zonesweep project init city.gpkg
          zonesweep project import --project city.gpkg \\
            --zones streets.geojson --findings office.csv
        """,
        zh: """
          项目文件是一个 GeoPackage，保存区域（含历史边界）、问题点和检查记录；map、coverage、blindspots、heatmap、audit \
          用 --project 读取。

          示例：
            zonesweep project init 潮州.gpkg
            zonesweep project import --project 潮州.gpkg \\
              --zones 街道.geojson --findings 督办.csv
          """),
      subcommands: [
        ProjectInitCommand.self, ProjectImportCommand.self, ProjectStatusCommand.self,
        ProjectExportCommand.self,
        ProjectBackupCommand.self,
        ProjectCheckCommand.self, ProjectListCommand.self, ProjectRevealCommand.self,
        ProjectForgetCommand.self,
        ProjectThinCommand.self,
      ])
  }
}

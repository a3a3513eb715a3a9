internal import ArgumentParser

/// The program: its verbs, and what stands above their help.
struct ZoneSweep: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "zonesweep",
      abstract: say(
        "Finds the ground of a city that nobody has inspected, and who answers for it.",
        zh: "找出城市中没有人检查过的地方，以及由谁负责。"),
      discussion: say(
        """
        Reads GeoJSON, GeoJSON sequences, CSV, GPX, GeoPackage, and through ogr2ogr whatever else GDAL reads. Writes GeoJSON in WGS 84. \
        Messages go to standard error, data to standard output or to the file after -o.

        examples:
          zonesweep demo
          zonesweep blindspots --zones market=markets.geojson \\
            --observations visits.geojson -o blind.geojson
        """,
        zh: """
          读取 GeoJSON、GeoJSON 序列、CSV、GPX、GeoPackage，并可通过 ogr2ogr 读取 GDAL 支持的其他格式；输出 WGS 84 坐标的 GeoJSON。\
          提示信息写到标准错误，数据写到标准输出或 -o 指定的文件。

          示例：
            zonesweep demo
            zonesweep blindspots --zones market=农贸市场.geojson \\
              --observations 检查.geojson -o 盲区.geojson
          """),
      version: Shell.version,
      subcommands: [
        DemoCommand.self, MapCommand.self, CoverageCommand.self, BlindSpotsCommand.self, HeatmapCommand.self,
        AuditCommand.self, PlanCommand.self, ReviewCommand.self, RankCommand.self, DrawCommand.self,
        CalibrateCommand.self, SolveCommand.self, ConvertCommand.self, ProjectCommand.self,
        LedgerCommand.self, DoctorCommand.self,
      ])
  }
}

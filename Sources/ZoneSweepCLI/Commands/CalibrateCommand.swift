internal import ArgumentParser
internal import ZoneFormats
internal import ZoneModel
internal import ZoneOperations

/// `zonesweep calibrate`
struct CalibrateCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "calibrate",
      abstract: say(
        "Fits detection parameters from repeat visits, and compares sources.", zh: "由复查记录拟合发现概率参数，并比较问题来源。"),
      discussion: say(
        """
        Says how often problems appear and how much of its nominal width a look really has, with standard errors, and when the data \\
        are too few to tell. -o writes a file for --parameters. Visits must name the items looked for; with --together every \\
        observation counts as a look at everything.

        examples:
          zonesweep calibrate --zones zones.geojson \\
            --observations visits.geojson --findings f.csv -o detection.csv
          zonesweep calibrate --project city.gpkg --together --json
        """,
        zh: """
          给出问题出现率和有效观察宽度及其标准误；数据不足时会说明。-o 输出可供 --parameters 使用的文件。\\
          到访记录应写明检查项目；用 --together 时每条记录视为查看了全部项目。

          示例：
            zonesweep calibrate --zones 区域.geojson \\
              --observations 到访.geojson --findings 问题.csv -o 参数.csv
            zonesweep calibrate --project 潮州.gpkg --together --json
          """))
  }

  @OptionGroup var survey: SurveyArguments
  @Flag(
    name: .long,
    help: help("every observation is a look at everything", zh: "每条检查记录视为查看了全部项目"))
  var together = false
  @Option(
    name: .shortAndLong, help: help("write the parameters to a CSV file", zh: "参数输出文件（CSV）", value: "file"))
  var output: String?
  @OptionGroup var reading: ReadingArguments
  @OptionGroup var common: CommonArguments

  func run() throws {
    let talk = Talk(common)
    let options = try survey.input(reading)
    let result = try calibrate(
      options, survey.survey(options.time, reporter: talk.reporter), together: together,
      reporter: talk.reporter)
    talk.finish()
    try AtomicFile.together {
      try keep(result.survey.rejections, reading)
      if let output {
        let file = try AtomicFile(output)
        try file.write(result.parameterFile(options.time))
        try file.commit()
      }
    }
    try common.answer(result.summary)
    try settle(result.survey.rejections, reading, talk)
  }
}

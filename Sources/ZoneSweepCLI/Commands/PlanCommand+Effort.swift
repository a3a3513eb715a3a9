internal import ArgumentParser
internal import ZoneModel
internal import ZoneOperations

extension PlanCommand {
  /// Hours by zone.
  func runEffort() throws {
    let talk = Talk(common)
    let isTableAlone =
      effort.table != nil && survey.zones.zones.isEmpty && survey.project.path(withFiles: false) == nil
    let input = isTableAlone ? nil : try survey.input(reading)
    let time = input?.time ?? .shanghai
    let target = try output.target()
    let writing = try output.options(time)
    var options = EffortOptions()
    options.hours = effort.hours
    options.table = effort.table
    options.teams = plan.teams
    options.serviceTimes = plan.serviceTimes
    options.kinds = plan.kinds
    let planned = try planEffort(input, survey.survey(time), options, reporter: talk.reporter)
    talk.finish()
    if let seen = planned.survey { try keep(seen.rejections, reading) }
    try write(planned.outputLayer(writing), to: target)
    try talk.print(planned.summary(explains: plan.explain), isOutputFree: output.isToFile)
    if let seen = planned.survey { try settle(seen.rejections, reading, talk) }
  }
}

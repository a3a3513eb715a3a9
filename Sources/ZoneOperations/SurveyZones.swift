internal import ZoneModel

/// Measures what was seen of every zone.
///
/// - Throws: `Problem` when an input cannot be used at all, or the time asked for lies before all records.
public func surveyZones(
  _ options: InputOptions, _ survey: SurveyOptions, reporter: Reporter = .silent
) throws -> ZoneSurvey {
  let inputs = try SurveyInputs(options, threads: survey.threads, reporter: reporter)
  try inputs.check(survey, options.time, reporter)
  return try inputs.survey(survey, reporter: reporter)
}

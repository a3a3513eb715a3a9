internal import ZoneModel

/// Measures what was seen of every zone.
///
/// - Throws: `Problem` when an input cannot be used at all.
public func surveyZones(
  _ options: InputOptions, _ survey: SurveyOptions, reporter: Reporter = .silent
) throws -> ZoneSurvey {
  try SurveyInputs(options, threads: survey.threads, reporter: reporter).survey(survey, reporter: reporter)
}

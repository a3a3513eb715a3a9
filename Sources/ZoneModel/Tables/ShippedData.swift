/// The data files compiled into the program, read once.
enum ShippedData {
  /// The table in `bytes`.
  ///
  /// Precondition: every row of a shipped file can be used; a test reads each of them.
  static func table<Table>(
    _ bytes: [UInt8],
    reading: ([UInt8], String) throws(Problem) -> (table: Table, rejections: [Rejection])
  ) -> Table {
    do {
      let (table, rejections) = try reading(bytes, "shipped")
      precondition(rejections.isEmpty, "shipped data: \(rejections.map(\.reason.english))")
      return table
    } catch {
      preconditionFailure("shipped data: \(error.what.english)")
    }
  }
}

/// The tables compiled into the program, as the files they were: a user may print one, change it, and name it
/// instead.
public enum BuiltInTable: String, Sendable, CaseIterable {
  case limits, calendar, codes, crosswalk, divisions, checklist, detection, assessment
  case serviceTimes = "service-times"

  /// CSV with its head, in UTF-8.
  public var text: String {
    let bytes =
      switch self {
      case .limits: PackageResources.limits_example_csv
      case .calendar: PackageResources.working_calendar_csv
      case .codes: PackageResources.codes_csv
      case .crosswalk: PackageResources.crosswalk_csv
      case .divisions: PackageResources.divisions_chaozhou_csv
      case .checklist: PackageResources.checklist_csv
      case .detection: PackageResources.detection_csv
      case .assessment: PackageResources.assessment_sites_csv
      case .serviceTimes: PackageResources.service_times_csv
      }
    return String(decoding: bytes, as: UTF8.self)
  }
}

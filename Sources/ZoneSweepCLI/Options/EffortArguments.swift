internal import ArgumentParser
internal import ZoneModel
internal import ZoneOperations

/// How team hours are to be shared out.
struct EffortArguments: ParsableArguments {
  /// What `--objective` calls it: its answer is hours by zone, not rounds.
  static let objective = "effort"

  @Option(
    name: .long,
    help: help(
      "with --objective effort: team hours in all (default: the shifts of the teams)",
      zh: "用于 --objective effort：总工时（默认按小组班次）", value: "n"))
  var hours: Double?
  @Option(
    name: .customLong("effort-table"),
    help: help(
      "with --objective effort: CSV of id, unseen, rate, instead of what is reckoned; alone without --zones",
      zh: "用于 --objective effort：CSV 表（编号、未发现问题、发现率），代替推算值；可不带 --zones", value: "file"))
  var table: String?

  func validate() throws {
    guard let hours else { return }
    guard hours >= 0, hours <= 1e6 else {
      throw ValidationError(say("--hours takes 0 to 1,000,000", zh: "--hours 取值 0 到 1,000,000"))
    }
  }
}

internal import ArgumentParser
internal import Foundation
internal import ZoneFormats
internal import ZoneModel
internal import ZoneOperations
internal import ZoneStore

/// The ledger's clock.
struct ClockArguments: ParsableArguments {
  @Option(
    name: .long,
    help: help(
      "working calendar, CSV (default: mainland China's, built in)", zh: "工作日历 CSV（默认为内置的中国大陆日历）",
      value: "file"))
  var calendar: String?

  func workingCalendar(_ talk: Talk) throws -> WorkingCalendar {
    try calendar.map { try readCalendar($0, reporter: talk.reporter) } ?? WorkingCalendar()
  }
}

/// One step of one case, and who takes it.
struct StepArguments: ParsableArguments {
  @OptionGroup var project: ProjectArguments

  @Argument(help: help("the cases' ids", zh: "案件编号", value: "case"))
  var cases: [String]

  @Option(name: .long, help: help("who does it", zh: "经办人", value: "name"))
  var by: String

  @Option(
    name: .long,
    help: help("when it happened, if earlier than now (late record)", zh: "实际发生时间（补录时填写）", value: "time"))
  var happened: String?

  @Option(name: .long, help: help("why", zh: "理由", value: "text"))
  var reason: String?

  @OptionGroup var common: CommonArguments

  /// Records one action for every case named: for all, or for none.
  func record(_ action: CaseAction) throws { try record { _ in action } }

  /// Sends cases that wait for a unit, and hands the others over.
  func assign(_ to: CaseAssignment) throws {
    try record { state in state?.possibleActions.contains(.reassign) == true ? .reassign(to) : .dispatch(to) }
  }

  private func record(_ action: (CaseState?) -> CaseAction) throws {
    let talk = Talk(common)
    let ledger = try ProjectFile(opening: project.path()).ledger
    let happened = try ledgerTime(happened, "--happened")
    let entries = try cases.map { id in
      LedgerStore.Entry(
        id, action(try ledger.ledgerCase(id)?.state), happened: happened, reason: reason)
    }
    let changed = try ledger.record(entries, at: Date().timeIntervalSince1970, by: by)
    try talk.print(changed.map { $0.history(.shanghai) }, isOutputFree: true)
  }
}

/// A day or a moment of an option, as the ledger's zone has it.
func ledgerTime(_ text: String?, _ option: String) throws -> Instant? {
  try text.map { try instant($0, option, .shanghai) }
}

/// The moment of `--as-of`: of a bare date its end, since that day's records are part of what was known.
func asOfTime(_ text: String?) throws -> Instant? {
  guard let text, let moment = try ledgerTime(text, "--as-of") else { return nil }
  let isBareDate =
    !text.contains { ":：Tt时".contains($0) } && moment.truncatingRemainder(dividingBy: 1800) == 0
  return isBareDate ? moment + 86_400 - 0.001 : moment
}

/// A limit of an option, such as `4小时` or `2 days`.
func limit(_ text: String?, _ option: String) throws -> LimitDuration? {
  try text.map { text in
    guard let limit = LimitDuration(text) else {
      throw ValidationError(
        say(
          "\(option): \"\(text)\" is no limit; write \"4 working hours\", \"2 days\" or \"2 urgent hours\"",
          zh: "\(option)：“\(text)”不是时限；请写成 4小时、2天、2工作日、2紧急工作时 或 1紧急工作日"))
    }
    return limit
  }
}

import TestSupport
import Testing
import ZoneGeometry
import ZoneModel

/// Cases made in one line each.
enum Sample {
  static let unit = CaseAssignment(unit: "示例环卫所", person: "张三", leader: "李四")

  /// A case reported at 08:00 on 2026-11-25 and then whatever the steps say, an hour apart.
  static func ledgerCase(
    _ steps: (CaseAction, String?)..., id: String = "A-1", by actor: String = "王五"
  ) throws(CaseRefusal) -> LedgerCase {
    var time = at("2026-11-25 08:00")
    var made = try LedgerCase(
      opening: CaseEvent(
        caseID: id, sequence: 1, time: time, actor: actor,
        action: .report(CaseReport(zone: "Z1", item: "10-1", place: LonLat(116.6, 23.6)))))
    for (action, reason) in steps {
      time += 3600
      try made.append(made.next(action, at: time, by: actor, reason: reason))
    }
    return made
  }

  static func filing(_ limit: String?) -> CaseAction {
    .file(CaseFiling(condition: "示例", limit: limit.flatMap { LimitDuration($0) }, closesWhen: "清理"))
  }

  /// Any action, with whatever it carries, at random.
  static func action(using random: inout SeededRandom, near time: Instant) -> CaseAction {
    let unit = CaseAssignment(
      unit: ["示例甲", "示例乙"].randomElement(using: &random) ?? "", person: names.randomElement(using: &random),
      due: Bool.random(using: &random) ? nil : time + Double.random(in: -5e4..<1e6, using: &random))
    return switch CaseActionName.allCases.randomElement(using: &random) ?? .note {
    case .report: .report(CaseReport(zone: "Z", item: "x", place: LonLat(116.65, 23.66), text: "多\n行: 3:x"))
    case .file: filing(["4小时", "2天", "1紧急工作日", nil].randomElement(using: &random) ?? nil)
    case .void: .void
    case .dispatch: .dispatch(unit)
    case .reassign: .reassign(unit)
    case .start: .start
    case .sendBack: .sendBack
    case .handle: .handle(CaseHandling(measures: "清理", evidence: ["a.jpg", "b.jpg"]))
    case .rework: .rework
    case .verify: .verify(revisit: Bool.random(using: &random) ? time + 864_000 : nil)
    case .hold: .hold
    case .resume: .resume
    case .extend: .extend(to: time + Double.random(in: -1e5..<1e6, using: &random))
    case .supervise: .supervise
    case .reopen: .reopen(relapse: Bool.random(using: &random) ? "F9" : nil)
    case .note: .note("")
    }
  }

  static let names = ["张三", " 张 三", "王五", "Ｗang", "wang", "买买提·艾力"]

  /// Steps that are often legal and often not, with clocks that sometimes run back.
  static func randomEvent(after made: LedgerCase, using random: inout SeededRandom) -> CaseEvent {
    let back = Int.random(in: 0..<12, using: &random) == 0
    let time = made.state.lastTime + Double.random(in: back ? -5000..<0 : 0..<90_000, using: &random)
    let isLate = Int.random(in: 0..<6, using: &random) == 0
    let action = action(using: &random, near: time)
    let possible = made.state.possibleActions.contains(action.name)
    let retry = !possible && Int.random(in: 0..<4, using: &random) > 0
    if retry { return randomEvent(after: made, using: &random) }
    var event = made.next(
      action, at: time, happened: isLate ? time - Double.random(in: 0..<200_000, using: &random) : nil,
      by: names.randomElement(using: &random) ?? "",
      reason: Int.random(in: 0..<5, using: &random) == 0 ? nil : "原因")
    if Int.random(in: 0..<40, using: &random) == 0 { event.sequence += 1 }
    return event
  }

  /// A hash that is short and not secret, enough to see that a chain is checked.
  static let hash: LedgerChain.Hash = { bytes in
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}

/// Why `body` was refused; `nil` when it was not.
func refusal(_ body: () throws(CaseRefusal) -> Void) -> CaseRefusal? {
  do { try body() } catch { return error }
  return nil
}

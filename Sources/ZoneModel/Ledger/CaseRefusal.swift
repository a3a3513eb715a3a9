/// Why an event cannot be added to a case: what state the case is in, and what could be done instead.
public struct CaseRefusal: Error, Sendable, Hashable {
  public enum Cause: Sendable, Hashable {
    /// The case's stage does not allow the action.
    case stage
    /// The clock is stopped; the case must be resumed first.
    case onHold
    /// The action needs a reason.
    case reasonMissing
    /// Nobody is named as having done it, or no unit to do it.
    case nameMissing
    /// Whoever verifies has handled the case, or answers for it.
    case verifiedByHandler(String)
    /// Recorded earlier than the case's last event.
    case clockRunsBack(last: Instant)
    /// A late record from before the case's last step, or from after its own recording.
    case lateRecord(earliest: Instant)
    /// The new deadline is not later than the time it is given, or than the one before.
    case deadlineNotLater(than: Instant)
    /// The event's sequence number is not the next one.
    case sequence(expected: Int)
    /// The event names another case.
    case otherCase
    /// The time is not a number, or outside the years 1900 to 2200.
    case notATime
    /// The first event does not report anything.
    case notReported
  }

  public var cause: Cause
  public var caseID: String
  public var action: CaseActionName
  /// `nil` when the case does not exist yet.
  public var stage: CaseStage?
  /// What may be done to the case now.
  public var possible: [CaseActionName]

  /// What a person is told: the state and the fault in one sentence, the possible actions as the hint.
  public var problem: Problem {
    Problem(.badData, what, at: Phrase("case \(caseID)", zh: "案件 \(caseID)"), hint: hint)
  }

  public var what: Phrase {
    let state = stage?.title ?? Phrase("not reported", zh: "未上报")
    let fault = fault
    return Phrase(
      "cannot \(action.title.english) a case that is \(state.english): \(fault.english)",
      zh: "案件\(state.chinese)，不能\(action.title.chinese)：\(fault.chinese)")
  }

  public var hint: Phrase {
    if cause == .reasonMissing { return Phrase("say why: --reason TEXT", zh: "请填写理由：--reason 文字") }
    return Phrase(
      "possible now: \(possible.map(\.title.english).joined(separator: ", "))",
      zh: "当前可进行：\(possible.map(\.title.chinese).joined(separator: "、"))")
  }

  private var fault: Phrase {
    let time = TimeText.shanghai
    return switch cause {
    case .stage: Phrase("the stage does not allow it", zh: "当前阶段不允许")
    case .onHold: Phrase("it is on hold and must be resumed first", zh: "已挂账，须先恢复")
    case .reasonMissing: Phrase("a reason is required", zh: "须填写理由")
    case .nameMissing: Phrase("a name is missing", zh: "缺少姓名或单位")
    case .verifiedByHandler(let name):
      Phrase(
        "\(name) handled it or answers for it, and somebody else must verify", zh: "\(name) 为处置方或责任方，须由他人核查")
    case .clockRunsBack(let last):
      Phrase(
        "its last event was recorded at \(time.text(last)); record it late instead",
        zh: "最近一条记录时间为 \(time.text(last))，请改用补录")
    case .lateRecord(let earliest):
      Phrase(
        "a late record must lie between \(time.text(earliest)) and the time of recording",
        zh: "补录的发生时间须在 \(time.text(earliest)) 与记录时间之间")
    case .deadlineNotLater(let than):
      Phrase("the new deadline must be later than \(time.text(than))", zh: "新期限须晚于 \(time.text(than))")
    case .sequence(let expected): Phrase("its next event is number \(expected)", zh: "下一条序号应为 \(expected)")
    case .otherCase: Phrase("the event names another case", zh: "记录属于另一案件")
    case .notATime: Phrase("the time cannot be used", zh: "时间无效")
    case .notReported: Phrase("its first event must report it", zh: "首条记录须为上报")
    }
  }
}

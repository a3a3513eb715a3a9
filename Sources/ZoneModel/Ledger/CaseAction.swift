/// What an event did to a case.
public enum CaseAction: Sendable, Hashable {
  /// 上报: opens the case.
  case report(CaseReport)
  /// 立案: it meets a filing condition.
  case file(CaseFiling)
  /// 作废: it does not.
  case void
  /// 派遣: sends it to a unit; the limit's clock starts.
  case dispatch(CaseAssignment)
  /// 改派: another unit, person or leader; the clock goes on.
  case reassign(CaseAssignment)
  /// 开始整改.
  case start
  /// 回退: not the unit's office; it must be dispatched again.
  case sendBack
  /// 处置反馈.
  case handle(CaseHandling)
  /// 返工: looked at after handling and not done properly; the same unit goes on, on the same clock.
  case rework
  /// 核查结案: looked at after handling and done. `revisit` is when to look again (回头看).
  case verify(revisit: Instant?)
  /// 挂账: the clock stops.
  case hold
  /// 恢复: the clock goes on.
  case resume
  /// 延期: a later deadline.
  case extend(to: Instant)
  /// 督办.
  case supervise
  /// 重新开启, `relapse` being the id of the finding that shows it was not over.
  case reopen(relapse: String?)
  /// 备注.
  case note(String)

  /// The action without what it carries.
  public var name: CaseActionName {
    switch self {
    case .report: .report
    case .file: .file
    case .void: .void
    case .dispatch: .dispatch
    case .reassign: .reassign
    case .start: .start
    case .sendBack: .sendBack
    case .handle: .handle
    case .rework: .rework
    case .verify: .verify
    case .hold: .hold
    case .resume: .resume
    case .extend: .extend
    case .supervise: .supervise
    case .reopen: .reopen
    case .note: .note
    }
  }
}

/// The actions' names, as stored: never renamed, since the chain's bytes contain them.
public enum CaseActionName: String, Sendable, Hashable, CaseIterable {
  case report, file, void, dispatch, reassign, start
  case sendBack = "return"
  case handle, rework, verify, hold, resume, extend, supervise, reopen, note

  /// Whether an event of this action must say why.
  public var needsReason: Bool {
    switch self {
    case .void, .sendBack, .rework, .hold, .extend, .reopen: true
    default: false
    }
  }

  public var title: Phrase {
    switch self {
    case .report: Phrase("report", zh: "上报")
    case .file: Phrase("file", zh: "立案")
    case .void: Phrase("void", zh: "作废")
    case .dispatch: Phrase("dispatch", zh: "派遣")
    case .reassign: Phrase("reassign", zh: "改派")
    case .start: Phrase("start", zh: "开始整改")
    case .sendBack: Phrase("return", zh: "回退")
    case .handle: Phrase("handle", zh: "处置反馈")
    case .rework: Phrase("rework", zh: "返工")
    case .verify: Phrase("verify", zh: "核查结案")
    case .hold: Phrase("hold", zh: "挂账")
    case .resume: Phrase("resume", zh: "恢复")
    case .extend: Phrase("extend", zh: "延期")
    case .supervise: Phrase("supervise", zh: "督办")
    case .reopen: Phrase("reopen", zh: "重新开启")
    case .note: Phrase("note", zh: "备注")
    }
  }
}

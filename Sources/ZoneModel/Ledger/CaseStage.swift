/// How far a case has come. Named by stage, because 核实 and 核查 mean opposite things in different cities.
///
/// | action | from | to |
/// | --- | --- | --- |
/// | report | — | reported |
/// | file | reported | filed |
/// | void | reported, filed | void |
/// | dispatch | filed | dispatched |
/// | reassign | dispatched, in work | the same; dispatched when the unit is another |
/// | start | dispatched | in work |
/// | return | dispatched, in work | filed |
/// | handle | dispatched, in work | handled |
/// | rework | handled | in work |
/// | verify | handled | closed |
/// | reopen | closed → filed, void → reported | |
/// | hold, resume | filed, dispatched, in work | the same |
/// | extend | dispatched, in work | the same |
/// | supervise | all but closed and void | the same |
/// | note | all | the same |
///
/// On hold only resume, supervise and note are possible.
public enum CaseStage: String, Sendable, Hashable, CaseIterable {
  /// 已上报, not yet judged.
  case reported
  /// 已立案, to be dispatched.
  case filed
  /// 已派遣, the unit has not begun.
  case dispatched
  /// 整改中.
  case inWork = "in_work"
  /// 已处置, to be looked at.
  case handled
  /// 已结案, looked at by somebody else than the handler.
  case closed
  /// 已作废.
  case void

  /// Whether something is still to be done.
  public var isOpen: Bool { self != .closed && self != .void }

  public var title: Phrase {
    switch self {
    case .reported: Phrase("reported", zh: "已上报")
    case .filed: Phrase("filed", zh: "已立案")
    case .dispatched: Phrase("dispatched", zh: "已派遣")
    case .inWork: Phrase("in work", zh: "整改中")
    case .handled: Phrase("handled", zh: "已处置")
    case .closed: Phrase("closed", zh: "已结案")
    case .void: Phrase("void", zh: "已作废")
    }
  }

  /// What may be done at this stage when the case is not on hold, in the order of the life cycle.
  var actions: [CaseActionName] {
    switch self {
    case .reported: [.file, .void, .supervise, .note]
    case .filed: [.void, .dispatch, .hold, .supervise, .note]
    case .dispatched: [.reassign, .start, .sendBack, .handle, .hold, .extend, .supervise, .note]
    case .inWork: [.reassign, .sendBack, .handle, .hold, .extend, .supervise, .note]
    case .handled: [.rework, .verify, .supervise, .note]
    case .closed, .void: [.reopen, .note]
    }
  }
}

extension CaseState {
  /// The state after a case's first event, which must report it.
  public init(openedBy event: CaseEvent) throws(CaseRefusal) {
    func refusal(_ cause: CaseRefusal.Cause) -> CaseRefusal {
      CaseRefusal(
        cause: cause, caseID: event.caseID, action: event.action.name, stage: nil, possible: [.report])
    }
    guard case .report(let report) = event.action else { throw refusal(.notReported) }
    guard event.sequence == 1 else { throw refusal(.sequence(expected: 1)) }
    guard Self.isTime(event.time), Self.isTime(event.effective) else { throw refusal(.notATime) }
    guard event.effective <= event.time else { throw refusal(.lateRecord(earliest: event.time)) }
    guard !event.actor.foldedNames.isEmpty else { throw refusal(.nameMissing) }
    caseID = event.caseID
    stage = .reported
    stageSince = event.effective
    reportedAt = event.effective
    settledUntil = event.effective
    self.report = report
    lateRecords = event.happened == nil ? 0 : 1
    lastSequence = 1
    lastTime = event.time
  }

  /// Adds one event; on a refusal the state is as it was.
  public mutating func apply(_ event: CaseEvent) throws(CaseRefusal) {
    if let cause = fault(in: event) {
      throw CaseRefusal(
        cause: cause, caseID: caseID, action: event.action.name, stage: stage, possible: possibleActions)
    }
    change(by: event)
    lastSequence = event.sequence
    lastTime = event.time
    if event.happened != nil { lateRecords += 1 }
  }

  private static func isTime(_ time: Instant) -> Bool { time > -2_208_988_800 && time < 7_258_118_400 }
}

extension CaseState {
  /// Why the event cannot be added; `nil` when it can.
  private func fault(in event: CaseEvent) -> CaseRefusal.Cause? {
    let name = event.action.name
    if event.caseID != caseID { return .otherCase }
    if event.sequence != lastSequence + 1 { return .sequence(expected: lastSequence + 1) }
    if let fault = timeFault(in: event) { return fault }
    if event.actor.foldedNames.isEmpty { return .nameMissing }
    if !possibleActions.contains(name) { return isOnHold && stage.actions.contains(name) ? .onHold : .stage }
    if name.needsReason, event.reason?.foldedForComparison.isEmpty ?? true { return .reasonMissing }
    return payloadFault(in: event)
  }

  private func timeFault(in event: CaseEvent) -> CaseRefusal.Cause? {
    guard Self.isTime(event.time), Self.isTime(event.effective) else { return .notATime }
    if event.time < lastTime { return .clockRunsBack(last: lastTime) }
    let earliest = event.action.name == .note ? reportedAt : settledUntil
    return (earliest...event.time).contains(event.effective) ? nil : .lateRecord(earliest: earliest)
  }

  private func payloadFault(in event: CaseEvent) -> CaseRefusal.Cause? {
    switch event.action {
    case .dispatch(let to), .reassign(let to):
      to.unit.foldedNames.isEmpty ? .nameMissing : dueFault(to.due, given: event.effective)
    case .extend(let to): deadlineFault(to, given: event.effective)
    case .verify:
      isHandler(event.actor) ? .verifiedByHandler(event.actor) : nil
    default: nil
    }
  }

  private func dueFault(_ due: Instant?, given: Instant) -> CaseRefusal.Cause? {
    guard let due else { return nil }
    guard Self.isTime(due) else { return .notATime }
    return due > given ? nil : .deadlineNotLater(than: given)
  }

  private func deadlineFault(_ deadline: Instant, given: Instant) -> CaseRefusal.Cause? {
    guard Self.isTime(deadline) else { return .notATime }
    let earlier = max(given, extended?.to ?? given)
    return deadline > earlier ? nil : .deadlineNotLater(than: earlier)
  }

  /// Whether the name is that of somebody who handled the case, or of the person or unit that answers for it;
  /// several names may stand in one field.
  private func isHandler(_ name: String) -> Bool {
    let answering = [assignment?.person, assignment?.unit].compactMap(\.self).flatMap(\.foldedNames)
    return name.foldedNames.contains { handlers.contains($0) || answering.contains($0) }
  }
}

extension CaseState {
  private mutating func change(by event: CaseEvent) {
    let time = event.effective
    switch event.action {
    case .report, .note: break
    case .supervise: supervisions += 1
    case .file(let terms):
      filing = terms
      filedAt = time
      move(to: .filed, at: time)
    case .void: move(to: .void, at: time)
    case .dispatch(let to): dispatch(to, at: time)
    case .reassign(let to): reassign(to, at: time)
    case .start: move(to: .inWork, at: time)
    case .sendBack:
      returns += 1
      assignment = nil
      stopClock()
      move(to: .filed, at: time)
    case .handle(let work): handle(work, by: event.actor, at: time)
    case .rework:
      reworks += 1
      handledAt = nil
      move(to: .inWork, at: time)
    case .verify(let revisit): close(by: event.actor, at: time, revisit: revisit)
    case .hold:
      heldSince = time
      settledUntil = time
    case .resume: resume(at: time)
    case .extend(let to): extended = Extension(granted: time, to: to)
    case .reopen(let relapse): reopen(relapse, at: time)
    }
  }

  private mutating func move(to stage: CaseStage, at time: Instant) {
    self.stage = stage
    stageSince = time
    settledUntil = time
  }

  private mutating func stopClock() {
    dispatchedAt = nil
    extended = nil
  }

  private mutating func dispatch(_ to: CaseAssignment, at time: Instant) {
    assignment = to
    extended = nil
    dispatchedAt = time
    move(to: .dispatched, at: time)
  }

  /// A date given by hand stays unless another is given.
  private mutating func reassign(_ to: CaseAssignment, at time: Instant) {
    let isSameUnit = to.unit.foldedForComparison == assignment?.unit.foldedForComparison
    let due = assignment?.due
    assignment = to
    if to.due == nil { assignment?.due = due }
    if !isSameUnit { move(to: .dispatched, at: time) }
  }

  private mutating func handle(_ work: CaseHandling, by actor: String, at time: Instant) {
    handling = work
    handledAt = time
    handlers.formUnion(actor.foldedNames)
    move(to: .handled, at: time)
  }

  private mutating func close(by actor: String, at time: Instant, revisit: Instant?) {
    closedAt = time
    verifier = actor
    self.revisit = revisit
    move(to: .closed, at: time)
  }

  private mutating func resume(at time: Instant) {
    if let heldSince, heldSince < time { pauses.append(heldSince..<time) }
    heldSince = nil
    settledUntil = time
  }

  /// A closed case keeps its filing and is dispatched anew; a void one is judged anew.
  private mutating func reopen(_ relapse: String?, at time: Instant) {
    reopenings += 1
    if let relapse { relapses.append(relapse) }
    closedAt = nil
    handledAt = nil
    verifier = nil
    revisit = nil
    handlers = []
    stopClock()
    move(to: stage == .closed ? .filed : .reported, at: time)
  }
}

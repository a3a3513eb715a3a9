extension CaseAction {
  /// What the action carries, in a fixed order; absent values are left out.
  func add(to fields: inout CaseFields) {
    switch self {
    case .report(let report): report.add(to: &fields)
    case .file(let filing): filing.add(to: &fields)
    case .dispatch(let to), .reassign(let to): to.add(to: &fields)
    case .handle(let work):
      fields.add("measures", work.measures)
      for reference in work.evidence { fields.add("evidence", reference) }
    case .verify(let revisit): fields.add("revisit", revisit)
    case .extend(let to): fields.add("deadline", to)
    case .reopen(let relapse): fields.add("relapse", relapse)
    case .note(let text): fields.add("text", text)
    case .void, .start, .sendBack, .rework, .hold, .resume, .supervise: break
    }
  }

  /// `nil` when a needed field is missing or cannot be read.
  init?(_ name: CaseActionName, _ fields: CaseFields) {
    switch name {
    case .report: self = .report(CaseReport(fields))
    case .file: self = .file(CaseFiling(fields))
    case .dispatch:
      guard let to = CaseAssignment(fields) else { return nil }
      self = .dispatch(to)
    case .reassign:
      guard let to = CaseAssignment(fields) else { return nil }
      self = .reassign(to)
    case .extend:
      guard let to = fields.instant("deadline") else { return nil }
      self = .extend(to: to)
    case .handle: self = .handle(CaseHandling(measures: fields["measures"], evidence: fields.all("evidence")))
    case .verify: self = .verify(revisit: fields.instant("revisit"))
    case .reopen: self = .reopen(relapse: fields["relapse"])
    case .note: self = .note(fields["text"] ?? "")
    case .void: self = .void
    case .start: self = .start
    case .sendBack: self = .sendBack
    case .rework: self = .rework
    case .hold: self = .hold
    case .resume: self = .resume
    case .supervise: self = .supervise
    }
  }
}

extension CaseReport {
  fileprivate func add(to fields: inout CaseFields) {
    fields.add("finding", finding)
    fields.add("zone", zone)
    fields.add("item", item)
    fields.add("code", code)
    fields.add(place)
    fields.add("source", source)
    fields.add("text", text)
  }

  fileprivate init(_ fields: CaseFields) {
    self.init(
      finding: fields["finding"], zone: fields["zone"], item: fields["item"], code: fields.code("code"),
      place: fields.place, source: fields["source"], text: fields["text"])
  }
}

extension CaseFiling {
  fileprivate func add(to fields: inout CaseFields) {
    fields.add("code", code)
    fields.add("condition", condition)
    fields.add(limit)
    fields.add("closes_when", closesWhen)
  }

  fileprivate init(_ fields: CaseFields) {
    self.init(
      code: fields.code("code"), condition: fields["condition"], limit: fields.limit,
      closesWhen: fields["closes_when"])
  }
}

extension CaseAssignment {
  fileprivate func add(to fields: inout CaseFields) {
    fields.add("unit", unit)
    fields.add("assisting", assisting)
    fields.add("person", person)
    fields.add("leader", leader)
    fields.add("due", due)
  }

  fileprivate init?(_ fields: CaseFields) {
    guard let unit = fields["unit"] else { return nil }
    self.init(
      unit: unit, assisting: fields["assisting"], person: fields["person"], leader: fields["leader"],
      due: fields.instant("due"))
  }
}

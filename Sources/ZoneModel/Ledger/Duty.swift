/// Who answers for a zone or a finding, in what role and for how long (包联). A zone may have several units,
/// people and leaders at a time, and each of them several zones.
public struct Duty: Sendable, Hashable {
  public var subject: Subject
  public var role: Role
  /// Name of the unit, person or leader.
  public var holder: String
  /// Half-open; unbounded where it is not known when it began or will end.
  public var period: TimeWindow

  public enum Subject: Sendable, Hashable {
    case zone(String)
    case finding(String)
  }

  public enum Role: String, Sendable, Hashable, CaseIterable {
    /// 牵头单位.
    case unit
    /// 配合单位.
    case assisting
    /// 责任人.
    case person
    /// 包联领导.
    case leader

    public var title: Phrase {
      switch self {
      case .unit: Phrase("responsible unit", zh: "牵头单位")
      case .assisting: Phrase("assisting unit", zh: "配合单位")
      case .person: Phrase("responsible person", zh: "责任人")
      case .leader: Phrase("responsible leader", zh: "包联领导")
      }
    }
  }

  public init(_ subject: Subject, _ role: Role, _ holder: String, during period: TimeWindow = .always) {
    self.subject = subject
    self.role = role
    self.holder = holder
    self.period = period
  }
}

/// All duties, to be asked by zone, by finding or by name, as of any date.
public struct DutyBook: Sendable {
  private var bySubject: [Duty.Subject: [Duty]] = [:]
  private var byHolder: [String: [Duty]] = [:]

  /// In the order in which answers come.
  public init(_ duties: [Duty]) {
    for duty in duties {
      bySubject[duty.subject, default: []].append(duty)
      byHolder[duty.holder.foldedForComparison, default: []].append(duty)
    }
  }

  /// Who holds a role for a zone at a time, each once.
  public func holders(of role: Duty.Role, zone: String, asOf time: Instant) -> [String] {
    names(.zone(zone), role, time)
  }

  /// Who holds a role for a finding at a time: those named for the finding itself, else its zone's.
  public func holders(of role: Duty.Role, finding: String, in zone: String?, asOf time: Instant) -> [String] {
    let own = names(.finding(finding), role, time)
    return own.isEmpty ? zone.map { names(.zone($0), role, time) } ?? [] : own
  }

  /// The zones somebody answers for at a time, in any role unless one is given; however the name is typed.
  public func zones(of holder: String, as role: Duty.Role? = nil, asOf time: Instant) -> [String] {
    let duties = byHolder[holder.foldedForComparison] ?? []
    return unique(
      duties.filter { $0.period.contains(time) && (role == nil || $0.role == role) }.compactMap {
        if case .zone(let zone) = $0.subject { zone } else { nil }
      })
  }

  /// Zones of those given for which nobody holds the role at a time.
  public func unheld(_ role: Duty.Role, among zones: [String], asOf time: Instant) -> [String] {
    zones.filter { names(.zone($0), role, time).isEmpty }
  }

  /// The dispatch that follows from the duties for a finding, several names in a role joined by `、`; `nil`
  /// when no unit answers for it.
  public func assignment(finding: String?, in zone: String?, asOf time: Instant) -> CaseAssignment? {
    func names(_ role: Duty.Role) -> String? {
      let own = finding.map { self.names(.finding($0), role, time) } ?? []
      let names = own.isEmpty ? zone.map { self.names(.zone($0), role, time) } ?? [] : own
      return names.isEmpty ? nil : names.joined(separator: "、")
    }
    return names(.unit).map {
      CaseAssignment(unit: $0, assisting: names(.assisting), person: names(.person), leader: names(.leader))
    }
  }

  private func names(_ subject: Duty.Subject, _ role: Duty.Role, _ time: Instant) -> [String] {
    unique((bySubject[subject] ?? []).filter { $0.role == role && $0.period.contains(time) }.map(\.holder))
  }

  /// Each name once, where it comes first.
  private func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0.foldedForComparison).inserted }
  }
}

internal import ZoneModel

/// Whom to call: the bodies that answer for the most urgent dead corners, by the kind of their zones.
struct DeadCornerCalls {
  /// The ways ground can be a dead corner; each has its own remedy.
  enum Way: Int, CaseIterable {
    case unseen, overdue, items, effort, access

    init?(_ cause: Cause) {
      switch cause {
      case .neverVisited, .unseenPart: self = .unseen
      case .overdue: self = .overdue
      case .itemNotChecked: self = .items
      case .lowDetection: self = .effort
      case .noAccess: self = .access
      // nobody answers for it: there is no one to call
      case .unowned, .disputed: return nil
      }
    }

    var title: Phrase {
      switch self {
      case .unseen: Phrase("unseen", zh: "未查看")
      case .overdue: Phrase("overdue", zh: "超期")
      case .items: Phrase("items missing", zh: "项目漏查")
      case .effort: Phrase("too little", zh: "力度不足")
      case .access: Phrase("no access", zh: "未能进入")
      }
    }
  }

  struct Call {
    let kind: ZoneKind
    let owner: String
    /// The leaders of the zones concerned, in the order they are met.
    var leaders: [String] = []
    /// Spots by `Way`.
    var counts = [Int](repeating: 0, count: Way.allCases.count)
    /// Of all its spots.
    var priority = 0.0
    /// The name of the zone of its most urgent spot.
    let urgentZone: String
  }

  /// Within each kind the most urgent first; kinds in the order of the zones.
  private(set) var calls: [Call] = []

  /// - Parameters:
  ///   - lists: dead corners of all causes, of one survey.
  ///   - most: bodies a kind.
  init(_ survey: ZoneSurvey, _ lists: [BlindSpotList], most: Int) {
    let spots = lists.flatMap(\.spots).sorted {
      $0.priority != $1.priority ? $0.priority > $1.priority : $0.id < $1.id
    }
    for (kind, _) in survey.zones.byKind {
      calls += Self.calls(kind, survey.zones.zones, spots).prefix(most)
    }
  }

  private static func calls(_ kind: ZoneKind, _ zones: [Zone], _ spots: [BlindSpot]) -> [Call] {
    var calls: [Call] = []
    var places: [String: Int] = [:]
    for spot in spots {
      guard let zone = spot.zoneNumber.map({ zones[$0] }), zone.kind == kind, let owner = zone.owner,
        let way = Way(spot.cause)
      else { continue }
      let place = places[owner] ?? calls.count
      if place == calls.count {
        places[owner] = place
        calls.append(Call(kind: kind, owner: owner, urgentZone: zone.name ?? zone.id))
      }
      calls[place].counts[way.rawValue] += 1
      calls[place].priority += spot.priority
      if let leader = zone.leader, !calls[place].leaders.contains(leader) {
        calls[place].leaders.append(leader)
      }
    }
    return calls.sorted { $0.priority != $1.priority ? $0.priority > $1.priority : $0.owner < $1.owner }
  }
}

extension DeadCornerCalls.Call {
  var leader: String? { leaders.isEmpty ? nil : leaders.prefix(3).joined(separator: "、") }
}

extension DeadCornerCalls {
  static let title = Phrase("Whom to call", zh: "先找谁（按区域类型，最紧迫的在前）")

  static let note = Phrase(
    "spots of each way to be a dead corner; ordered by weight × age over interval × area of all of a body's spots",
    zh: "各类死角的处数；按该单位全部死角的“权重 × 未查天数与复查间隔之比 × 面积”之和排序")

  var table: SummaryTable {
    SummaryTable(
      key: "calls", title: Self.title,
      columns: [
        SummaryTable.Column("kind", Phrase("kind", zh: "类型")),
        SummaryTable.Column("owner", Phrase("responsible body", zh: "责任单位")),
        SummaryTable.Column("leader", Phrase("leader", zh: "包联领导")),
      ]
        + Way.allCases.map { SummaryTable.Column("\($0)", $0.title, isNumber: true) }
        + [SummaryTable.Column("most_urgent", Phrase("most urgent", zh: "最紧迫"))],
      rows: calls.map { call in
        [.kind(call.kind), .text(call.owner), .text(call.leader)] + call.counts.map { .count($0) }
          + [.text(call.urgentZone)]
      }, notes: [Self.note])
  }
}

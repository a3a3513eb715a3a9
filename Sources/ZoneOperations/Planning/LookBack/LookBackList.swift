internal import SweepPlanning
public import ZoneModel

/// What was closed, and which of it is due for a second look (回头看).
public struct LookBackList: Sendable {
  /// Due by the end of the day and not looked at since it was: by due time, then by id.
  public var due: [LookBack] = []
  /// Not due yet: how many, and when the first is.
  public var later: (count: Int, first: Instant?) = (0, nil)
  /// Looked at again, with its item, since it was due.
  public var done = 0
  /// Of those due: closed at a time nobody noted, so counted from the finding.
  public var undated = 0
  /// Closed, but without a place or without any time: nobody can be sent, or nobody knows when.
  public var unusable: [String] = []
  /// Findings whose status is no known word (taken for open), and the first of these words.
  public var unknownStatus: (count: Int, word: String) = (0, "")
  /// Zones of the due ones, by their numbers in ``due``.
  var zones: [Int?] = []

  /// Everything that was closed.
  public var closed: Int { due.count + later.count + done + unusable.count }
}

extension LookBackList {
  /// What a planner should know of the list.
  func notices(_ time: TimeText) -> [Notice] {
    [undatedNotice, unusableNotice, statusNotice, nothingDue(time)].compactMap { $0 }
  }

  private var undatedNotice: Notice? {
    guard undated > 0 else { return nil }
    return Notice(
      Phrase(
        "\(undated) of the findings due were closed at a time that is not on record; they count from when they were found",
        zh: "到期的问题中有 \(undated) 个未记录结案时间，按发现时间起算"),
      hint: Phrase(
        "give the time of closing in a property closed_at (结案时间), or keep the ledger: --project",
        zh: "请在属性 closed_at（结案时间）中填写，或使用项目台账：--project"))
  }

  private var unusableNotice: Notice? {
    guard let first = unusable.first else { return nil }
    return Notice(
      Phrase(
        "\(unusable.count) closed cases have no place or no time and get no second look; the first is \(first)",
        zh: "有 \(unusable.count) 个已结案问题没有位置或时间，无法安排回头看，首个为 \(first)"),
      hint: Phrase("look at them by hand: ledger show", zh: "请用 ledger show 逐个核对"))
  }

  private var statusNotice: Notice? {
    guard unknownStatus.count > 0 else { return nil }
    return Notice(
      Phrase(
        "\(unknownStatus.count) findings have a status that is not known and count as open, the first \"\(unknownStatus.word)\"",
        zh: "有 \(unknownStatus.count) 个问题的状态无法识别，按未结案处理，首个为“\(unknownStatus.word)”"),
      hint: Phrase(
        "closed are: closed, verified, 已整改, 已核查, 已结案, 已销号 and the like",
        zh: "视为已结案的状态：closed、verified、已整改、已核查、已结案、已销号等"))
  }

  private func nothingDue(_ time: TimeText) -> Notice? {
    guard due.isEmpty else { return nil }
    let next = later.first.map { String(time.text($0).prefix(10)) }
    return Notice(
      Phrase(
        "nothing is due for a second look: \(closed) closed in all, \(done) looked at again, \(later.count) not due yet"
          + (next.map { ", the first on \($0)" } ?? ""),
        zh: "没有到期的回头看：已结案 \(closed) 个，其中已回看 \(done) 个，未到期 \(later.count) 个"
          + (next.map { "，最早于 \($0) 到期" } ?? "")),
      hint: closed == 0
        ? Phrase(
          "findings count as closed by their status, cases by the ledger: --project",
          zh: "问题点按 status 判断是否结案，案件按台账判断：--project")
        : Phrase("plan for another day: --date", zh: "可用 --date 指定其他日期"))
  }
}

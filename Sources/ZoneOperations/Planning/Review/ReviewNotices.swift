internal import ZoneModel

/// What a reader should know of a review although it stands.
struct ReviewNotices {
  private let plan: PlanFile
  private let review: SweepReview
  private let time: TimeText

  init(_ plan: PlanFile, _ review: SweepReview, _ time: TimeText) {
    self.plan = plan
    self.review = review
    self.time = time
  }

  var all: [Notice] { [otherDay, nothingThatDay, unknownZones].compactMap { $0 } }

  private func day(_ moment: Instant) -> String { String(time.text(moment).prefix(10)) }

  private var otherDay: Notice? {
    guard let own = plan.begins.map(time.midnight), let from = review.window.from, from != own else {
      return nil
    }
    return Notice(
      Phrase(
        "the plan is of \(day(own)), and is held against \(day(from))",
        zh: "方案日期为 \(day(own))，与 \(day(from)) 的记录对照"),
      hint: Phrase("leave --date out to take the plan's day", zh: "不指定 --date 即按方案日期对照"))
  }

  private var nothingThatDay: Notice? {
    guard review.sweeps.allSatisfy({ $0.observations == 0 }) else { return nil }
    let from = review.window.from.map(day) ?? "—"
    let newest = review.survey.observations.newest.map(day)
    return Notice(
      Phrase(
        "no observation is of \(from)" + (newest.map { "; the newest is of \($0)" } ?? ""),
        zh: "\(from) 没有检查记录" + (newest.map { "，最新记录为 \($0)" } ?? "")),
      hint: Phrase(
        "add the day's visits and tracks: --observations FILE", zh: "请加入当日的到访点和轨迹：--observations 文件"))
  }

  private var unknownZones: Notice? {
    let strays = review.stops.filter { $0.status == .unknownZone }
    guard !strays.isEmpty else { return nil }
    var zones: [String] = []
    for zone in strays.compactMap(\.zoneID) where !zones.contains(zone) { zones.append(zone) }
    let named = zones.prefix(5).joined(separator: ", ") + (zones.count > 5 ? ", …" : "")
    return Notice(
      Phrase(
        "\(strays.count) stops of the plan lie in zones that are not given: \(named); nothing is said of them",
        zh: "方案中有 \(strays.count) 个停靠点所在区域未提供（\(named)），不作判断"),
      hint: Phrase("give all zones the plan was made of: --zones", zh: "请提供制定方案时的全部区域：--zones"))
  }
}

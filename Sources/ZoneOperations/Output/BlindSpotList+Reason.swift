internal import Foundation
internal import ZoneModel

extension BlindSpotList {
  /// Why a spot is listed, in words, with the figures that say so.
  func reason(_ spot: BlindSpot, _ time: TimeText) -> Phrase {
    let zone = spot.zoneNumber.map { survey.zones.zones[$0] }
    let coverage = spot.zoneNumber.map { survey.coverage[$0] }
    let since = survey.begin.map(time.day) ?? "—"
    let until = survey.asOf.map(time.day) ?? "—"
    switch spot.cause {
    case .unowned:
      return zone == nil
        ? Phrase("in no subdistrict", zh: "不属于任何镇街") : Phrase("the zone has no owner", zh: "该区域没有责任单位")
    case .disputed: return Phrase("two subdistricts claim it", zh: "两个镇街重叠")
    case .neverVisited:
      return Phrase(
        "nobody looked at the zone from \(since) to \(until)", zh: "\(since) 至 \(until) 无人到该区域检查")
    case .unseenPart:
      let looks = grouped(coverage?.observations ?? 0)
      return Phrase(
        "\(looks) observations of the zone from \(since) to \(until), none of this part",
        zh: "\(since) 至 \(until) 该区域有 \(looks) 条检查记录，但均未看到此处")
    case .noAccess:
      let tries = grouped(coverage?.refusals ?? 0)
      return Phrase(
        "tried \(tries) times from \(since) to \(until), nobody got in",
        zh: "\(since) 至 \(until) 到场 \(tries) 次，均未能进入")
    case .overdue:
      let due = spot.due.map(time.day) ?? "—"
      let days = PropertyText.number(zone?.revisitDays ?? 0)
      return Phrase(
        "not looked at for more than \(days) days, due by \(due) at the latest",
        zh: "超过 \(days) 天未复查，最迟应于 \(due) 前复查")
    case .itemNotChecked: return itemReason(spot, time)
    case .lowDetection where !spot.items.isEmpty: return weakReason(spot)
    case .lowDetection:
      let found = Share(coverage?.probabilityOfDetection ?? 0, of: 1).percent
      let factor = String(value: coverage?.factor ?? 0, decimals: 2)
      return Phrase(
        "effort is \(factor) of the area: a problem there was found with \(found) only",
        zh: "检查力度为面积的 \(factor) 倍，发现既有问题的概率仅 \(found)")
    }
  }

  private func itemReason(_ spot: BlindSpot, _ time: TimeText) -> Phrase {
    let all =
      spot.zoneNumber.flatMap { number in items.map { $0.cells(of: number).count } } ?? spot.items.count
    let names = spot.items.prefix(3).map(name)
    let more = spot.items.count > names.count
    let due = spot.due.map(time.day) ?? "—"
    return Phrase(
      "somebody was there, but \(spot.items.count) of \(all) items were not looked for as they were due (first by \(due)): "
        + names.map(\.english).joined(separator: ", ") + (more ? " …" : ""),
      zh: "有人到过，但 \(all) 个适用项目中有 \(spot.items.count) 项未按期查看（最早应于 \(due)）："
        + names.map(\.chinese).joined(separator: "、") + (more ? " 等" : ""))
  }
}

extension BlindSpotList {
  private func name(_ code: String) -> Phrase {
    let name = items?.checklist.number(of: code).map { items?.checklist.items[$0].name } ?? nil
    return Phrase("\(code) \(name?.english ?? "")", zh: "\(code) \(name?.chinese ?? "")")
  }

  private func weakReason(_ spot: BlindSpot) -> Phrase {
    let cells = spot.zoneNumber.flatMap { number in items.map { $0.cells(of: number) } } ?? []
    let looked = cells.count { $0.effort > 0 }
    let some = spot.items.prefix(3).map { code -> Phrase in
      let number = items?.checklist.number(of: code)
      let found = cells.first { $0.item == number }?.probabilityOfDetection
      let share = Share(found ?? 0, of: 1).percent
      let name = name(code)
      return Phrase("\(name.english) \(share)", zh: "\(name.chinese) \(share)")
    }
    let more = spot.items.count > some.count
    return Phrase(
      "of \(looked) items looked for in time, \(spot.items.count) with so little effort that a problem was probably missed (found with): "
        + some.map(\.english).joined(separator: ", ") + (more ? " …" : ""),
      zh: "按期查看的 \(looked) 个项目中有 \(spot.items.count) 项力度不足，问题很可能漏掉（发现概率）："
        + some.map(\.chinese).joined(separator: "、") + (more ? " 等" : ""))
  }
}

/// Numbers inside sentences.
enum PropertyText {
  /// Whole numbers without a fraction, others with at most two decimals.
  static func number(_ value: Double) -> String {
    value.rounded() == value && abs(value) < 1e15 ? "\(Int(value))" : String(value: value, decimals: 2)
  }
}

extension TimeText {
  /// `2026-08-30`.
  func day(_ instant: Instant) -> String { String(text(instant).prefix(10)) }
}

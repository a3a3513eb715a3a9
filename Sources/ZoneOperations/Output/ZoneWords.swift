internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneModel

/// The columns that say in which zones findings lie. Findings by the thousand lie in the same zones: each
/// combination is put into words once.
///
/// Lives in one task.
final class ZoneWords {
  private let names: ZoneLabels
  private var combinations = ZoneCombinations()
  private let zones = CodedValues()
  private let zone = CodedValues()
  private let byKind = CodedValues()

  convenience init(_ zones: [Zone]) { self.init(ZoneLabels(zones)) }

  init(_ names: ZoneLabels) { self.names = names }

  /// `zones`, `zone` and `zone_by_kind` of points.
  func columns(of hits: ZoneHits) -> [OutputLayer.Column] {
    let before = combinations.count
    let codes = combinations.codes(of: hits)
    for code in before..<combinations.count {
      let list = combinations[code]
      zones.append(.json(names.list(list)))
      zone.append(list.first.map { .text(names.ids[Int($0)]) } ?? .null)
      byKind.append(.json(names.byKind(list)))
    }
    return [
      OutputLayer.Column("zones", codes: codes, values: zones),
      OutputLayer.Column("zone", codes: codes, values: zone),
      OutputLayer.Column("zone_by_kind", codes: codes, values: byKind),
    ]
  }
}

/// Ids and kinds of zones, made ready for JSON once.
struct ZoneLabels: Sendable {
  fileprivate private(set) var ids: [String] = []
  private var quoted: [String] = []
  private var kinds: [String] = []

  init(_ zones: [Zone]) {
    // zone by zone, and of each only what is needed: a zone is large to copy
    for index in zones.indices {
      ids.append(zones[index].id)
      quoted.append(JSONQuote.text(zones[index].id))
      kinds.append(JSONQuote.text(zones[index].kind.rawValue))
    }
  }

  func list(_ zones: ArraySlice<Int32>) -> String {
    if zones.isEmpty { return "[]" }
    return "[" + zones.map { quoted[Int($0)] }.joined(separator: ",") + "]"
  }

  /// The first zone of each kind; zones come home first.
  func byKind(_ zones: ArraySlice<Int32>) -> String {
    if zones.isEmpty { return "{}" }
    var seen: [String] = []
    var text = "{"
    for zone in zones where !seen.contains(kinds[Int(zone)]) {
      if !seen.isEmpty { text += "," }
      seen.append(kinds[Int(zone)])
      text += kinds[Int(zone)] + ":" + quoted[Int(zone)]
    }
    return text + "}"
  }
}

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

  init(_ zones: [Zone]) { names = ZoneLabels(zones) }

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
private struct ZoneLabels: Sendable {
  let ids: [String]
  private let quoted: [String]
  private let kinds: [String]

  init(_ zones: [Zone]) {
    ids = zones.map(\.id)
    quoted = zones.map { JSONQuote.text($0.id) }
    kinds = zones.map { JSONQuote.text($0.kind.rawValue) }
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

internal import ZoneGeometry

/// Findings as files, each the way such a source would deliver it.
enum FindingFiles {
  static func geojson(_ name: String, _ findings: [Finding]) -> [UInt8] {
    GeoJSON.collection(
      name,
      findings.map { finding in
        GeoJSON.feature(
          GeoJSON.point(finding.place),
          [
            ("id", .text(finding.id)), ("time", .text(finding.time.rfc3339)),
            ("item", .text(finding.item.code)),
            ("item_name", .text(finding.item.name)), ("standard", .text(finding.item.standard)),
            ("severity", .whole(finding.severity)), ("source", .text(finding.source.rawValue)),
            ("accuracy_m", .maybe(finding.accuracy)), ("status", .text(finding.status.rawValue)),
            ("spot", .text(finding.spot)),
          ])
      })
  }

  /// GB18030, GCJ-02, Chinese column heads, and the usual damage of a table that went through many hands.
  static func office(_ findings: [Finding]) -> [UInt8] {
    var seed = Seed("damage")
    let head = [
      "编号", "发现时间", "经度", "纬度", "问题代码", "问题名称", "严重程度", "来源", "具体点位", "定位精度", "状态", "备注",
    ]
    let rows = findings.enumerated().map { index, finding in
      broken(index, worn(row(finding), &seed))
    }
    return CSV.gb18030([head] + rows)
  }

  private static func row(_ finding: Finding) -> [String] {
    let place = shifted(finding.place)
    return [
      finding.id, finding.time.spreadsheet, place.lon, place.lat, finding.item.code, finding.item.name,
      String(finding.severity), "督办", finding.spot, finding.accuracy.map(String.init) ?? "",
      finding.status.chinese, "示例数据",
    ]
  }

  /// Some rows have full-width digits, some trailing blanks.
  private static func worn(_ row: [String], _ seed: inout Seed) -> [String] {
    var row = row
    if seed.chance(0.008) { row[2] = CSV.fullWidth(row[2]) }
    if seed.chance(0.012) { row[6] = CSV.fullWidth(row[6]) }
    if seed.chance(0.012) { row[3] += " " }
    if seed.chance(0.01) { row[0] += "  " }
    return row
  }

  /// Three rows cannot be used: no longitude, a latitude in words, a longitude that lost its decimal point.
  private static func broken(_ index: Int, _ row: [String]) -> [String] {
    var row = row
    if index == 216 { row[2] = "" }
    if index == 640 { row[3] = "见附图" }
    if index == 1_077 { row[2] = row[2].replacing(".", with: "") }
    return row
  }

  static let brokenOfficeRows = 3

  /// UTF-8 with a byte order mark, GCJ-02, longitude and latitude in one column.
  static func complaints(_ findings: [Finding]) -> [UInt8] {
    let head = ["编号", "上报时间", "lng,lat", "问题代码", "问题名称", "严重程度", "来源", "精度", "状态", "备注"]
    return CSV.utf8WithMark(
      [head]
        + findings.map { finding in
          let place = shifted(finding.place)
          return [
            finding.id, finding.time.local, place.lon + "," + place.lat, finding.item.code, finding.item.name,
            String(finding.severity), "投诉", finding.accuracy.map(String.init) ?? "", finding.status.chinese,
            "示例数据",
          ]
        })
  }

  private static func shifted(_ place: Vector) -> (lon: String, lat: String) {
    let shifted = GCJ02.fromWGS84(CityPlane.place(place))
    return (degrees(shifted.lon), degrees(shifted.lat))
  }
}

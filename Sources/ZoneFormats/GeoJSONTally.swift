internal import ZoneModel

/// Oddities that cost nothing but that the file's owner should know of, counted over one file.
struct GeoJSONTally {
  /// Rings whose last position did not repeat the first.
  var closedRings = 0
  var badIdentifiers = 0
  var badBoxes = 0
  var foreignMembers = 0
  var repeatedMembers = 0
  var unreadableSystem: String?

  func notices(file: String) -> [Notice] {
    let place = Phrase(file, zh: file)
    var notices: [Notice] = []
    func note(_ count: Int, _ english: String, _ chinese: String, hint: Phrase) {
      if count > 0 {
        notices.append(
          Notice(Phrase("\(count) \(english)", zh: "\(count) \(chinese)"), at: place, hint: hint))
      }
    }
    note(
      closedRings, "rings did not end where they began and were closed", "个环首尾不相接，已自动闭合",
      hint: Phrase(
        "the last position of a ring repeats the first (RFC 7946, 3.1.6)", zh: "环的最后一点应与第一点相同（RFC 7946，3.1.6）"
      ))
    note(
      badIdentifiers, "feature ids are neither text nor number and were left out", "个要素的 id 既不是文本也不是数字，已忽略",
      hint: Phrase("write \"id\" as text or number", zh: "id 应写成文本或数字"))
    note(
      badBoxes, "bbox members are not 4 or 6 numbers and were left out", "个 bbox 成员不是 4 个或 6 个数字，已忽略",
      hint: Phrase("bbox is [west, south, east, north]", zh: "bbox 应为 [西, 南, 东, 北]"))
    note(
      foreignMembers, "geometries hold members of a feature, which mean nothing there",
      "个几何对象中含有要素成员，无意义，已忽略",
      hint: Phrase(
        "properties belong beside the geometry, not in it", zh: "properties 应与 geometry 并列，而不是放在其中"))
    note(
      repeatedMembers, "members are given twice; the last one counts", "个成员重复出现，以最后一个为准",
      hint: Phrase("give each member once", zh: "每个成员只写一次"))
    if let unreadableSystem {
      notices.append(
        Notice(
          Phrase(
            "the crs member names a system this program cannot read: \(unreadableSystem)",
            zh: "crs 成员指定的坐标系无法识别：\(unreadableSystem)"),
          at: place,
          hint: Phrase(
            "the file is read as WGS 84; name its datum on the command line if that is wrong",
            zh: "按 WGS 84 读取；如不正确，请在命令行指定坐标基准")))
    }
    return notices
  }
}

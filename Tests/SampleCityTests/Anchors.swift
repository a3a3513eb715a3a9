/// A published place whose subdistrict is known.
struct Anchor: Sendable, CustomStringConvertible {
  let subdistrict: String
  let description: String
  let lon: Double
  let lat: Double

  init(_ subdistrict: String, _ place: String, _ lon: Double, _ lat: Double) {
    self.subdistrict = subdistrict
    description = place
    self.lon = lon
    self.lat = lat
  }
}

enum Anchors {
  /// Converted to WGS 84 from a public map service's positions, good to tens of metres.
  static let all: [Anchor] = [
    Anchor("太平街道", "太平路", 116.646114, 23.667995),
    Anchor("太平街道", "广济桥 west end", 116.648320, 23.665585),
    Anchor("太平街道", "开元路", 116.640734, 23.665621),
    Anchor("太平街道", "中山路", 116.642499, 23.672949),
    Anchor("太平街道", "下西平路", 116.641226, 23.659234),
    Anchor("太平街道", "西湖公园", 116.639035, 23.675280),
    Anchor("城西街道", "光明街", 116.625399, 23.665197),
    Anchor("城西街道", "仁里街", 116.629272, 23.669048),
    Anchor("城西街道", "凤洲东路", 116.646048, 23.652405),
    Anchor("城西街道", "兰花二街", 116.632111, 23.683258),
    Anchor("凤新街道", "新洋路", 116.621943, 23.673770),
    Anchor("凤新街道", "永春北路", 116.626400, 23.682251),
    Anchor("凤新街道", "兴利路", 116.594367, 23.678938),
    Anchor("桥东街道", "东兴北路", 116.653521, 23.664917),
    Anchor("桥东街道", "东山路 park", 116.661371, 23.655303),
    Anchor("桥东街道", "东山路", 116.669195, 23.662365),
    Anchor("磷溪镇", "仙田", 116.679894, 23.634578),
  ]
}

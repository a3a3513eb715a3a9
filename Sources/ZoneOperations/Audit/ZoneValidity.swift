internal import ZoneFormats
internal import ZoneModel
internal import ZoneStore

/// From when to before when each zone's boundary holds, as its file says (`valid_from`, `valid_to`).
struct ZoneValidity {
  private let windows: [TimeWindow]
  private let texts: [(from: String?, to: String?)]
  /// Texts that name no time.
  private var unreadable = 0

  init(_ zones: ZoneSet, _ options: InputOptions) {
    let fields = zones.layers.indices.map { layer in
      FieldNames(zones.layers[layer].properties, renamed: options.fields(.zones, layer))
    }
    func text(_ field: String, _ row: RowReference) -> String? {
      zones.layers[row.layer].properties.text(field, fields[row.layer], at: row.row)
    }
    texts = zones.rows.map { (text("valid_from", $0), text("valid_to", $0)) }
    var unreadable = 0
    func instant(_ text: String?) -> Instant? {
      guard let text else { return nil }
      let instant = options.time.instant(text)
      if instant == nil { unreadable += 1 }
      return instant
    }
    windows = texts.map { TimeWindow(from: instant($0.from), to: instant($0.to)) }
    self.unreadable = unreadable
  }

  /// Whether the zone's boundary holds: from `valid_from` on, up to before `valid_to`.
  func holds(_ zone: Int, at moment: Instant) -> Bool { windows[zone].contains(moment) }

  func reason(_ zone: Int, at moment: Instant) -> Phrase {
    if let to = windows[zone].to, moment >= to, let text = texts[zone].to {
      return Phrase("its boundary ended at \(text)", zh: "边界已于 \(text) 失效")
    }
    let text = texts[zone].from ?? "—"
    return Phrase("its boundary begins only at \(text)", zh: "边界自 \(text) 起才生效")
  }

  func notices(isJudged: Bool) -> [Notice] {
    var notices: [Notice] = []
    let dated = windows.count(where: \.isBounded)
    if dated > 0, !isJudged {
      notices.append(
        Notice(
          Phrase(
            "\(dated) zones state dates of validity, which were not judged", zh: "有 \(dated) 个区域注明了有效期，未作判断"),
          hint: Phrase("--as-of DATE judges them", zh: "用 --as-of 日期 判断有效期")))
    }
    if unreadable > 0 {
      notices.append(
        Notice(
          Phrase(
            "\(unreadable) dates of validity name no time; they bound nothing",
            zh: "有 \(unreadable) 个有效期无法识别，按不限计"),
          hint: Phrase("write 2026-08-30", zh: "请写成 2026-08-30")))
    }
    return notices
  }
}

internal import ZoneGeometry
internal import ZoneMaps
internal import ZoneModel

extension HeatPicture {
  /// The page: figures, then a map a kind of zone with its classes and its highest places.
  var page: HTMLPage {
    HTMLPage(
      title: sheets.first.map { words.title(sheets.count == 1 ? $0.kind : nil) } ?? words.measured,
      subtitle: words.note, figures: figures,
      sections: sheets.map { sheet in
        PageSection(
          title: sheet.kind?.title ?? Phrase("Map", zh: "分布图"), map: sheet.onPage,
          tables: [classTable(sheet), highestTable(sheet)].compactMap { $0 }, notes: sheet.remarks,
          startsPage: sheet.kind != nil && sheet.kind != sheets.first?.kind)
      })
  }

  // MARK: Figures

  private var figures: [KeyFigure] {
    let isLooks = map.options.measure == .observations
    let counted = KeyFigure(
      label: isLooks
        ? Phrase("observations counted", zh: "计入的检查记录") : Phrase("findings counted", zh: "计入的问题"),
      value: Phrase(verbatim: grouped(map.used)),
      definition: Phrase(
        "of \(grouped(map.used + map.unused)) read and used, \(grouped(map.unused)) left aside",
        zh: "读入 \(grouped(map.used + map.unused)) 条，其中 \(grouped(map.unused)) 条未计入"))
    return [counted] + [overall, concentration, unseen].compactMap { $0 }
  }

  /// All findings where somebody looked by all observations there.
  private var overall: KeyFigure? {
    guard map.options.measure == .rate, map.zones == nil else { return nil }
    let seen = map.cells.filter { ($0.observations ?? 0) > 0 }
    let (found, looks) = (
      seen.reduce(0) { $0 + $1.count }, seen.reduce(0) { $0 + ($1.observations ?? 0) }
    )
    guard looks > 0 else { return nil }
    return KeyFigure(
      label: Phrase("findings per observation", zh: "每次检查的问题数"),
      value: Phrase(verbatim: HeatNumber.text(Double(found) / Double(looks))),
      definition: Phrase(
        "\(grouped(found)) findings ÷ \(grouped(looks)) observations, cells somebody looked at",
        zh: "查过的网格：问题 \(grouped(found)) 处 ÷ 检查 \(grouped(looks)) 次"))
  }

  /// In how few cells half of what was counted lies. Zones overlap, so that of them it would say nothing.
  private var concentration: KeyFigure? {
    let counts = map.cells.map(\.count).sorted(by: >)
    let all = counts.reduce(0, +)
    guard map.zones == nil, all > 0 else { return nil }
    var (held, cells) = (0, 0)
    while held * 2 < all {
      held += counts[cells]
      cells += 1
    }
    let what =
      map.options.measure == .observations
      ? Phrase("observations", zh: "检查次数") : Phrase("findings", zh: "问题")
    let filled = counts.count { $0 > 0 }
    return KeyFigure(
      label: Phrase("half of the \(what.english) lie in", zh: "一半的\(what.chinese)集中在"),
      value: words.counted(cells),
      definition: Phrase(
        "the fullest \(grouped(cells)) of \(grouped(filled)) cells with any hold \(grouped(held)) of \(grouped(all))",
        zh:
          "有\(what.chinese)的 \(grouped(filled)) 格中最多的 \(grouped(cells)) 格共 \(grouped(held))，全部 \(grouped(all))"
      ))
  }

  /// Where a value cannot be had, since nobody looked.
  private var unseen: KeyFigure? {
    let count = sheets.reduce(0) { $0 + $1.classes.unseen.count }
    guard map.options.measure != .findings, !map.cells.isEmpty else { return nil }
    let all = words.counted(map.cells.count)
    return KeyFigure(
      label: Phrase("nobody looked", zh: "无人检查"), share: Share(Double(count), of: Double(map.cells.count)),
      definition: Phrase(
        "\(grouped(count)) without an observation ÷ \(all.english) listed",
        zh: "无检查记录 \(grouped(count)) ÷ 列出的 \(all.chinese)"))
  }

  // MARK: Tables

  private func classTable(_ sheet: HeatSheet) -> PageTable {
    let classes = sheet.classes
    var rows = classes.ofClass.indices.reversed().map {
      row(words.limits(classes, $0), classes.style($0), classes.ofClass[$0], sheet)
    }
    if !classes.zeros.isEmpty { rows.append(row(words.nothing, .nothingFound, classes.zeros, sheet)) }
    if !classes.unseen.isEmpty { rows.append(row(words.unseen, .notLookedAt, classes.unseen, sheet)) }
    return PageTable(
      caption: Phrase("Classes: \(words.measured.english)", zh: "分级：\(words.measured.chinese)"),
      columns: [
        TableColumn(Phrase("class", zh: "级别")),
        TableColumn(
          map.zones == nil ? Phrase("cells", zh: "格数") : Phrase("zones", zh: "区域数"), .number),
      ] + countColumns, rows: rows)
  }

  private func row(_ text: Phrase, _ style: MapStyle, _ cells: [Int], _ sheet: HeatSheet) -> TableRow {
    let found = cells.reduce(0) { $0 + map.cells[$1].count }
    let looks = cells.reduce(0) { $0 + (map.cells[$1].observations ?? 0) }
    let swatch: Swatch = sheet.kind == .road ? .line(style.asLine) : .area(style)
    return TableRow(
      [TableCell(text, swatch: swatch), TableCell(grouped(cells.count))] + counts(found, looks))
  }

  private var countColumns: [TableColumn] {
    let found = TableColumn(Phrase("findings", zh: "问题数"), .number)
    let looks = TableColumn(Phrase("observations", zh: "检查次数"), .number)
    switch map.options.measure {
    case .findings: return [found]
    case .observations: return [looks]
    case .rate:
      return [found, looks, TableColumn(Phrase("findings ÷ observations", zh: "问题数 ÷ 检查次数"), .number)]
    }
  }

  private func counts(_ found: Int, _ looks: Int) -> [TableCell] {
    guard map.options.measure == .rate else { return [TableCell(grouped(found))] }
    let rate = looks > 0 ? HeatNumber.text(Double(found) / Double(looks)) : "—"
    return [TableCell(grouped(found)), TableCell(grouped(looks)), TableCell(rate)]
  }

  private func highestTable(_ sheet: HeatSheet) -> PageTable? {
    guard !sheet.highest.isEmpty else { return nil }
    let smoothed = map.options.smooths
    var columns = [TableColumn(Phrase("no.", zh: "序号"), .number)]
    columns += [TableColumn(map.zones == nil ? Phrase("cell", zh: "网格编号") : Phrase("zone", zh: "区域"))]
    if map.zones == nil { columns.append(TableColumn(Phrase("middle (lon, lat)", zh: "中心（经度, 纬度）"))) }
    columns += countColumns
    if map.options.kernel != nil { columns.append(TableColumn(Phrase("per km²", zh: "每平方公里"), .number)) }
    if smoothed { columns.append(TableColumn(Phrase("smoothed", zh: "平滑后"), .number)) }
    return PageTable(
      caption: Phrase("The highest, by the value shown", zh: "数值最高的\(map.zones == nil ? "网格" : "区域")"),
      columns: columns,
      rows: sheet.highest.enumerated().map { number, index in
        let cell = map.cells[index]
        var cells = [TableCell("\(number + 1)"), TableCell(words.name(index))]
        if map.zones == nil { cells.append(TableCell(cell.outline.bounds?.centre.text ?? "—")) }
        cells += counts(cell.count, cell.observations ?? 0)
        if map.options.kernel != nil { cells.append(TableCell(cell.density.map(HeatNumber.text) ?? "—")) }
        if smoothed { cells.append(TableCell(cell.smoothed.map(HeatNumber.text) ?? "—")) }
        return TableRow(cells, target: words.shape(index))
      })
  }
}

extension HeatSheet {
  /// The page has title and remarks of its own.
  fileprivate var onPage: MapDrawing {
    var drawing = numbered
    drawing.title = nil
    drawing.remarks = []
    return drawing
  }
}

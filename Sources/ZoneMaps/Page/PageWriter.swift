internal import ZoneModel

/// Writes one page.
struct PageWriter {
  let page: HTMLPage
  let language: Language
  var body = XMLText()
  /// Those of legends and tables; each map brings its own.
  var hatches = HatchPatterns()
  /// Per section, the ids of its map's shapes.
  private let shapeIDs: [Set<String>]

  init(_ page: HTMLPage, language: Language) {
    self.page = page
    self.language = language
    shapeIDs = page.sections.map { section in
      Set(section.map?.layers.flatMap { $0.shapes.compactMap(\.id) } ?? [])
    }
  }

  mutating func document() -> String {
    writeBody()
    var xml = XMLText()
    xml.verbatim("<!DOCTYPE html>\n")
    xml.open("html", ["lang": language.tag])
    xml.newline()
    head(&xml)
    xml.open("body")
    xml.newline()
    if !hatches.text.isEmpty {
      xml.open("svg", ["class": "patterns", "width": "0", "height": "0", "aria-hidden": "true"])
      xml.verbatim(hatches.text)
      xml.close()
      xml.newline()
    }
    xml.verbatim(body.text)
    xml.verbatim("<script>\(PageScript.text)</script>\n")
    xml.close()
    xml.newline()
    xml.close()
    xml.newline()
    return xml.text
  }

  private func head(_ xml: inout XMLText) {
    xml.open("head")
    xml.newline()
    xml.empty("meta", ["charset": "utf-8"])
    xml.newline()
    xml.empty("meta", ["http-equiv": "Content-Security-Policy", "content": PageScript.policy])
    xml.newline()
    xml.empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
    xml.newline()
    xml.element("title", say(page.title))
    xml.newline()
    xml.verbatim("<style>\n\(PageStyle.text)</style>\n")
    xml.close()
    xml.newline()
  }

  private mutating func writeBody() {
    open("header")
    element("h1", say(page.title))
    if let subtitle = page.subtitle { element("p", ["class": "subtitle"], say(subtitle)) }
    close()
    open("main")
    figures()
    contents()
    for (index, section) in page.sections.enumerated() { write(section, index: index) }
    close()
    if !page.notes.isEmpty {
      open("footer")
      element("h2", say(Phrase("Notes", zh: "说明")))
      list(page.notes)
      close()
    }
  }

  private mutating func figures() {
    if page.figures.isEmpty { return }
    open("dl", ["class": "figures"])
    for figure in page.figures {
      open("div")
      element("dt", say(figure.label))
      element("dd", ["class": "value"], say(figure.value))
      if let share = figure.share?.value {
        body.open("dd", ["class": "bar-line"])
        bar(share)
        close()
      }
      if let definition = figure.definition { element("dd", ["class": "definition"], say(definition)) }
      close()
    }
    close()
  }

  /// Links to the sections, where there are more than two, and to files beside the page.
  private mutating func contents() {
    if page.sections.count < 3, page.related.isEmpty { return }
    open("nav", ["aria-label": say(Phrase("Contents", zh: "目录"))])
    if page.sections.count > 2 {
      for (index, section) in page.sections.enumerated() {
        element("a", ["href": "#s\(index + 1)"], say(section.title))
      }
    }
    for file in page.related { element("a", ["href": file.name], say(file.title)) }
    close()
  }

  private mutating func write(_ section: PageSection, index: Int) {
    open("section", ["id": "s\(index + 1)", "class": section.startsPage ? "sheet" : nil])
    element("h2", say(section.title))
    for paragraph in section.text { element("p", say(paragraph)) }
    if let map = section.map { write(map, section: section, number: index + 1) }
    for table in section.tables { write(table, index: index) }
    list(section.notes)
    close()
  }

  private mutating func list(_ notes: [Phrase]) {
    if notes.isEmpty { return }
    open("ul", ["class": "notes"])
    for note in notes { element("li", say(note)) }
    close()
  }

  // MARK: Maps

  private mutating func write(_ map: MapDrawing, section: PageSection, number: Int) {
    let name = say(map.title ?? section.title)
    open(
      "figure",
      [
        "class": "map", "data-kilometre": say(Phrase("km", zh: "公里")),
        "data-metre": say(Phrase("m", zh: "米")),
      ])
    if map.title != nil { element("figcaption", name) }
    open("div", ["class": "map-and-legend"])
    open("div", ["class": "map-window"])
    body.verbatim(SVGMap.figure(of: map, number: number, language: language, label: name))
    zoomButtons()
    close()
    legend(map.legend)
    close()
    close()
  }

  /// Hidden until the script, without which they do nothing, shows them.
  private mutating func zoomButtons() {
    open("div", ["class": "zoom", "hidden": "hidden"])
    let buttons: [(action: String, sign: String, name: Phrase)] = [
      ("in", "+", Phrase("Zoom in", zh: "放大")), ("out", "−", Phrase("Zoom out", zh: "缩小")),
      ("all", "⤢", Phrase("Show the whole map", zh: "全图")),
    ]
    for button in buttons {
      element(
        "button",
        [
          "type": "button", "data-zoom": button.action, "title": say(button.name),
          "aria-label": say(button.name),
        ], button.sign)
    }
    close()
  }

  private mutating func legend(_ groups: [LegendGroup]) {
    let groups = groups.filter { !$0.entries.isEmpty }
    if groups.isEmpty { return }
    open("div", ["class": "legend"])
    for group in groups {
      open("div")
      if let title = group.title { element("h3", say(title)) }
      open("ul")
      for entry in group.entries {
        body.open("li")
        swatch(entry.swatch)
        body.element("span", say(entry.text))
        close()
      }
      close()
      close()
    }
    close()
  }

  private mutating func swatch(_ swatch: Swatch) {
    body.open(
      "svg",
      ["class": "swatch", "width": "24", "height": "14", "viewBox": "0 0 24 14", "aria-hidden": "true"])
    body.swatch(swatch, x: 0, y: 0, hatches: &hatches)
    body.close()
  }

  // MARK: Tables

  private mutating func write(_ table: PageTable, index: Int) {
    open("div", ["class": "table", "tabindex": "0", "role": "region", "aria-label": say(table.caption)])
    open("table")
    element("caption", say(table.caption))
    open("thead")
    body.open("tr")
    for column in table.columns {
      body.element("th", ["scope": "col", "class": className(column)], say(column.title))
    }
    close()
    close()
    open("tbody")
    for row in table.rows { write(row, columns: table.columns, section: index) }
    close()
    close()
    close()
  }

  private mutating func write(_ row: TableRow, columns: [TableColumn], section: Int) {
    let target = row.target.flatMap { link(to: $0, from: section) }
    body.open("tr", ["data-target": target])
    for (index, column) in columns.enumerated() {
      body.open("td", ["class": className(column)])
      if row.cells.indices.contains(index) {
        write(row.cells[index], target: index == 0 ? target : nil)
      }
      body.close()
    }
    close()
  }

  private mutating func write(_ cell: TableCell, target: String?) {
    if let swatch = cell.swatch { self.swatch(swatch) }
    if let share = cell.share?.value { bar(share) }
    if let target {
      body.element("a", ["href": "#\(target)"], say(cell.text))
    } else if cell.share != nil {
      body.element("span", ["class": "share"], say(cell.text))
    } else {
      body.characters(say(cell.text))
    }
  }

  /// The id of a shape on the page; `nil` when no map has it.
  private func link(to shape: String, from section: Int) -> String? {
    let home = shapeIDs[section].contains(shape) ? section : shapeIDs.firstIndex { $0.contains(shape) }
    return home.map { SVGMap.figurePrefix($0 + 1) + ShapeID.text(for: shape) }
  }

  private func className(_ column: TableColumn) -> String? {
    column.alignment == .number ? "number" : nil
  }

  /// A drawn bar, which printers print even where backgrounds are left out. Rounded down, so that only all of
  /// it fills the bar.
  private mutating func bar(_ share: Double) {
    body.open(
      "svg",
      [
        "class": "bar", "viewBox": "0 0 100 8", "preserveAspectRatio": "none", "aria-hidden": "true",
      ])
    body.empty("rect", ["width": "100", "height": "8", "fill": Palette.rule.hex])
    let tenths = Int(share * 1000 + 1e-9)
    body.empty(
      "rect",
      ["width": PixelNumber.text(tenths: tenths), "height": "8", "fill": Palette.accent.hex])
    body.close()
  }

  // MARK: Writing

  private func say(_ phrase: Phrase) -> String { phrase.text(in: language) }

  private mutating func open(_ name: String, _ attributes: XMLText.Attributes = [:]) {
    body.open(name, attributes)
    body.newline()
  }

  private mutating func close() {
    body.close()
    body.newline()
  }

  private mutating func element(_ name: String, _ content: String) { element(name, [:], content) }

  private mutating func element(_ name: String, _ attributes: XMLText.Attributes, _ content: String) {
    body.element(name, attributes, content)
    body.newline()
  }
}

internal import ArgumentParser
internal import ZoneGeometry
internal import ZoneOperations

/// What a row of coverage is, and where its cells come from.
struct CellArguments: ParsableArguments {
  @Option(
    name: .long,
    help: help(
      "rows of the result: zone, item (a checklist item in a zone) or cell (unit cells of about 10,000 m²)",
      zh: "结果的行：zone（区域）、item（区域内各检查项目）或 cell（万米单元网格）", value: "row"))
  var by = "zone"

  @Option(
    name: .long,
    help: help(
      "count by cells: the office's own from a file, or made ones (grid)", zh: "按单元网格计：现有网格文件，或 grid（自动划分）",
      value: "file|grid"))
  var cells: String?

  @Option(
    name: .customLong("cells-datum"),
    help: help("datum of the cells (else that of the zones)", zh: "单元网格的坐标基准（默认与区域相同）", value: "datum"))
  var cellsDatum: String?

  @Option(
    name: .customLong("cells-id"),
    help: help("property of the cells that holds their numbers", zh: "单元网格文件中标识码所在的列", value: "property"))
  var cellsID: String?

  var isByCell: Bool { by == "cell" }

  func validate() throws {
    guard ["zone", "item", "cell"].contains(by) else {
      throw ValidationError(
        say(
          "--by takes zone, item or cell, not \(by)", zh: "--by 只能是 zone、item 或 cell，不能是 \(by)"))
    }
    guard cells != nil && cells != "grid" || cellsID == nil && cellsDatum == nil else {
      throw ValidationError(
        say(
          "--cells-id and --cells-datum are about a file of cells: add --cells FILE",
          zh: "--cells-id 与 --cells-datum 用于网格文件，请加 --cells 文件"))
    }
  }

  /// `nil` when nobody asked for cells.
  func options() throws -> CellOptions? {
    guard isByCell || cells != nil else { return nil }
    var options = CellOptions()
    options.file = cells == "grid" ? nil : cells
    options.idField = cellsID
    options.datum = try cellsDatum.map { try datum($0, "--cells-datum") }
    return options
  }
}

internal import Foundation
internal import ZoneFormats
internal import ZoneGeometry
public import ZoneModel
internal import ZoneStore

/// What this machine has and lacks.
public struct Checkup: Sendable {
  public enum State: String, Sendable {
    case ok, warning, missing, damaged
  }

  public struct Item: Sendable {
    public var name: Phrase
    public var state: State
    public var found: Phrase
    /// What would mend it; `nil` when nothing needs to.
    public var fix: Phrase?
  }

  public var items: [Item]
  /// The project file looked at; `nil`: this machine.
  var project: String?

  /// Whether something is missing that the program cannot do without.
  public var isMissingSomething: Bool { items.contains { $0.state == .missing || $0.state == .damaged } }

  /// Looks at the libraries, the helper programs and the folders the program works with.
  public static func run() -> Checkup {
    Checkup(items: [geos, proj, registry, shift, database, ogr, temporary, locale])
  }

  private static var geos: Item {
    let version = GeometryEngine.version
    let parts = version.split(separator: ".").compactMap { Int($0) }
    let isNew = parts.count > 1 && (parts[0], parts[1]) >= (3, 11)
    return Item(
      name: Phrase("GEOS library", zh: "GEOS 几何库"), state: isNew ? .ok : .missing, found: version,
      fix: isNew ? nil : Phrase("install libgeos-dev 3.11 or later", zh: "请安装 libgeos-dev 3.11 或更高版本"))
  }

  private static var proj: Item {
    Item(name: Phrase("PROJ library", zh: "PROJ 投影库"), state: .ok, found: ProjectionLibrary.version)
  }

  private static var registry: Item {
    let path = ProjectionLibrary.databasePath
    let edition = ProjectionLibrary.registryVersion
    return Item(
      name: Phrase("EPSG registry (proj.db)", zh: "EPSG 坐标系数据库（proj.db）"),
      state: path == nil ? .missing : .ok,
      found: path.map { path in
        Phrase("\(path)\(edition.map { " (\($0))" } ?? "")", zh: "\(path)\(edition.map { "（\($0)）" } ?? "")")
      } ?? Phrase("—", zh: "—"),
      fix: path == nil ? Phrase("apt-get install proj-data", zh: "请执行 apt-get install proj-data") : nil)
  }

  /// A published point of Chaozhou goes to GCJ-02 and back.
  private static var shift: Item {
    let place = LonLat(116.6184049, 23.6594433)
    let back = GCJ02.toWGS84(GCJ02.fromWGS84(place))
    let error = GeodesicMeasure.distance(place, back)
    return Item(
      name: Phrase("GCJ-02 round trip", zh: "GCJ-02 往返换算"), state: error < 1e-6 ? .ok : .missing,
      found: Phrase(String(format: "%.1e m", error), zh: String(format: "%.1e 米", error)), fix: nil)
  }

  private static var database: Item {
    let canIndex = SQLiteLibrary.hasRTree
    return Item(
      name: Phrase("SQLite library", zh: "SQLite 数据库"), state: canIndex ? .ok : .missing,
      found: SQLiteLibrary.version,
      fix: canIndex
        ? nil
        : Phrase("install an SQLite with R-tree (libsqlite3-0)", zh: "请安装带 R-tree 的 SQLite（libsqlite3-0）"))
  }

  private static var ogr: Item {
    let path = program("ogr2ogr")
    return Item(
      name: Phrase(
        "ogr2ogr (Shapefile, KML, Excel …)", zh: "ogr2ogr（Shapefile、KML、Excel 等）"),
      state: path == nil ? .warning : .ok, found: path ?? "—",
      fix: path == nil ? Phrase("apt-get install gdal-bin", zh: "请执行 apt-get install gdal-bin") : nil)
  }

  private static func program(_ name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static var temporary: Item {
    let folder = FileManager.default.temporaryDirectory.path
    let isWritable = FileManager.default.isWritableFile(atPath: folder)
    let free =
      (try? FileManager.default.attributesOfFileSystem(forPath: folder))?[.systemFreeSize] as? NSNumber
    let room = free.map { groupedBytes($0.doubleValue) } ?? "?"
    return Item(
      name: Phrase("temporary folder", zh: "临时目录"), state: isWritable ? .ok : .warning,
      found: "\(folder), \(room)",
      fix: isWritable
        ? nil : Phrase("set TMPDIR to a folder you may write to", zh: "请将 TMPDIR 设为可写的目录"))
  }

  private static func groupedBytes(_ bytes: Double) -> String {
    String(value: bytes / 1e9, decimals: 1) + " GB"
  }

  private static var locale: Item {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    let chosen =
      names.lazy.compactMap { ProcessInfo.processInfo.environment[$0] }.first { !$0.isEmpty } ?? "C"
    let isUTF8 = chosen.lowercased().replacingOccurrences(of: "-", with: "").contains("utf8")
    return Item(
      name: Phrase("locale of the terminal", zh: "终端语言环境"), state: isUTF8 ? .ok : .warning, found: chosen,
      fix: isUTF8
        ? nil : Phrase("export LANG=C.UTF-8 if Chinese looks wrong", zh: "如中文显示异常，请执行 export LANG=C.UTF-8"))
  }
}

extension Checkup {
  public var table: SummaryTable {
    SummaryTable(
      key: project == nil ? "doctor" : "project",
      title: project.map { Phrase($0, zh: $0) } ?? Phrase("This machine", zh: "本机环境"),
      columns: [
        SummaryTable.Column("name", Phrase("what", zh: "项目")),
        SummaryTable.Column("state", Phrase("state", zh: "状态")),
        SummaryTable.Column("found", Phrase("found", zh: "检测结果")),
        SummaryTable.Column("fix", Phrase("fix", zh: "解决办法")),
      ],
      rows: items.map { item in
        [
          SummaryTable.Cell(item.name, .text(item.name.english)),
          SummaryTable.Cell(item.state.title, .text(item.state.rawValue)),
          SummaryTable.Cell(item.found, .text(item.found.english)),
          SummaryTable.Cell(item.fix ?? Phrase("", zh: ""), .maybe(item.fix?.english)),
        ]
      })
  }
}

extension Checkup.Item {
  /// What was found is a version, a path or a number: the same in every language.
  init(name: Phrase, state: Checkup.State, found: String, fix: Phrase? = nil) {
    self.init(name: name, state: state, found: Phrase(found, zh: found), fix: fix)
  }
}

extension Checkup.State {
  var title: Phrase {
    switch self {
    case .ok: Phrase("ok", zh: "正常")
    case .warning: Phrase("useful, missing", zh: "建议补充")
    case .missing: Phrase("MISSING", zh: "缺少")
    case .damaged: Phrase("DAMAGED", zh: "有问题")
    }
  }
}

/// How long teams stay at a stop, by the kind of zone it lies in.
public struct ServiceTimes: Sendable, Hashable {
  public var head: DataHead
  public private(set) var rules: [ZoneKind: Rule]
  /// For kinds without a rule of their own.
  public private(set) var other: Rule

  public struct Rule: Sendable, Hashable {
    /// Seconds at every stop: parking, signing in.
    public var fixed: Double
    /// Seconds for each square metre seen for the first time.
    public var perSquareMetre: Double
    /// Metres a second while looking.
    public var walkingSpeed: Double
    /// Seconds after midnight within which a visit may begin; `nil`: at any time.
    public var hours: ClosedRange<Double>?
    /// Checklist codes the team must have.
    public var skills: Set<String>
    /// Days after something is closed until somebody must look again (回头看).
    public var lookBackDays = Self.usualLookBackDays

    public static let usualLookBackDays = 7.0

    /// Whole seconds at a stop where so many square metres are seen for the first time and so many metres
    /// walked.
    public func seconds(area: Double, walk: Double) -> Double {
      (fixed + perSquareMetre * area + walk / walkingSpeed).rounded()
    }
  }

  public subscript(kind: ZoneKind) -> Rule { rules[kind] ?? other }

  /// Working assumptions of this program.
  public static let usual = ShippedData.table(PackageResources.service_times_csv) {
    bytes, file throws(Problem) in try reading(bytes, file: file)
  }
}

// MARK: - Reading

extension ServiceTimes {
  /// Reads a table of service times: columns `kind` (`*` for all others), `fixed_min`, `per_hectare_min`,
  /// `walk_kmh`, `from`, `to`, `skills` (`;` between), `look_back_days` (7), or their Chinese words. Without a row `*` other kinds
  /// have the times of the built-in table.
  ///
  /// - Throws: `Problem(.badData)` when the bytes are not UTF-8, or `kind` or `fixed_min` is not a column.
  public static func reading(
    _ bytes: [UInt8], file: String
  ) throws(Problem) -> (table: ServiceTimes, rejections: [Rejection]) {
    let data = try DataTable(bytes, file: file, words: words, required: ["kind", "fixed_min"])
    var rules: [ZoneKind: Rule] = [:]
    var other = Rule(fixed: 240, perSquareMetre: 0.036, walkingSpeed: 3 / 3.6, skills: [])
    var rejections: [Rejection] = []
    for row in data.rows {
      do throws(RowFault) {
        let rule = try Rule(row)
        guard let name = row["kind"] else { throw RowFault("no kind is named", zh: "缺少类型") }
        if name == "*" { other = rule } else { rules[ZoneKind(name: name)] = rule }
      } catch {
        rejections.append(row.rejection(in: file, id: row["kind"], reason: error.reason))
      }
    }
    return (ServiceTimes(head: data.head, rules: rules, other: other), rejections)
  }

  private static let words = [
    "kind": "kind", "类型": "kind", "fixed_min": "fixed_min", "固定分钟": "fixed_min",
    "per_hectare_min": "per_hectare_min", "每公顷分钟": "per_hectare_min", "walk_kmh": "walk_kmh",
    "步行速度": "walk_kmh", "from": "from", "起": "from", "to": "to", "止": "to", "skills": "skills",
    "项目编码": "skills", "look_back_days": "look_back_days", "回头看天数": "look_back_days",
  ]
}

extension ServiceTimes.Rule {
  fileprivate init(_ row: DataTable.Row) throws(RowFault) {
    fixed = 60 * (try Self.amount(row, "fixed_min") ?? 0)
    perSquareMetre = 60 * (try Self.amount(row, "per_hectare_min") ?? 0) / 10_000
    let speed = try Self.amount(row, "walk_kmh") ?? 3
    guard speed > 0 else { throw RowFault("walk_kmh must be above 0", zh: "步行速度须大于 0") }
    walkingSpeed = speed / 3.6
    skills = Set((row["skills"] ?? "").split { ";；、 |".contains($0) }.map(String.init))
    lookBackDays = try Self.amount(row, "look_back_days") ?? Self.usualLookBackDays
    hours = try Self.hours(row)
  }

  private static func amount(_ row: DataTable.Row, _ column: String) throws(RowFault) -> Double? {
    guard let text = row[column] else { return nil }
    guard let number = Double(text), number >= 0, number <= 10_000 else {
      throw RowFault(
        "\(column) is \(text), not a number from 0 to 10000", zh: "\(column) 为 \(text)，应为 0 到 10000 的数")
    }
    return number
  }

  private static func hours(_ row: DataTable.Row) throws(RowFault) -> ClosedRange<Double>? {
    guard row["from"] != nil || row["to"] != nil else { return nil }
    guard let from = ClockTime.seconds(row["from"] ?? "00:00"),
      let to = ClockTime.seconds(row["to"] ?? "48:00"),
      from <= to
    else {
      throw RowFault("from and to must be times such as 08:00, in order", zh: "起止应为 08:00 形式的时刻，且先起后止")
    }
    return from...to
  }
}

public import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneModel

/// How far the sources of findings found the same problems, and how many there are by that.
public struct SourceComparison: Sendable {
  public struct Pair: Sendable {
    public var first: String
    public var second: String
    public var counts: (first: Int, second: Int, both: Int)
    public var estimate: SourceOverlap.Estimate
  }

  /// Three sources or more together.
  public struct Together: Sendable {
    public var sources: [String]
    /// Different problems they found.
    public var distinct: Int
    /// `nil` when no two found the same problem.
    public var independent: SourceOverlap.Estimate?
    public var atLeast: Double
  }

  /// Different problems by source, most first.
  public private(set) var sources: [(name: String, problems: Int)] = []
  public private(set) var pairs: [Pair] = []
  public private(set) var three: Together?
  /// Metres and days within which two findings of an item are taken for one problem.
  public static let metres = RelapseSearch.distance
  public static let days = 7.0

  /// Nothing compared.
  public init() {}

  /// Findings of one item near one another in place and time are one problem, whoever found it.
  init(_ survey: ZoneSurvey) {
    let facts = survey.facts
    guard let findings = survey.findings else { return }
    let used = (0..<facts.count).filter {
      facts.counts($0, survey.options.window, survey.asOf) && facts.times[$0] != nil && facts.items[$0] != nil
    }
    let marks = used.map {
      FindingMark(id: "", item: facts.items[$0] ?? "", place: findings.place($0), time: facts.times[$0] ?? 0)
    }
    let problems = Self.problems(marks)
    let names = used.map { facts.isComplaint[$0] ? "complaint" : findings.text("source", $0) ?? "?" }
    var found: [String: Set<Int>] = [:]
    for (name, problem) in zip(names, problems) { found[name, default: []].insert(problem) }
    sources = found.map { ($0.key, $0.value.count) }.sorted {
      $0.problems != $1.problems ? $0.problems > $1.problems : $0.name < $1.name
    }
    compare(found)
  }

  private mutating func compare(_ found: [String: Set<Int>]) {
    let most = sources.prefix(4).map(\.name)
    for (at, first) in most.enumerated() {
      for second in most.dropFirst(at + 1) {
        guard let a = found[first], let b = found[second] else { continue }
        let both = a.intersection(b).count
        pairs.append(
          Pair(
            first: first, second: second, counts: (a.count, b.count, both),
            estimate: SourceOverlap.chapman(a.count, b.count, both: both)))
      }
    }
    let largest = sources.prefix(3).map(\.name)
    guard largest.count == 3 else { return }
    var times: [Int: Int] = [:]
    for name in largest { for problem in found[name] ?? [] { times[problem, default: 0] += 1 } }
    three = Together(
      sources: largest, distinct: times.count,
      independent: SourceOverlap.independent(
        largest.map { found[$0]?.count ?? 0 }, distinct: times.count),
      atLeast: SourceOverlap.atLeast(
        distinct: times.count, once: times.values.count { $0 == 1 },
        twice: times.values.count { $0 == 2 }, sources: 3))
  }

  /// The problem each finding is one of: the smallest number among those linked.
  static func problems(_ marks: [FindingMark]) -> [Int] {
    var parents = Array(marks.indices)
    func root(_ one: Int) -> Int {
      var at = one
      while parents[at] != at { at = parents[at] }
      return at
    }
    for pair in DuplicateSearch.pairs(among: marks, within: metres, seconds: days * 86_400) {
      let (a, b) = (root(pair.first), root(pair.second))
      parents[max(a, b)] = min(a, b)
    }
    return marks.indices.map(root)
  }
}

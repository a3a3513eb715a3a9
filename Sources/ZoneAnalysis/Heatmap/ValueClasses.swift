/// Values in a few classes, from low to high: what a map shows in one colour each.
public struct ValueClasses: Sendable, Hashable {
  public struct Class: Sendable, Hashable {
    /// Values of the class are at least this and below ``end``; `nil`: however low.
    public var begin: Double?
    /// `nil`: however high.
    public var end: Double?
    /// The lowest and the highest value in it; `nil` in a class without values.
    public var range: ClosedRange<Double>?
    /// How many values are in it.
    public var count = 0
  }

  public private(set) var classes: [Class]

  /// What classes hold in equal shares.
  public enum Sharing: Sendable, Hashable {
    /// As many values each.
    case members
    /// Values of the same sum each: of counts, as many of what was counted. Few places that hold much then have
    /// a class of their own.
    case sum

    fileprivate func size(_ run: (value: Double, count: Int)) -> Double {
      self == .members ? Double(run.count) : run.value * Double(run.count)
    }
  }

  /// At most `most` classes of about equal shares; equal values stay together.
  ///
  /// From the lowest value up, each class takes values until it holds its equal share of what is left; the
  /// value that would lead past the share is taken where that comes nearer to it. So a value that many share
  /// takes no more than one class, and the rare high values are still told apart. There are `most` classes, or as
  /// many as different values where those are fewer; none is empty.
  ///
  /// - Parameter values: finite, none below 0.
  /// - Complexity: O(*n* log *n*).
  public init(_ values: [Double], most: Int, equal sharing: Sharing) {
    precondition(
      most > 0 && values.allSatisfy { $0.isFinite && $0 >= 0 }, "values from 0 in at least one class")
    classes = []
    var runs = Self.runs(values)[...]
    var left = runs.reduce(0) { $0 + sharing.size($1) }
    while let first = runs.popFirst() {
      var own = Class(begin: first.value, range: first.value...first.value, count: first.count)
      var held = sharing.size(first)
      let share = left / Double(most - classes.count)
      let later = most - classes.count - 1
      // what is left must do for the classes that follow
      while let next = runs.first, runs.count > later, later == 0 || held + sharing.size(next) / 2 <= share {
        own.range = first.value...next.value
        own.count += next.count
        held += sharing.size(next)
        runs.removeFirst()
      }
      left -= held
      if !classes.isEmpty { classes[classes.count - 1].end = own.begin }
      classes.append(own)
    }
    if !classes.isEmpty { classes[0].begin = nil }
  }

  /// Classes between given limits, empty ones as well: below the first, from each to below the next, and from
  /// the last on. A value that is a limit belongs to the class above it.
  ///
  /// - Parameter limits: ascending, finite, none twice.
  public init(_ values: [Double], limits: [Double]) {
    precondition(zip(limits, limits.dropFirst()).allSatisfy { $0 < $1 }, "ascending limits")
    let ends = limits.map { Optional($0) } + [nil]
    classes = zip([nil] + limits.map { Optional($0) }, ends).map { Class(begin: $0, end: $1) }
    for value in values {
      let number = index(of: value)
      classes[number].count += 1
      let range = classes[number].range ?? value...value
      classes[number].range = min(range.lowerBound, value)...max(range.upperBound, value)
    }
  }

  /// The class of a value.
  ///
  /// - Precondition: there are classes.
  public func index(of value: Double) -> Int {
    precondition(!classes.isEmpty, "no values, no classes")
    return classes.dropFirst().lastIndex { $0.begin.map { value >= $0 } ?? false } ?? 0
  }

  /// Each value with how often it comes, ascending.
  private static func runs(_ values: [Double]) -> [(value: Double, count: Int)] {
    var runs: [(value: Double, count: Int)] = []
    for value in values.sorted() {
      if runs.last?.value == value {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((value, 1))
      }
    }
    return runs
  }
}

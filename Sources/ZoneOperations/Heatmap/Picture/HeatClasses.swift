internal import ZoneAnalysis
internal import ZoneMaps
internal import ZoneModel

/// The cells of one map by the colour they have.
struct HeatClasses {
  /// Classes that nobody gave limits for are so many at most: more are hard to tell apart on grey paper.
  private static let usual = 5

  /// Numbers of the cells in the map.
  let members: [Int]
  let values: ValueClasses
  let ramp: HeatRamp
  /// Whether the limits are the user's.
  let isGiven: Bool
  /// What classes that are not given hold in equal shares: of counts what was counted, of rates the cells.
  let sharing: ValueClasses.Sharing
  /// Per class, from low to high.
  private(set) var ofClass: [[Int]]
  /// Looked at, or counted, and nothing there.
  private(set) var zeros: [Int] = []
  /// Nobody looked: neither a value nor zero.
  private(set) var unseen: [Int] = []

  init(_ map: Heatmap, _ members: [Int], limits: [Double]) {
    self.members = members
    let above = members.compactMap { map.shown(map.cells[$0]) }.filter { $0 > 0 }
    isGiven = !limits.isEmpty
    sharing = map.counts ? .sum : .members
    values =
      limits.isEmpty
      ? ValueClasses(above, most: Self.usual, equal: sharing) : ValueClasses(above, limits: limits)
    ramp = map.options.measure == .observations ? .looks : .problems
    ofClass = values.classes.map { _ in [] }
    for member in members {
      switch map.shown(map.cells[member]) {
      case nil: unseen.append(member)
      case let value? where value > 0: ofClass[values.index(of: value)].append(member)
      default: zeros.append(member)
      }
    }
  }

  func style(_ number: Int) -> MapStyle { ramp.style(number, of: values.classes.count) }
}

extension Heatmap {
  /// Whether whole numbers are shown.
  var counts: Bool { options.measure != .rate && options.kernel == nil }

  /// What a cell is coloured by; `nil` where nobody looked.
  func shown(_ cell: Cell) -> Double? {
    switch options.measure {
    case .rate: options.smooths ? cell.smoothed : cell.rate
    case .observations: cell.count > 0 ? Double(cell.count) : nil
    case .findings: options.kernel == nil ? Double(cell.count) : cell.density ?? 0
    }
  }
}

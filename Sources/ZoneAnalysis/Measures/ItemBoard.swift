internal import Foundation
public import ZoneModel

/// When every item was last looked at in every zone, and how many problems nobody has seen there.
///
/// The board is nothing but its record folded in the order of time: looks added day by day and all looks added
/// at once give the same numbers, to the last bit.
public struct ItemBoard: Sendable {
  /// An item that applies to a kind of zone.
  public struct Rule: Sendable, Hashable {
    public var item: Int
    public var arrivals: Arrivals
    /// Effective width of a look ÷ its nominal width.
    public var sweep: Double

    public init(item: Int, arrivals: Arrivals, sweep: Double = 1) {
      self.item = item
      self.arrivals = arrivals
      self.sweep = sweep
    }
  }

  /// An item in a zone.
  public struct Cell: Sendable, Hashable, BitwiseCopyable {
    public var looks: Int32 = 0
    /// Not a number before the first look.
    public var first = Double.nan
    public var last = Double.nan
    /// Expected unseen problems just after the last look.
    public var unseen = 0.0

    public init() {}
  }

  /// Per kind: the items that apply, ascending.
  private let rules: [[Rule]]
  /// Per kind: the place of each item among the rules; −1 where it does not apply.
  private let places: [[Int32]]
  private let masks: [[UInt64]]
  private let kinds: [Int32]
  private let starts: [Int]
  /// When the record begins: problems from before it are not in the figures.
  public let begin: Instant
  private let words: Int
  public private(set) var cells: [Cell]
  /// Per zone: its newest look.
  private var newest: [Instant]

  /// - Parameters:
  ///   - kinds: per zone the number of its kind.
  ///   - rules: per kind the items that apply.
  ///   - items: how many items there are in all.
  public init(kinds: [Int], rules: [[Rule]], items: Int, begin: Instant) {
    self.rules = rules.map { $0.sorted { $0.item < $1.item } }
    self.kinds = kinds.map(Int32.init)
    self.begin = begin
    let words = max(1, (items + 63) / 64)
    self.words = words
    var places: [[Int32]] = []
    var masks: [[UInt64]] = []
    for rules in self.rules {
      var place = [Int32](repeating: -1, count: words * 64)
      var mask = [UInt64](repeating: 0, count: words)
      for (at, rule) in rules.enumerated() {
        place[rule.item] = Int32(at)
        mask[rule.item >> 6] |= 1 << UInt64(rule.item & 63)
      }
      places.append(place)
      masks.append(mask)
    }
    self.places = places
    self.masks = masks
    var starts = [0]
    for kind in kinds { starts.append(starts[starts.count - 1] + rules[kind].count) }
    self.starts = starts
    cells = [Cell](repeating: Cell(), count: starts[starts.count - 1])
    newest = [Instant](repeating: -.infinity, count: kinds.count)
  }

  public var zones: Int { kinds.count }

  /// The rules of a zone, one a cell.
  public func rules(of zone: Int) -> [Rule] { rules[Int(kinds[zone])] }

  /// Where the cells of a zone stand, in the order of their items.
  public func range(of zone: Int) -> Range<Int> { starts[zone]..<starts[zone + 1] }

  /// Expected unseen problems of a cell at a moment: those after its last look, faded, and the new ones.
  ///
  /// - Parameter moment: not before the last look.
  public func unseen(_ cell: Int, of zone: Int, at moment: Instant) -> Double {
    let state = cells[cell]
    let since = state.looks == 0 ? begin : state.last
    return rules[Int(kinds[zone])][cell - starts[zone]].arrivals.unseen(
      state.unseen, after: max(0, moment - since) / 86_400)
  }
}

// MARK: - Looks

extension ItemBoard {
  /// Adds looks.
  ///
  /// - Returns: zones in which a look lies before one that was added earlier, ascending. Nothing was added
  ///   there: ``forget(zone:)`` and add all looks of the zone.
  /// - Complexity: O(zones + looks + items looked at).
  public mutating func add(_ looks: Looks) -> [Int] {
    precondition(looks.words == words, "looks at \(looks.items) items on another board")
    let (begins, order) = looks.byZone(zones)
    var late: [Int] = []
    for zone in 0..<zones where begins[zone] < begins[zone + 1] {
      let mine = order[begins[zone]..<begins[zone + 1]]
      guard let first = mine.first, let last = mine.last else { continue }
      guard looks.times[Int(first)] >= newest[zone] else {
        late.append(zone)
        continue
      }
      add(looks, mine, to: zone)
      newest[zone] = looks.times[Int(last)]
    }
    return late
  }

  /// Forgets all looks at a zone.
  public mutating func forget(zone: Int) {
    for cell in range(of: zone) { cells[cell] = Cell() }
    newest[zone] = -.infinity
  }

  private mutating func add(_ looks: Looks, _ mine: ArraySlice<Int32>, to zone: Int) {
    let kind = Int(kinds[zone])
    let (begin, words, first) = (begin, words, starts[zone])
    let (rules, places, mask) = (rules[kind], places[kind], masks[kind])
    looks.bits.withUnsafeBufferPointer { bits in
      cells.withUnsafeMutableBufferPointer { cells in
        for look in mine {
          let (time, factor) = (looks.times[Int(look)], looks.factors[Int(look)])
          let set = Int(looks.sets[Int(look)]) * words
          // most items share one sweep: the exponential is asked for once a look
          var (sweep, found) = (Double.nan, 0.0)
          for word in 0..<words {
            var rest = bits[set + word] & mask[word]
            while rest != 0 {
              let place = Int(places[word << 6 + rest.trailingZeroBitCount])
              rest &= rest - 1
              let rule = rules[place]
              if rule.sweep != sweep {
                sweep = rule.sweep
                found = Detection.probability(coverageFactor: sweep * factor)
              }
              cells[first + place].look(at: time, rule.arrivals, found, begin)
            }
          }
        }
      }
    }
  }
}

extension ItemBoard.Cell {
  @inline(__always)
  fileprivate mutating func look(at time: Instant, _ arrivals: Arrivals, _ found: Double, _ begin: Instant) {
    let days = max(0, time - (looks == 0 ? begin : last)) / 86_400
    unseen =
      arrivals.clearingPerDay == 0
      ? (1 - found) * (unseen + arrivals.perDay * days)
      : arrivals.unseen(unseen, after: days, lookedAtWith: found)
    if looks == 0 { first = time }
    last = time
    looks += 1
  }
}

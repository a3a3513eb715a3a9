/// A unit of a frame from which sites are drawn.
public struct FrameUnit: Sendable, Hashable {
  /// Unique in the frame.
  public var id: String
  /// Where it lies, in whole steps of equal length both ways.
  public var x: Int
  public var y: Int
  /// Its share of the chances, above 0; 1 for all gives equal ones.
  public var size: UInt64

  public init(id: String, x: Int, y: Int, size: UInt64 = 1) {
    self.id = id
    self.x = x
    self.y = y
    self.size = size
  }
}

/// A spatially balanced random sample (GRTS): places near each other are seldom drawn together, and the first
/// few of the sample are as well spread as all of it.
///
/// The frame becomes a line by ``QuadrantAddress``; a systematic sample with a random start walks along it; the
/// draws come in reverse hierarchical order. Their numbering begins at a random one of them, so that every unit
/// is equally likely to stand at each place of the order: among the first *k* of *m* draws with exactly *k* ÷ *m*
/// of its probability to be drawn at all. So the first draws are the sample, those behind them reserves.
///
/// The order of the frame's units does not matter.
///
/// - Source: Stevens and Olsen, Spatially balanced sampling of natural resources, Journal of the American
///   Statistical Association 99 (2004).
public enum SpatialDraw {
  /// What a change of the method would change; stands in every output.
  public static let version = "grts-1"

  public struct Draw: Sendable, Hashable {
    /// Index into the frame.
    public var unit: Int
    /// The probability that the unit is among the draws.
    public var probability: Double
  }

  /// Draws `count` of the frame's units, in the order they are to be used.
  ///
  /// - Parameters:
  ///   - count: at most the number of units.
  ///   - part: names the part of a larger draw that this is; its numbers depend on nothing else.
  /// - Complexity: O(*n* log *n*) in the units.
  public static func draw(_ count: Int, from frame: [FrameUnit], seed: UInt64, part: String = "") -> [Draw] {
    precondition(count >= 0 && count <= frame.count, "no more draws than units")
    if count == 0 { return [] }
    let key = DrawRandom.key(seed, part)
    let order = line(frame, key)
    let lengths = InclusionLengths(sizes: order.map { frame[$0].size }, draws: count)
    var random = DrawRandom(DrawRandom.key(key, "start"))
    let start = random.below(lengths.step)
    let first = Int(random.below(UInt64(count)))
    let drawn = walk(lengths, start)
    precondition(drawn.count == count, "a step for each draw")
    return reverseHierarchical(count).map { rank in
      let place = drawn[(rank + first) % count]
      return Draw(unit: order[place], probability: lengths.probability(of: place))
    }
  }

  /// The units along the line. Those at one place follow each other in an order of their own.
  private static func line(_ frame: [FrameUnit], _ key: UInt64) -> [Int] {
    let quadrants = QuadrantAddress(frame.map { ($0.x, $0.y) }, key: key)
    let addresses = frame.map { quadrants.address(x: $0.x, y: $0.y) }
    let lots = frame.map { DrawRandom.key(key, $0.id) }
    return frame.indices.sorted { a, b in
      if addresses[a] != addresses[b] { return addresses[a] < addresses[b] }
      if lots[a] != lots[b] { return lots[a] < lots[b] }
      return frame[a].id.unicodeScalars.lexicographicallyPrecedes(frame[b].id.unicodeScalars)
    }
  }

  /// The places on the line where a step ends.
  private static func walk(_ lengths: InclusionLengths, _ start: UInt64) -> [Int] {
    var drawn: [Int] = []
    var along = start
    for (place, length) in lengths.lengths.enumerated() {
      along += length
      if along >= lengths.step {
        drawn.append(place)
        along -= lengths.step
      }
    }
    return drawn
  }

  /// 0 to `count` − 1 by the digits of their addresses to base 4, the last digit first: each prefix is spread
  /// over all of them.
  static func reverseHierarchical(_ count: Int) -> [Int] {
    var digits = 0
    while 1 << (2 * digits) < count { digits += 1 }
    func key(_ rank: Int) -> Int {
      var address = (rank << (2 * digits)) / count
      var reversed = 0
      for _ in 0..<digits {
        reversed = reversed << 2 | address & 3
        address >>= 2
      }
      return reversed
    }
    let keys = (0..<count).map(key)
    return (0..<count).sorted { keys[$0] < keys[$1] }
  }
}

/// How long a stretch each unit takes of the line a systematic sample walks along; one step takes one unit.
///
/// Whole numbers throughout, so that the probabilities are exact and the same on every machine.
struct InclusionLengths {
  /// One a unit; at most `step`.
  let lengths: [UInt64]
  let step: UInt64

  /// Lengths in proportion to size; what would be longer than a step is taken for certain, and the others share
  /// what is left.
  ///
  /// - Parameters:
  ///   - sizes: above 0; their sum × `draws` below 2⁶³.
  ///   - draws: at most as many as there are units.
  init(sizes: [UInt64], draws: Int) {
    precondition(draws <= sizes.count && sizes.allSatisfy { $0 > 0 }, "units to draw, all of some size")
    var isCertain = [Bool](repeating: false, count: sizes.count)
    while true {
      let rest = sizes.indices.filter { !isCertain[$0] }
      let total = rest.reduce(UInt64(0)) { $0 + sizes[$1] }
      let left = UInt64(draws - (sizes.count - rest.count))
      let large = rest.filter { sizes[$0] * left >= total }
      if left == 0 || large.isEmpty || rest.isEmpty {
        let step = max(1, total)
        self.step = step
        lengths = sizes.indices.map { isCertain[$0] ? step : sizes[$0] * left }
        return
      }
      for index in large { isCertain[index] = true }
    }
  }

  /// The probability that a unit is among the draws.
  func probability(of unit: Int) -> Double { Double(lengths[unit]) / Double(step) }
}

internal import ZoneAnalysis
internal import ZoneModel

/// A piece of ground on its way to a blind spot.
struct Spot {
  let cause: Cause
  let piece: UnseenGround
  /// The cells that are missing on it, or were looked at too little.
  var cells: [ItemCell] = []
  /// When the first of them should have been looked at.
  var due: Instant?
  /// How much of what should be known of the ground is not: of missing items their share of the weight of
  /// all items of the zone, of little effort what it probably missed.
  let urgency: Double

  init(_ cause: Cause, _ piece: UnseenGround, urgency: Double = 1) {
    self.cause = cause
    self.piece = piece
    self.urgency = urgency
  }

  /// Ground where items were not looked for in time.
  ///
  /// - Parameter weight: of all items of the zone.
  init(unchecked cells: [ItemCell], _ piece: UnseenGround, _ begin: Instant?, of weight: Double) {
    self.init(.itemNotChecked, cells, piece, begin, weight) { _ in 1 }
  }

  /// Ground where items were looked for too little.
  init(weak cells: [ItemCell], _ piece: UnseenGround, _ begin: Instant?, of weight: Double) {
    self.init(.lowDetection, cells, piece, begin, weight) { 1 - ($0.probabilityOfDetection ?? 0) }
  }

  private init(
    _ cause: Cause, _ cells: [ItemCell], _ piece: UnseenGround, _ begin: Instant?, _ weight: Double,
    missed: (ItemCell) -> Double
  ) {
    self.cause = cause
    self.piece = piece
    self.cells = cells
    due = cells.compactMap { $0.due(since: begin) }.min()
    urgency = weight > 0 ? cells.reduce(0) { $0 + $1.weight * missed($1) } / weight : 0
  }
}

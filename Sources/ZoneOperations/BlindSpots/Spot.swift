internal import ZoneAnalysis
internal import ZoneModel

/// A piece of ground on its way to a blind spot.
struct Spot {
  let cause: Cause
  let piece: UnseenGround
  /// The cells that are missing on it.
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

  init(_ cells: [ItemCell], _ piece: UnseenGround, _ begin: Instant?, of weight: Double) {
    cause = .itemNotChecked
    self.piece = piece
    self.cells = cells
    due = cells.compactMap { $0.due(since: begin) }.min()
    urgency = weight > 0 ? cells.reduce(0) { $0 + $1.weight } / weight : 0
  }
}

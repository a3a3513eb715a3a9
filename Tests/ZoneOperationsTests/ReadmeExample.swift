import ZoneModel
import ZoneOperations

/// The zones nobody has visited, and the ground of the others that nobody has seen, largest first.
func deadCorners(zones: String, visits: String) throws -> [String] {
  var input = InputOptions()
  input.zones = [ZoneSource(kind: .compound, path: zones)]
  input.observations = [visits]
  input.radius = 40

  let list = try findBlindSpots(input, SurveyOptions())
  return list.spots.sorted { $0.area > $1.area }.map { spot in
    "\(spot.id): \(Int(spot.area)) m², \(spot.cause.title.text(in: .english))"
  }
}

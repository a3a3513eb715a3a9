internal import ZoneGeometry

/// A place of a plan as travel sees it: where one arrives and where one leaves, which differ for a walk.
struct TravelPlace: Hashable {
  var entry: LonLat
  var exit: LonLat

  init(_ place: LonLat) { (entry, exit) = (place, place) }

  init(_ site: SweepSite) { (entry, exit) = (site.entry, site.exit) }
}

/// The places of a plan: the stops in their order, then where teams start and end, each once.
struct TravelPlaces {
  private(set) var places: [TravelPlace]
  private var known: [TravelPlace: Int] = [:]

  init(_ sites: [SweepSite]) { places = sites.map(TravelPlace.init) }

  /// The number of a team's place.
  mutating func number(of place: LonLat) -> Int {
    let place = TravelPlace(place)
    if let found = known[place] { return found }
    known[place] = places.count
    places.append(place)
    return places.count - 1
  }
}

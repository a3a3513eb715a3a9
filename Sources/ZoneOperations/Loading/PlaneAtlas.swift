internal import ZoneGeometry
internal import ZoneModel

/// The equal-area plane each zone is measured in: one for a set no wider than a city, else one for each
/// degree cell that holds the middle of a zone.
///
/// Areas are exact in any of them; lengths are true to 8 parts in a million 30 km from the plane's middle
/// (see ``Plane``).
final class PlaneAtlas {
  private let definitions: [PlaneDefinition]
  private var planes: [PlaneDefinition: Plane] = [:]

  /// A set narrower than this (about 60 km) shares one plane.
  private static let city = 0.6

  /// - Parameter definitions: one a zone.
  init(_ definitions: [PlaneDefinition]) { self.definitions = definitions }

  /// The planes of zones by the boxes around them.
  static func definitions(_ boxes: [Box<LonLat>]) -> [PlaneDefinition] {
    let all = boxes.dropFirst().reduce(into: boxes.first ?? Box(LonLat(0, 0))) { $0.extend(to: $1) }
    if all.width <= city, all.height <= city {
      let one = PlaneDefinition.equalArea(near: all)
      return boxes.map { _ in one }
    }
    return boxes.map { box in
      let cell = LonLat(box.centre.lon.rounded(.down) + 0.5, box.centre.lat.rounded(.down) + 0.5)
      return PlaneDefinition.equalArea(near: Box(cell))
    }
  }

  /// The plane of zone `index`.
  func plane(of index: Int) throws -> Plane {
    if let plane = planes[definitions[index]] { return plane }
    let plane = try Plane(definitions[index])
    planes[definitions[index]] = plane
    return plane
  }
}

extension ZoneSet {
  /// Zone numbers by the plane they are measured in, in order of first use.
  var groups: [(plane: PlaneDefinition, zones: [Int])] {
    var order: [PlaneDefinition] = []
    var members: [PlaneDefinition: [Int]] = [:]
    for (index, definition) in planes.enumerated() {
      if members[definition] == nil { order.append(definition) }
      members[definition, default: []].append(index)
    }
    return order.map { ($0, members[$0] ?? []) }
  }
}

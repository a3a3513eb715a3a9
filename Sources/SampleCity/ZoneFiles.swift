/// The zones as files.
struct ZoneFiles {
  let topology: Topology
  let roads: [Road]
  let places: Places

  var outline: [UInt8] {
    GeoJSON.collection(
      "outline",
      [
        GeoJSON.feature(
          GeoJSON.polygon(topology.outline), [("id", .text("outline")), ("name", .text("示例建成区"))])
      ])
  }

  /// The water is a background for maps, not a zone.
  var river: [UInt8] {
    GeoJSON.collection(
      "river",
      [
        GeoJSON.feature(
          GeoJSON.polygon(topology.river.water),
          [("id", .text("river")), ("name", .text("示例江面")), ("kind", .text("water"))])
      ])
  }

  var subdistricts: [UInt8] {
    GeoJSON.collection(
      "subdistricts",
      topology.subdistricts.enumerated().map { index, subdistrict in
        let town = subdistrict.name.hasSuffix("镇")
        return GeoJSON.feature(
          GeoJSON.polygon(subdistrict.ring),
          Self.common(
            id: subdistrict.code, name: subdistrict.name, kind: "street",
            parent: String(subdistrict.code.prefix(6)),
            owner: subdistrict.name + (town ? "人民政府（示例）" : "办事处（示例）"), leader: index, revisit: 30, weight: "1"
          ))
      })
  }

  var roadLines: [UInt8] {
    GeoJSON.collection(
      "roads",
      roads.enumerated().map { index, road in
        GeoJSON.feature(
          GeoJSON.line(road.line.corners),
          Self.common(
            id: road.id, name: road.name, kind: "road", parent: road.parent,
            owner: "示例环卫作业" + padded(index % 6 + 1, 2) + "标段", leader: index % 5,
            revisit: road.isMain ? 7 : 14,
            weight: road.isMain ? "1.5" : "1") + [("width_m", .whole(road.width))])
      })
  }

  var markets: [UInt8] {
    places("markets", places.markets, revisit: 7, weight: "2") { [("stalls", .whole($0.stalls))] }
  }

  /// One village has neither owner nor leader: nobody answers for it.
  var villages: [UInt8] {
    places("villages", places.villages, revisit: 14, weight: "1.5") {
      [("households", .whole($0.households))]
    }
  }

  var compounds: [UInt8] {
    places("compounds", places.compounds, revisit: 14, weight: "1") {
      [("built", .whole($0.built)), ("households", .whole($0.households))]
    }
  }

  static let unownedVillage = "V14"

  private func places(
    _ name: String, _ places: [Place], revisit: Int, weight: String, more: (Place) -> [(String, JSON)]
  ) -> [UInt8] {
    GeoJSON.collection(
      name,
      places.enumerated().map { index, place in
        let isOwned = place.id != Self.unownedVillage
        return GeoJSON.feature(
          GeoJSON.ground(place.grounds),
          Self.common(
            id: place.id, name: place.name, kind: place.kind.rawValue, parent: place.parent,
            owner: isOwned ? Self.owner(place, index) : nil, leader: isOwned ? (index * 7 + 3) % 20 : nil,
            revisit: revisit, weight: weight) + more(place))
      })
  }

  private static func owner(_ place: Place, _ index: Int) -> String {
    switch place.kind {
    case .market: "示例市场管理方" + padded(index + 1, 2)
    case .village: "示例村居委会" + padded(index + 1, 2)
    case .compound: "示例物业公司" + padded(index % 23 + 1, 2)
    }
  }

  private static func common(
    id: String, name: String, kind: String, parent: String, owner: String?, leader: Int?, revisit: Int,
    weight: String
  ) -> [(String, JSON)] {
    let letter = leader.flatMap { Unicode.Scalar(0x41 + UInt32($0)) }.map { "示例包联领导\(Character($0))" }
    return [
      ("id", .text(id)), ("name", .text(name)), ("kind", .text(kind)), ("parent", .text(parent)),
      ("owner", .maybe(owner)), ("leader", .maybe(letter)), ("revisit_days", .whole(revisit)),
      ("weight", .number(weight)),
    ]
  }
}

internal import Foundation
internal import ZoneGeometry

/// Places sorted by item and by cell of a cubic grid through the earth, so that those near one another can be
/// found without comparing all with all.
///
/// A straight chord is never longer than the way over the ground, so two places within the cell's size lie in
/// the same or in neighbouring cells, at any latitude and across the antimeridian. Columns are parallel and in
/// the order of (item, cell, time, index).
struct NearbyGrid {
  let side: Double
  private(set) var entries: [Entry] = []
  /// Where each cell's entries begin, and one past the last.
  private(set) var starts: [Int] = []
  private(set) var cells: [Cell] = []

  struct Entry {
    var cell: Cell
    var time: Double
    var index: Int
    var x: Double
    var y: Double
    var z: Double
  }

  struct Cell: Comparable {
    var item: Int
    /// Three counts of cells of 21 bits each; adding a step to one of them keeps the order.
    var key: Int

    static func < (a: Cell, b: Cell) -> Bool { a.item != b.item ? a.item < b.item : a.key < b.key }
  }

  /// The widest cell whose counts fit 21 bits is small enough for any use; narrower ones would not fit.
  ///
  /// Precondition: `metres` is not negative and is a number.
  static func side(for metres: Double) -> Double {
    precondition(metres >= 0, "a distance of \(metres) m")
    return max(metres, 8)
  }

  /// Places that are `nil` or not finite are left out.
  init(
    side: Double, count: Int, item: (Int) -> Int, place: (Int) -> LonLat?, time: (Int) -> Double
  ) {
    self.side = side
    entries.reserveCapacity(count)
    for index in 0..<count {
      guard let place = place(index), place.isFinite else { continue }
      let (x, y, z) = Self.cartesian(place)
      let key = Self.key(x, y, z, side: side)
      entries.append(
        Entry(cell: Cell(item: item(index), key: key), time: time(index), index: index, x: x, y: y, z: z))
    }
    entries.sort { a, b in
      if a.cell != b.cell { return a.cell < b.cell }
      return a.time != b.time ? a.time < b.time : a.index < b.index
    }
    for (at, entry) in entries.enumerated() where cells.last != entry.cell {
      cells.append(entry.cell)
      starts.append(at)
    }
    starts.append(entries.count)
  }

  /// Metres from the earth's centre on the WGS 84 ellipsoid.
  private static func cartesian(_ place: LonLat) -> (Double, Double, Double) {
    let lon = place.lon * .pi / 180
    let lat = place.lat * .pi / 180
    let squared = 0.006_694_379_990_141_316
    let normal = 6_378_137 / (1 - squared * sin(lat) * sin(lat)).squareRoot()
    return (
      normal * cos(lat) * cos(lon), normal * cos(lat) * sin(lon), normal * (1 - squared) * sin(lat)
    )
  }

  private static func key(_ x: Double, _ y: Double, _ z: Double, side: Double) -> Int {
    func count(_ value: Double) -> Int { Int((value / side).rounded(.down)) + 1 << 20 }
    return count(x) << 42 | count(y) << 21 | count(z)
  }

  /// The steps to a cell itself and to its 26 neighbours.
  static let steps: [Int] = [-1, 0, 1].flatMap { x in
    [-1, 0, 1].flatMap { y in [-1, 0, 1].map { z in x << 42 + y << 21 + z } }
  }
}

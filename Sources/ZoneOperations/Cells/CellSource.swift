internal import Foundation
internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

/// Where office cells come from, and whether they lie where the zones do.
struct CellSource {
  /// Metres beyond the box around all zones from which a cell is said to be far away: a city's cells reach
  /// beyond its zones, but not by an hour's walk.
  private static let far = 5_000.0

  let path: String
  let datum: Datum

  /// What should be said of cells in another datum than the one stated, or far from all zones.
  func notices(of cells: ZoneSet, beside zones: ZoneSet) throws -> [Notice] {
    var sample = PlaceSample()
    for cell in cells.zones { cell.boundary.geometry.bounds.map { sample.add($0.centre) } }
    let check = DatumCheck(zones: zones, locator: try zones.locator())
    let otherDatum = try check.notice(
      of: sample.places, readAs: datum, file: path, what: Phrase("cells", zh: "单元网格"), option: "--cells-datum"
    )
    return [otherDatum, farAway(cells, zones)].compactMap { $0 }
  }

  private func farAway(_ cells: ZoneSet, _ zones: ZoneSet) -> Notice? {
    guard let box = zones.box else { return nil }
    let distances = cells.zones.map { cell in
      cell.boundary.geometry.bounds.map { Self.metres(from: $0.centre, to: box) } ?? 0
    }
    let count = distances.count { $0 > Self.far }
    guard count > 0, let farthest = distances.indices.max(by: { distances[$0] < distances[$1] }) else {
      return nil
    }
    let (id, distance) = (cells.zones[farthest].id, lengthText(distances[farthest]))
    return Notice(
      Phrase(
        "\(grouped(count)) of \(grouped(cells.count)) cells lie more than 5 km beyond all zones, the farthest (\(id)) \(distance)",
        zh: "\(grouped(cells.count)) 个单元网格中有 \(grouped(count)) 个距全部区域 5 公里以上，最远的（\(id)）为 \(distance)"),
      at: Phrase(path, zh: path),
      hint: Phrase(
        "they count for no zone; if they should, check the file and its datum: --cells-datum",
        zh: "它们不计入任何区域；如应计入，请核对文件及其坐标基准：--cells-datum"))
  }

  /// From a place to a box, 0 within it; on a sphere, which is enough for a warning.
  private static func metres(from p: LonLat, to box: Box<LonLat>) -> Double {
    let east = max(0, box.minimum.lon - p.lon, p.lon - box.maximum.lon)
    let north = max(0, box.minimum.lat - p.lat, p.lat - box.maximum.lat)
    return hypot(east * cos(p.lat * .pi / 180), north) * 111_195
  }
}

internal import ZoneAnalysis
internal import ZoneGeometry

/// Footprints of stops chosen before, by the ground they lie on.
struct FootprintIndex {
  struct Entry {
    let footprint: Footprint
    let box: Box<PlanePoint>
    let site: Int
  }

  private var entries: [Entry] = []
  private var cells: [Cell: [Int]] = [:]
  private static let side = 250.0

  private struct Cell: Hashable {
    var column, row: Int
  }

  mutating func add(_ footprint: Footprint, site: Int) {
    guard let box = footprint.box else { return }
    for cell in Self.cells(of: box) { cells[cell, default: []].append(entries.count) }
    entries.append(Entry(footprint: footprint, box: box, site: site))
  }

  /// Those whose box meets a box, in the order they were added.
  func near(_ box: Box<PlanePoint>) -> [Entry] {
    let found = Set(Self.cells(of: box).flatMap { cells[$0] ?? [] })
    return found.sorted().map { entries[$0] }.filter { $0.box.intersects(box) }
  }

  private static func cells(of box: Box<PlanePoint>) -> [Cell] {
    func number(_ x: Double) -> Int { Int((x / side).rounded(.down)) }
    return (number(box.minimum.y)...number(box.maximum.y)).flatMap { row in
      (number(box.minimum.x)...number(box.maximum.x)).map { Cell(column: $0, row: row) }
    }
  }
}

internal import Foundation
internal import ZoneGeometry

/// Which stretches of lines footprints show.
struct LineStretches {
  /// Longest first; stretches shorter than a millimetre are left out.
  private(set) var seen: [[PlanePoint]] = []
  private(set) var unseen: [[PlanePoint]] = []
  private(set) var seenLength = 0.0

  /// Metres: gaps between shapes that touch are not wider than this.
  private static let touching = 1e-9

  init(_ lines: [[PlanePoint]], by footprints: [Footprint]) {
    guard let box = Geometry.multiLine(lines).bounds else { return }
    let o = box.centre
    let shapes = Shapes(footprints, reaching: box, origin: o, growth: 0, salt: 0)
    let bounds = (
      x0: box.minimum.x - o.x, y0: box.minimum.y - o.y, x1: box.maximum.x - o.x, y1: box.maximum.y - o.y
    )
    let grid = ShapeGrid(shapes, box: bounds)
    var stamps = [Int32](repeating: 0, count: shapes.discs.count + shapes.strips.count)
    var stamp: Int32 = 0
    var covered: [Covered] = []
    for line in lines {
      var run = Run()
      for (p, q) in zip(line, line.dropFirst()) where p != q {
        let length = p.distance(to: q)
        let piece = StraightPiece(
          x: p.x - o.x, y: p.y - o.y, dx: (q.x - p.x) / length, dy: (q.y - p.y) / length, length: length)
        stamp += 1
        covered.removeAll(keepingCapacity: true)
        grid.cells(piece.x, piece.y, q.x - o.x, q.y - o.y, 0) { cell in
          grid.forEach(in: cell) { item in
            if stamps[item] == stamp { return }
            stamps[item] = stamp
            let stretch =
              item < shapes.discs.count
              ? piece.covered(by: shapes.discs[item], 0)
              : piece.covered(by: shapes.strips[item - shapes.discs.count], 0)
            if let stretch, stretch.to > 0, stretch.from < length { covered.append(stretch) }
          }
        }
        covered.sort { $0.from < $1.from }
        add(p, q, length, covered, &run)
      }
      close(&run)
    }
    for key in [\LineStretches.seen, \LineStretches.unseen] {
      self[keyPath: key] = self[keyPath: key].map { (line: $0, length: ZoneGeometry.length(of: $0)) }
        .filter { $0.length > 1e-3 }.sorted { $0.length > $1.length }.map(\.line)
    }
  }

  /// A stretch that goes on from step to step.
  private struct Run {
    var points: [PlanePoint] = []
    var isSeen = false
  }

  private mutating func add(
    _ p: PlanePoint, _ q: PlanePoint, _ length: Double, _ covered: [Covered], _ run: inout Run
  ) {
    var place = 0.0
    func at(_ place: Double) -> PlanePoint {
      if place <= 0 { return p }
      if place >= length { return q }
      let share = place / length
      return PlanePoint(p.x + (q.x - p.x) * share, p.y + (q.y - p.y) * share)
    }
    for stretch in covered where stretch.to > place {
      if stretch.from > place + Self.touching {
        go(on: &run, from: at(place), to: at(stretch.from), isSeen: false)
        place = stretch.from
      }
      let end = min(stretch.to, length)
      if end <= place { continue }
      go(on: &run, from: at(place), to: at(end), isSeen: true)
      seenLength += end - place
      place = end
    }
    if place < length - Self.touching { go(on: &run, from: at(place), to: q, isSeen: false) }
  }

  private mutating func go(on run: inout Run, from p: PlanePoint, to q: PlanePoint, isSeen: Bool) {
    if run.points.isEmpty || run.isSeen != isSeen {
      close(&run)
      run = Run(points: [p, q], isSeen: isSeen)
    } else {
      run.points.append(q)
    }
  }

  private mutating func close(_ run: inout Run) {
    if run.points.count > 1 {
      if run.isSeen { seen.append(run.points) } else { unseen.append(run.points) }
    }
    run.points = []
  }
}

internal import ZoneGeometry

/// Walked lines in a plane.
enum WalkPath {
  /// Points in the order of a short open path through all of them: nearest next from an outer point, then
  /// pieces turned round while that shortens it, until the time is over.
  static func order(_ points: [PlanePoint], isOver: () -> Bool = { false }) -> [PlanePoint] {
    guard points.count > 2 else { return points }
    let middle = PlanePoint(
      points.reduce(0) { $0 + $1.x } / Double(points.count),
      points.reduce(0) { $0 + $1.y } / Double(points.count))
    var rest = points
    var at = rest.indices.max { rest[$0].distance(to: middle) < rest[$1].distance(to: middle) } ?? 0
    var path: [PlanePoint] = []
    while true {
      let here = rest.remove(at: at)
      path.append(here)
      guard let next = rest.indices.min(by: { rest[$0].distance(to: here) < rest[$1].distance(to: here) })
      else {
        break
      }
      at = next
    }
    while !isOver(), shorten(&path) {}
    return path
  }

  /// One round of turning pieces; `false` when none helps.
  private static func shorten(_ path: inout [PlanePoint]) -> Bool {
    var hasChanged = false
    for first in 0..<path.count - 1 {
      for last in first + 1..<path.count {
        let before = first > 0 ? path[first - 1] : nil
        let after = last + 1 < path.count ? path[last + 1] : nil
        let now = (before?.distance(to: path[first]) ?? 0) + (after?.distance(to: path[last]) ?? 0)
        let then = (before?.distance(to: path[last]) ?? 0) + (after?.distance(to: path[first]) ?? 0)
        if then < now - 1e-6 {
          path[first...last].reverse()
          hasChanged = true
        }
      }
    }
    return hasChanged
  }

  /// The path cut into walks no longer than a limit; with the limit 0 every point stands alone.
  static func cut(_ path: [PlanePoint], longest: Double, gap: Double) -> [[PlanePoint]] {
    var walks: [[PlanePoint]] = []
    var walked = 0.0
    for point in path {
      let step = walks.last?.last.map { $0.distance(to: point) } ?? .infinity
      if walked + step <= longest, step <= gap {
        walks[walks.count - 1].append(point)
        walked += step
      } else {
        walks.append([point])
        walked = 0
      }
    }
    return walks
  }

  /// Walks along a stretch of road from which all of it is seen: they begin and end `sight` before the ends of
  /// the pieces they show, and none is longer than `longest`. What is seen from one place is one point.
  static func along(_ line: [PlanePoint], sight: Double, longest: Double) -> [[PlanePoint]] {
    let whole = length(of: line)
    let pieces = max(1, Int((whole / (longest + 2 * sight) - 1e-9).rounded(.up)))
    let piece = whole / Double(pieces)
    return (0..<pieces).map { number in
      let (from, to) = (Double(number) * piece, Double(number + 1) * piece)
      if piece <= 2 * sight { return part(of: line, from: (from + to) / 2, to: (from + to) / 2) }
      return part(of: line, from: from + sight, to: to - sight)
    }
  }

  /// The part of a line between two distances from its beginning; one point when they are equal.
  static func part(of line: [PlanePoint], from: Double, to: Double) -> [PlanePoint] {
    var points: [PlanePoint] = []
    var gone = 0.0
    for (a, b) in zip(line, line.dropFirst()) {
      let step = a.distance(to: b)
      func at(_ distance: Double) -> PlanePoint {
        let t = step > 0 ? (distance - gone) / step : 0
        return PlanePoint(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y))
      }
      if points.isEmpty, from <= gone + step { points.append(at(from)) }
      if !points.isEmpty, from < to {
        if to <= gone + step { return points + [at(to)] }
        if gone + step > from { points.append(b) }
      } else if !points.isEmpty {
        return points
      }
      gone += step
    }
    return points.isEmpty ? line.last.map { [$0] } ?? [] : points
  }

  /// Pieces that end where others begin, joined.
  static func joined(_ pieces: [[PlanePoint]]) -> [[PlanePoint]] {
    var lines = pieces.filter { $0.count > 1 }
    var at = 0
    while at < lines.count {
      if let next = lines.indices.first(where: { $0 != at && meet(lines[at].last, lines[$0].first) }) {
        lines[at] += lines[next].dropFirst()
        lines.remove(at: next)
        if next < at { at -= 1 }
      } else {
        at += 1
      }
    }
    return lines
  }

  /// Within a millimetre.
  private static func meet(_ a: PlanePoint?, _ b: PlanePoint?) -> Bool {
    guard let a, let b else { return false }
    return a.distance(to: b) < 1e-3
  }
}

internal import ZoneGeometry
internal import ZoneModel

/// One observation in the plane, as far as it lies in the window.
struct Sighting: Sendable {
  let number: Int
  let footprint: Footprint
  /// Per line of a walk, an instant a vertex; empty when the times of the vertices are not known.
  let vertexTimes: [[Instant]]
  let time: ClosedRange<Instant>?
  let access: Access
  let box: Box<PlanePoint>

  /// `nil` when nothing of it lies in the window or it has no place in the plane.
  init?(_ observation: Observation, number: Int, in plane: Plane, window: TimeWindow, asOf: Instant?) {
    self.number = number
    access = observation.access
    func counts(_ instant: Instant) -> Bool { window.contains(instant) && asOf.map { instant <= $0 } ?? true }
    switch observation.trace {
    case .visit(let place):
      guard let p = try? plane.forward(place) else { return nil }
      guard Self.counts(observation.time, window, counts) else { return nil }
      footprint = Footprint(.visit(p), radius: observation.radius)
      vertexTimes = []
      time = observation.time
    case .track(let lines, let times):
      guard let drawn = try? lines.map({ try plane.forward($0) }) else { return nil }
      if times.isEmpty {
        guard Self.counts(observation.time, window, counts) else { return nil }
        footprint = Footprint(.walk(drawn), radius: observation.radius)
        vertexTimes = []
        time = observation.time
      } else {
        let kept = Self.steps(of: drawn, times, where: counts)
        guard !kept.lines.isEmpty else { return nil }
        footprint = Footprint(.walk(kept.lines), radius: observation.radius)
        vertexTimes = kept.times
        time = Self.range(kept.times.flatMap { $0 })
      }
    }
    guard let box = footprint.box else { return nil }
    self.box = box
  }

  /// A time range counts when its end does; a missing one only where everything counts.
  private static func counts(
    _ time: ClosedRange<Instant>?, _ window: TimeWindow, _ counts: (Instant) -> Bool
  ) -> Bool {
    time.map { counts($0.upperBound) } ?? !window.isBounded
  }

  /// The runs of steps whose two ends count. A vertex without a time counts with its neighbours.
  private static func steps(
    of lines: [[PlanePoint]], _ times: [[Instant]], where counts: (Instant) -> Bool
  ) -> (lines: [[PlanePoint]], times: [[Instant]]) {
    var kept: (lines: [[PlanePoint]], times: [[Instant]]) = ([], [])
    for (line, clock) in zip(lines, times) {
      var run: Range<Int>?
      for i in line.indices {
        if clock[i].isNaN || counts(clock[i]) {
          run = (run?.lowerBound ?? i)..<i + 1
        }
        let ends = i == line.count - 1 || !(clock[i].isNaN || counts(clock[i]))
        if ends, let whole = run {
          if whole.count > 1 {
            kept.lines.append(Array(line[whole]))
            kept.times.append(Array(clock[whole]))
          }
          run = nil
        }
      }
    }
    return kept
  }

  static func range(_ times: [Instant]) -> ClosedRange<Instant>? {
    let known = times.filter { !$0.isNaN }
    guard let low = known.min(), let high = known.max() else { return nil }
    return low...high
  }

  /// Metres from `p` to where somebody was.
  func distance(to p: PlanePoint) -> Double {
    switch footprint.trace {
    case .visit(let q): q.distance(to: p)
    case .walk(let lines): lines.reduce(.infinity) { min($0, LineDistance.distance(p, to: $1)) }
    }
  }
}

// MARK: - What reaches a zone

extension Sighting {
  struct Part {
    let footprint: Footprint
    let time: ClosedRange<Instant>?
  }

  /// The part of it that sees something of a zone; `nil` when nothing does.
  ///
  /// - Parameter onlyInside: only what was seen from inside the zone counts.
  func part(reaching zone: ZoneReach, onlyInside: Bool) -> Part? {
    switch footprint.trace {
    case .visit(let p):
      let reaches = onlyInside ? zone.contains(p) : zone.isWithin(footprint.radius, of: p)
      return reaches ? Part(footprint: footprint, time: time) : nil
    case .walk(let lines):
      let near = runs(of: lines, in: zone.box.grown(by: footprint.radius))
      guard !near.lines.isEmpty else { return nil }
      if onlyInside {
        let inside = near.lines.flatMap { zone.inside(of: $0) }
        guard !inside.isEmpty else { return nil }
        return Part(
          footprint: Footprint(.walk(inside), radius: footprint.radius),
          time: time(of: near, within: 0, of: zone)
        )
      }
      guard near.lines.contains(where: { zone.isWithin(footprint.radius, of: $0) }) else { return nil }
      return Part(
        footprint: Footprint(.walk(near.lines), radius: footprint.radius),
        time: time(of: near, within: footprint.radius, of: zone))
    }
  }

  /// The runs of steps that come near a box; times go along.
  private func runs(
    of lines: [[PlanePoint]], in box: Box<PlanePoint>
  ) -> (lines: [[PlanePoint]], times: [[Instant]]) {
    var found: (lines: [[PlanePoint]], times: [[Instant]]) = ([], [])
    for (number, line) in lines.enumerated() {
      var start: Int?
      for i in 0..<max(0, line.count - 1) {
        var step = Box(line[i])
        step.extend(to: line[i + 1])
        let meets = step.intersects(box)
        if meets, start == nil { start = i }
        if let first = start, !meets || i == line.count - 2 {
          let last = meets ? i + 1 : i
          found.lines.append(Array(line[first...last]))
          if !vertexTimes.isEmpty { found.times.append(Array(vertexTimes[number][first...last])) }
          start = nil
        }
      }
    }
    return found
  }

  /// When it saw the zone: the times of the vertices that reach it; when it only passes by between two
  /// vertices, those of the run.
  private func time(
    of near: (lines: [[PlanePoint]], times: [[Instant]]), within distance: Double, of zone: ZoneReach
  ) -> ClosedRange<Instant>? {
    if near.times.isEmpty { return time }
    var reaching: [Instant] = []
    for (line, clock) in zip(near.lines, near.times) {
      for (p, instant) in zip(line, clock) where !instant.isNaN {
        if zone.isWithin(distance, of: p) { reaching.append(instant) }
      }
    }
    return Self.range(reaching) ?? Self.range(near.times.flatMap { $0 }) ?? time
  }
}

/// Straight pieces of lines.
enum LineDistance {
  /// Metres from `p` to the nearest point of a line.
  static func distance(_ p: PlanePoint, to line: [PlanePoint]) -> Double {
    if line.count == 1 { return line[0].distance(to: p) }
    return zip(line, line.dropFirst()).reduce(.infinity) { min($0, distance(p, $1.0, $1.1)) }
  }

  private static func distance(_ p: PlanePoint, _ a: PlanePoint, _ b: PlanePoint) -> Double {
    let dx = b.x - a.x
    let dy = b.y - a.y
    let square = dx * dx + dy * dy
    let t = square > 0 ? min(1, max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / square)) : 0
    return p.distance(to: PlanePoint(a.x + t * dx, a.y + t * dy))
  }
}

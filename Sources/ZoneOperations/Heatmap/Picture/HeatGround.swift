internal import ZoneAnalysis
internal import ZoneGeometry
internal import ZoneMaps
internal import ZoneModel

/// Where the cells and zones of one map lie, in the plane it is drawn in.
struct HeatGround {
  let map: Heatmap
  let kind: ZoneKind?
  let plane: Plane
  let zones: ZoneSet?
  var grid: Grid { Grid(shape: map.options.shape, size: map.options.cell) }

  /// Cells are drawn in the plane of their grid, where they are squares; zones in an equal-area plane.
  init(_ map: Heatmap, kind: ZoneKind?) throws {
    self.map = map
    self.kind = kind
    zones = map.zones ?? map.background
    let middle = zones?.box ?? Box(LonLat(0, 0))
    plane = try Plane(map.plane ?? .equalArea(near: middle))
  }

  // MARK: Cells

  /// One shape a class: what lies below is what was looked at least.
  func cells(_ classes: HeatClasses, _ words: HeatWords) -> MapLayer {
    let groups: [(cells: [Int], style: MapStyle, title: Phrase)] =
      [(classes.unseen, .notLookedAt, words.unseen), (classes.zeros, .nothingFound, words.nothing)]
      + classes.ofClass.indices.map { (classes.ofClass[$0], classes.style($0), words.limits(classes, $0)) }
    let members = groups.enumerated().flatMap { number, group in group.cells.map { (number, $0) } }
    let placed = members.compactMap { number, cell in map.cells[cell].place.map { (number, $0) } }
    let regions = CellRegions(
      of: grid, cells: placed.map(\.1), classes: placed.map(\.0), count: groups.count)
    return MapLayer(
      "cells",
      groups.indices.filter { !regions.rings[$0].isEmpty }.map {
        MapShape(.area(regions.ground(ofClass: $0)), groups[$0].style, title: groups[$0].title)
      })
  }

  /// The cells that a table lists, ringed and numbered in its order.
  func marks(_ cells: [Int], _ words: HeatWords) -> MapLayer {
    var shapes: [MapShape] = []
    for (number, cell) in cells.enumerated() {
      guard let place = map.cells[cell].place else { continue }
      shapes.append(
        MapShape(
          .area(MultiPolygon([grid.outline(of: place)])), .picked, title: words.words(cell),
          id: words.shape(cell)))
      shapes.append(
        MapShape(.label(Phrase(verbatim: "\(number + 1)"), at: grid.centre(of: place), size: 10), .label))
    }
    return MapLayer("highest", shapes.filter { $0.id != nil } + shapes.filter { $0.id == nil })
  }

  // MARK: Zones

  /// The larger below, so that none is hidden.
  func zones(_ classes: HeatClasses, _ words: HeatWords) throws -> MapLayer {
    guard let set = map.zones else { return MapLayer("zones", []) }
    var styles: [(cell: Int, style: MapStyle)] = classes.unseen.map { ($0, .notLookedAt) }
    styles += classes.zeros.map { ($0, .nothingFound) }
    for number in classes.ofClass.indices {
      styles += classes.ofClass[number].map { ($0, classes.style(number)) }
    }
    func area(_ cell: Int) -> Double { map.cells[cell].zone.map { set.areas[$0] } ?? 0 }
    styles.sort { (area($1.cell), $0.cell) < (area($0.cell), $1.cell) }
    return MapLayer(
      "zones",
      try styles.flatMap { cell, style -> [MapShape] in
        guard let zone = map.cells[cell].zone else { return [] }
        let drawn = Self.style(style, of: set.zones[zone])
        let shape = MapShape(
          try form(of: set.zones[zone]), drawn, title: words.words(cell), id: words.shape(cell))
        return [shape] + (try speck(at: set.zones[zone], drawn, words.words(cell)).map { [$0] } ?? [])
      })
  }

  /// A zone too small to be seen on the map of its kind has a square in its colour as well.
  private func speck(at zone: Zone, _ style: MapStyle, _ title: Phrase) throws -> MapShape? {
    guard !zone.boundary.isRoad, let box = zone.boundary.geometry.bounds, isSmall(box) else { return nil }
    return MapShape(
      .symbol(.square, at: try plane.forward(box.centre), radius: .pixels(6)), style, title: title)
  }

  /// Above about a twentieth of the map.
  private func isNamed(_ box: Box<LonLat>) -> Bool {
    guard let whole = zones?.box else { return false }
    return max(box.width, box.height) > 0.05 * max(whole.width, whole.height)
  }

  /// Below about ten of a thousand pixels.
  private func isSmall(_ box: Box<LonLat>) -> Bool {
    guard let whole = zones?.box else { return false }
    return max(box.width, box.height) < 0.01 * max(whole.width, whole.height)
  }

  private static func style(_ style: MapStyle, of zone: Zone) -> MapStyle {
    var drawn = style
    guard zone.boundary.isRoad else {
      if drawn.stroke == nil { drawn.stroke = Palette.outline(of: zone.kind) }
      return drawn
    }
    return drawn.asLine
  }

  private func form(of zone: Zone) throws -> MapShape.Form {
    switch zone.boundary {
    case .ground(let ground): .area(try plane.outline(of: ground))
    case .road(let lines, _): .lines(try lines.map { try plane.forward($0) })
    }
  }

  // MARK: Outlines and names

  /// Zones that say where one is: all of them under cells, subdistricts under zones of another kind.
  var around: [Zone] {
    guard let zones else { return [] }
    return kind == nil ? zones.zones : kind == .street ? [] : zones.zones.filter { $0.kind == .street }
  }

  func outlines() throws -> MapLayer {
    MapLayer(
      "outlines",
      // what the plane of the cells cannot hold lies beyond the map
      around.compactMap { zone in
        (try? form(of: zone)).map { MapShape($0, .outline(of: zone.kind)) }
      }, opacity: 0.5)
  }

  /// Names of subdistricts, and of the zones the map is about.
  func names() throws -> MapLayer {
    let named = around.filter { $0.kind == .street } + (zones?.zones.filter { $0.kind == kind } ?? [])
    guard named.count <= 500 else { return MapLayer("names", []) }
    let engine = GeometryEngine()
    return MapLayer(
      "names",
      named.compactMap { zone in
        guard let name = zone.name, case .ground(let ground) = zone.boundary,
          // a name would hide what it names
          zone.kind == .street || zone.boundary.geometry.bounds.map(isNamed) == true,
          let drawn = try? plane.forward(ground), let box = drawn.geometry.bounds,
          let circle = try? engine.largestInscribedCircle(
            in: drawn, tolerance: max(1, min(box.width, box.height) / 50))
        else { return nil }
        return MapShape(.label(Phrase(verbatim: name), at: circle.centre, size: 13), .label)
      })
  }

  var legend: [LegendGroup] {
    guard !around.isEmpty else { return [] }
    let kinds = zones?.byKind.map(\.kind).filter { kind in around.contains { $0.kind == kind } } ?? []
    return [LegendGroup.outlines(of: kinds)]
  }
}

extension MapStyle {
  /// Of a line what the fill is of an area: roads are drawn without their width. Broken where nobody looked.
  var asLine: MapStyle {
    switch fill {
    case .colour(let colour) where colour != Palette.nothingFound:
      MapStyle(stroke: colour, width: .pixels(3))
    case .hatch(_, let ink, _): MapStyle(stroke: ink, width: .pixels(2), dash: [5, 3])
    default: MapStyle(stroke: stroke, width: .pixels(1))
    }
  }
}

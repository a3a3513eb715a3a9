internal import ZoneGeometry

/// From metres of the ground to pixels of the map's window, whose upper left corner is (0, 0).
struct MapFrame {
  let width: Double
  let height: Double
  let metresPerPixel: Double
  /// How large one nominal pixel is in the units of the drawing: letters and symbols grow with it.
  let unit: Double
  private let west: Double
  private let north: Double

  /// A window `width` wide whose height follows the ground's, from 0.4 to 1.5 times the width; ground that is
  /// longer or flatter stands in its middle.
  init(bounds: Box<PlanePoint>, width: Double, unit: Double = 1) {
    let box = max(bounds.width, bounds.height) > 0.001 ? bounds : bounds.grown(by: 50)
    let shape = box.width > 0 ? box.height / box.width : .infinity
    self.width = width
    self.unit = unit
    height = (width * min(1.5, max(0.4, shape))).rounded()
    metresPerPixel = max(box.width / width, box.height / height)
    west = box.centre.x - width * metresPerPixel / 2
    north = box.centre.y + height * metresPerPixel / 2
  }

  func x(_ p: PlanePoint) -> Double { (p.x - west) / metresPerPixel }
  func y(_ p: PlanePoint) -> Double { (north - p.y) / metresPerPixel }

  /// The finite points on paper.
  func spots(_ points: [PlanePoint]) -> [PathText.Spot] {
    points.compactMap { p in
      p.isFinite ? PathText.Spot(PixelNumber.tenths(x(p)), PixelNumber.tenths(y(p))) : nil
    }
  }

  func path(_ ground: MultiPolygon<PlanePoint>) -> String {
    var path = PathText()
    for polygon in ground.polygons {
      path.add(ring: spots(polygon.exterior))
      for hole in polygon.holes { path.add(hole: spots(hole)) }
    }
    return path.text
  }

  func path(_ lines: [[PlanePoint]]) -> String {
    var path = PathText()
    for line in lines { path.add(line: spots(line)) }
    return path.text
  }

  /// A length in the units of the drawing.
  func units(_ length: DrawnLength) -> Double {
    switch length {
    case .pixels(let pixels): pixels * unit
    case .metres(let metres): metres / metresPerPixel
    }
  }
}

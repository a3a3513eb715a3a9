internal import ZoneGeometry
internal import ZoneModel

/// Looks for metres whose first number is a northing: Chinese survey grids call the northing X.
struct NorthingSearch: Sendable {
  private var box: Box<FilePosition>?
  private var hasDegrees = false

  mutating func look(at geometries: GeometryColumn) {
    guard !hasDegrees else { return }
    if let points = geometries.points { return look(at: points) }
    look(at: geometries.compactMap { if case .point(let p) = $0 { p } else { nil } })
  }

  private mutating func look(at points: [FilePosition]) {
    for p in points where !p.first.isNaN {
      // a northing of China has seven digits
      if abs(p.first) < 1e6 {
        hasDegrees = true
        return
      }
      if box == nil { box = Box(p) } else { box?.extend(to: p) }
    }
  }

  /// Adds what another part of the file shows.
  mutating func add(_ other: NorthingSearch) {
    hasDegrees = hasDegrees || other.hasDegrees
    guard let more = other.box else { return }
    if box == nil { box = more } else { box?.extend(to: more) }
  }

  func notice(file name: String) -> Notice? {
    guard !hasDegrees, let box, box.minimum.first > 1.8e6, box.maximum.first < 6.2e6 else { return nil }
    let eastings = (box.minimum.second, box.maximum.second)
    let isPlain = eastings.0 > 1e5 && eastings.1 < 9e5
    // eight digits: the number of the grid's zone in front
    let isNumbered = eastings.0 > 1.3e7 && eastings.1 < 4.6e7
    guard isPlain || isNumbered else { return nil }
    func whole(_ value: Double) -> String { "\(Int(value.rounded()))" }
    let first = "\(whole(box.minimum.first))…\(whole(box.maximum.first))"
    let second = "\(whole(eastings.0))…\(whole(eastings.1))"
    return Notice(
      Phrase(
        "the first coordinate (\(first)) looks like a northing and the second (\(second)) like an easting",
        zh: "第一坐标（\(first)）像北坐标，第二坐标（\(second)）像东坐标"),
      at: Phrase(name, zh: name),
      hint: Phrase(
        "in Chinese survey grids X is north; swap them with --lon and --lat",
        zh: "测量坐标系中 X 为北方向；如需对调，请用 --lon 和 --lat 指定"))
  }
}

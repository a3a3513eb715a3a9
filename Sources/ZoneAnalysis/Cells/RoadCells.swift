public import ZoneGeometry

extension UnitCell {
  /// A road's lines cut into stretches of `size` metres, line by line from its beginning; what is left at the
  /// end of a line is a cell of its own from half the size on, else part of the last.
  ///
  /// - Parameter plane: where lengths are measured.
  /// - Throws: `GeometryError.outOfRange` outside the plane.
  public static func cells(of lines: [[LonLat]], size: Double = 100, in plane: Plane) throws -> [UnitCell] {
    var cells: [UnitCell] = []
    for line in lines {
      let drawn = try plane.forward(line)
      let whole = length(of: drawn)
      let count = max(1, Int((whole / size).rounded()))
      for number in 0..<count {
        let start = Double(number) * size
        let end = number == count - 1 ? whole : start + size
        cells.append(
          UnitCell(
            shape: .road([stretch(of: line, drawn, from: start, to: end)]),
            square: GridCell(column: cells.count, row: 0), size: end - start))
      }
    }
    return cells
  }

  /// The part of a line between two distances from its beginning.
  private static func stretch(
    of line: [LonLat], _ drawn: [PlanePoint], from start: Double, to end: Double
  ) -> [LonLat] {
    var points: [LonLat] = []
    var gone = 0.0
    for i in 0..<max(0, line.count - 1) {
      let length = drawn[i].distance(to: drawn[i + 1])
      func at(_ distance: Double) -> LonLat {
        let share = length > 0 ? min(1, max(0, (distance - gone) / length)) : 0
        return LonLat(
          line[i].lon + share * (line[i + 1].lon - line[i].lon),
          line[i].lat + share * (line[i + 1].lat - line[i].lat))
      }
      let isLast = i == line.count - 2
      if gone + length > start || isLast, gone < end || points.isEmpty {
        if points.isEmpty { points.append(at(start)) }
        points.append(at(end))
      }
      gone += length
    }
    return points
  }
}

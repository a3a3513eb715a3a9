import Testing
import ZoneGeometry

@testable import ZoneFormats

@Suite struct `Columns of geometries` {
  private let point = Geometry.point(FilePosition(1, 2))
  private let line = Geometry.line([FilePosition(1, 2), FilePosition(3, 4)])

  @Test func `hold points and rows without a place in their own form`() {
    let column: GeometryColumn = [point, nil, point]
    #expect(column.points?.count == 3)
    #expect(Array(column) == [point, nil, point])
  }

  @Test func `hold anything else as well, from the first such row on`() {
    var column: GeometryColumn = [point, nil]
    column.append(line)
    column.append(nil)
    #expect(column.points == nil)
    #expect(Array(column) == [point, nil, line, nil])
    column.removeLast(2)
    #expect(column == [point, nil])
  }
}

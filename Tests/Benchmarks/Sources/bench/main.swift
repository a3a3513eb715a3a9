import Foundation
import ZoneAnalysis
import ZoneGeometry
import ZoneModel

let usage = """
  bench locate [--points N] [--seed S] [--runs R] [--geos-points N]
      which of 12,000 zones cover N points (1000000); medians of R runs (5), beside GEOS on at most
      --geos-points of them (1000000; 0: without GEOS)
  bench positions [--points N] [--seed S] [--runs R]
      how likely N findings (1000000) of 3 to 150 m accuracy lie in each of the 12,000 zones
  bench coverage [--seed S] [--runs R]
      what 200,000 visits and 5,000 tracks show of 5,041 zones, blind spots included; medians of R runs (5)
  bench scan --folder DIR [--runs R]
      reads points.csv and points.geojson of the folder that `bench files` wrote
  bench heatmap [--points N] [--seed S] [--runs R]
      counts N points (1000000) in square and hexagonal cells of 100 m
  bench sweeps [--seed S] [--runs R]
      the planner on cities of 100, 1,000 and 2,000 stops: first plan, iterations a second, prize
  bench items [--seed S] [--runs R]
      10,000 zones × 210 items × 365 days of looks: dates and unseen problems anew, and one day more
  bench files --folder DIR [--points N] [--seed S]
      writes the made-up city as GeoJSON and CSV
  """

func fail(_ text: String) -> Never {
  FileHandle.standardError.write(Data((text + "\n").utf8))
  exit(64)
}

var arguments = Array(CommandLine.arguments.dropFirst())
guard let verb = arguments.first else { fail(usage) }
arguments.removeFirst()
var numbers = ["--points": 1_000_000, "--seed": 1, "--runs": 5, "--geos-points": 1_000_000]
var folder: String?
while !arguments.isEmpty {
  let name = arguments.removeFirst()
  guard let word = arguments.first else { fail(usage) }
  arguments.removeFirst()
  if name == "--folder" {
    folder = word
    continue
  }
  guard numbers[name] != nil, let value = Int(word), value >= 0 else { fail(usage) }
  numbers[name] = value
}
let points = numbers["--points"] ?? 0
let seed = UInt64(numbers["--seed"] ?? 0)
let runs = max(1, numbers["--runs"] ?? 1)
switch verb {
case "locate":
  try LocateBenchmark(
    points: points, seed: seed, runs: runs, geosPoints: numbers["--geos-points"] ?? 0
  ).run()
case "positions":
  try PositionsBenchmark(points: points, seed: seed, runs: runs).run()
case "coverage":
  try CoverageBenchmark(seed: seed, runs: runs).run()
case "scan":
  guard let folder else { fail(usage) }
  try ScanBenchmark(files: ["\(folder)/points.csv", "\(folder)/points.geojson"], runs: runs).run()
case "heatmap":
  try HeatmapBenchmark(points: points, seed: seed, runs: runs).run()
case "sweeps":
  try SweepsBenchmark(seed: seed, runs: runs).run()
case "items":
  try ItemsBenchmark(seed: seed, runs: runs).run()
case "files":
  guard let folder else { fail(usage) }
  try WorldFiles(points: points, seed: seed, folder: folder).write()
default: fail(usage)
}

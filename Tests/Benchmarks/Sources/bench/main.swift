import Foundation
import ZoneAnalysis
import ZoneGeometry
import ZoneModel

let usage = """
  bench locate [--points N] [--seed S] [--runs R] [--geos-points N]
      which of 12,000 zones cover N points (1000000); medians of R runs (5), beside GEOS on at most
      --geos-points of them (1000000; 0: without GEOS)
  """

func fail(_ text: String) -> Never {
  FileHandle.standardError.write(Data((text + "\n").utf8))
  exit(64)
}

var arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.first == "locate" else { fail(usage) }
arguments.removeFirst()
var numbers = ["--points": 1_000_000, "--seed": 1, "--runs": 5, "--geos-points": 1_000_000]
while !arguments.isEmpty {
  let name = arguments.removeFirst()
  guard numbers[name] != nil, let value = arguments.first.flatMap({ Int($0) }), value >= 0 else {
    fail(usage)
  }
  arguments.removeFirst()
  numbers[name] = value
}
try LocateBenchmark(
  points: numbers["--points"] ?? 0, seed: UInt64(numbers["--seed"] ?? 0),
  runs: max(1, numbers["--runs"] ?? 1),
  geosPoints: numbers["--geos-points"] ?? 0
).run()

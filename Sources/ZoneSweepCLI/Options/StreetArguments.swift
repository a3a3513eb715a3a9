internal import ArgumentParser
internal import ZoneOperations

/// What a plan of streets is to be.
struct StreetArguments: ParsableArguments {
  @Flag(
    name: .customLong("all-streets"),
    help: help(
      "with --objective streets: walk every road (default: the streets with blind ground)",
      zh: "用于 --objective streets：巡查全部道路（默认仅有盲区的路段）"))
  var allStreets = false

  func put(into options: inout PlanOptions) { options.streets.walksAll = allStreets }
}

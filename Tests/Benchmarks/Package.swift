// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that a build of ZoneSweep does not pay for it.
let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "ZoneSweep", path: "../..")],
  targets: [
    .executableTarget(
      name: "bench",
      dependencies: [
        .product(name: "ZoneAnalysis", package: "ZoneSweep"),
        .product(name: "SweepPlanning", package: "ZoneSweep"),
        .product(name: "ZoneFormats", package: "ZoneSweep"),
        .product(name: "ZoneModel", package: "ZoneSweep"),
        .product(name: "ZoneGeometry", package: "ZoneSweep"),
      ],
      swiftSettings: [
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("ExistentialAny"),
      ])
  ],
  swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.2
import PackageDescription

// Our own targets must build without a warning where the environment asks for it (`.ci/run` does);
// a newer compiler's new warning never stops a user's build.
let strict: [SwiftSetting] =
  Context.environment["ZONESWEEP_WARNINGS_AS_ERRORS"] == nil ? [] : [.treatAllWarnings(as: .error)]

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
  ] + strict

func library(_ name: String, _ dependencies: [Target.Dependency], data: [String] = []) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: data.map { .embedInCode("Data/\($0)") },
    swiftSettings: settings)
}

/// Tables compiled into the program, so that it stays one file; a user can replace each by a file of the same form.
let dataFiles = [
  "assessment-sites.csv", "checklist.csv", "codes.csv", "crosswalk.csv", "detection.csv",
  "divisions-chaozhou.csv", "limits-example.csv", "service-times.csv",
  "working-calendar.csv",
]

func tests(
  of name: String, _ dependencies: [Target.Dependency] = [], excluding folders: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.target(name: name), "TestSupport"] + dependencies,
    exclude: folders,
    swiftSettings: settings)
}

/// GRDB, and SQLite's own interface, which it brings along.
let database: [Target.Dependency] = [
  .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
]

let package = Package(
  name: "ZoneSweep",
  products: [
    .executable(name: "zonesweep", targets: ["ZoneSweepCLI"]),
    .library(name: "ZoneGeometry", targets: ["ZoneGeometry"]),
    .library(name: "ZoneModel", targets: ["ZoneModel"]),
    .library(name: "ZoneFormats", targets: ["ZoneFormats"]),
    .library(name: "ZoneAnalysis", targets: ["ZoneAnalysis"]),
    .library(name: "SweepPlanning", targets: ["SweepPlanning"]),
    .library(name: "ZoneMaps", targets: ["ZoneMaps"]),
    .library(name: "ZoneStore", targets: ["ZoneStore"]),
    .library(name: "ZoneOperations", targets: ["ZoneOperations"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "3.12.3"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"])]),
    .systemLibrary(name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
    .systemLibrary(name: "CXlsxwriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    library("ZoneGeometry", ["CGEOS", "CPROJ"]),
    library("ZoneModel", ["ZoneGeometry"], data: dataFiles),
    library("ZoneFormats", ["ZoneModel", "ZoneGeometry", "CXlsxwriter", "CZlib"]),
    library("ZoneAnalysis", ["ZoneModel", "ZoneGeometry"]),
    library("SweepPlanning", ["ZoneModel"]),
    library("ZoneMaps", ["ZoneModel", "ZoneGeometry"]),
    library(
      "ZoneStore",
      ["ZoneFormats", "ZoneModel", "ZoneGeometry", .product(name: "Crypto", package: "swift-crypto")]
        + database),
    library(
      "ZoneOperations",
      ["ZoneAnalysis", "SweepPlanning", "ZoneMaps", "ZoneStore", "ZoneFormats", "ZoneModel", "ZoneGeometry"]),
    .executableTarget(
      name: "ZoneSweepCLI",
      dependencies: [
        "ZoneOperations", "ZoneStore", "ZoneAnalysis", "SweepPlanning", "ZoneFormats", "ZoneModel",
        "ZoneGeometry",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "SampleCity",
      dependencies: ["ZoneFormats", "ZoneModel", "ZoneGeometry"],
      swiftSettings: settings),

    .target(
      name: "TestSupport",
      dependencies: ["SweepPlanning", "ZoneFormats", "ZoneModel", "ZoneGeometry"],
      path: "Tests/TestSupport",
      swiftSettings: settings),
    tests(of: "ZoneGeometry", ["ZoneFormats"]),
    tests(of: "ZoneModel", ["ZoneGeometry"]),
    tests(of: "ZoneFormats", ["ZoneModel", "ZoneGeometry"]),
    tests(of: "ZoneAnalysis", ["ZoneFormats", "ZoneModel", "ZoneGeometry"]),
    tests(of: "SweepPlanning", ["ZoneFormats", "ZoneModel"]),
    tests(of: "ZoneMaps", ["ZoneModel", "ZoneGeometry"], excluding: ["Golden"]),
    tests(of: "ZoneStore", ["ZoneFormats", "ZoneModel", "ZoneGeometry"] + database),
    tests(
      of: "ZoneOperations",
      ["ZoneAnalysis", "SweepPlanning", "ZoneStore", "ZoneFormats", "ZoneModel", "ZoneGeometry"]),
    tests(of: "ZoneSweepCLI", ["ZoneOperations", "ZoneFormats", "ZoneModel", "ZoneGeometry"] + database),
    tests(of: "SampleCity", ["ZoneFormats", "ZoneModel", "ZoneGeometry"]),
  ],
  swiftLanguageModes: [.v6]
)

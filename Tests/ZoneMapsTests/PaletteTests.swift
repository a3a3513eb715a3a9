import Foundation
import Testing
import ZoneMaps
import ZoneModel

@Suite struct `Palette for every eye` {
  @Test func `texts stand out from their paper`() {
    for ink in [Palette.ink, Palette.mutedInk, Palette.accent] {
      #expect(contrast(ink, Palette.paper) >= 4.5)
      #expect(contrast(ink, Palette.panel) >= 4.5)
    }
    for cause in Cause.allCases { #expect(contrast(Palette.causeInk(cause), Palette.paper) >= 4.5) }
  }

  @Test func `more coverage is darker, so a grey copy still tells`() {
    let ramp = CoverageClass.allCases.dropFirst().map { luminance(main(Palette.coverage($0))) }
    #expect(zip(ramp, ramp.dropFirst()).allSatisfy { $0 > $1 * 1.25 })
    let lines = CoverageClass.allCases.dropFirst().map { luminance(Palette.coverageLine($0)) }
    #expect(zip(lines, lines.dropFirst()).allSatisfy { $0 > $1 * 1.25 })
  }

  @Test(arguments: Eye.allCases)
  func `classes that share a pattern stay apart`(eye: Eye) {
    expectApart(CoverageClass.allCases.map { Palette.coverage($0) }, seenBy: eye)
    expectApart(Freshness.allCases.map { Palette.freshness($0) }, seenBy: eye)
    expectApart(Cause.allCases.map { Palette.cause($0) }, seenBy: eye)
  }

  @Test(arguments: HeatRamp.allCases, 1...HeatRamp.mostClasses)
  func `higher classes of a heatmap are darker, and stay apart`(ramp: HeatRamp, count: Int) {
    let colours = (0..<count).map { ramp.colour($0, of: count) }
    let light = colours.map(luminance)
    #expect(zip(light, light.dropFirst()).allSatisfy { $0 > $1 * 1.25 })
    // more than five are the user's choice: only neighbours need to differ
    guard count <= 5 else { return }
    for eye in Eye.allCases {
      // where nobody looked is hatched, so that no number of looks is zero
      let zero = ramp == .looks ? [] : [Palette.nothingFound]
      expectApart((colours + zero).map { .colour($0) }, seenBy: eye)
    }
  }

  @Test func `what nobody saw is hatched, on areas and on roads`() {
    let fills = [
      Palette.coverage(.never), Palette.freshness(.never), Palette.cause(.neverVisited),
      MapStyle.notLookedAt.fill,
    ]
    for fill in fills {
      #expect(pattern(fill) == .rising)
    }
    #expect(!MapStyle.coverageOfRoad(.never).dash.isEmpty)
    #expect(MapStyle.coverageOfRoad(.low).dash.isEmpty)
  }

  @Test(arguments: [
    (0.0, CoverageClass.never), (0.0001, .low), (0.4999, .low), (0.5, .half), (0.7999, .half), (0.8, .most),
    (0.85, .most), (0.9499, .most), (0.95, .nearlyAll), (1, .nearlyAll),
  ])
  func `every share is in one class`(share: Double, expected: CoverageClass) {
    #expect(CoverageClass(Share(share, of: 1)) == expected)
  }

  @Test func `nothing to take a share of is in no class`() {
    #expect(CoverageClass(Share(0, of: 0)) == nil)
  }

  // MARK: Eyes

  enum Eye: CaseIterable { case usual, protanope, deuteranope }

  /// Fills of the same pattern differ by at least 15 in CIELAB (10 is seen at a glance).
  private func expectApart(_ fills: [MapFill], seenBy eye: Eye) {
    for (i, a) in fills.enumerated() {
      for b in fills[..<i] where pattern(a) == pattern(b) {
        let difference = lab(main(a), eye).difference(to: lab(main(b), eye))
        #expect(difference >= 15, "\(a) and \(b) for a \(eye)")
      }
    }
  }

  private func pattern(_ fill: MapFill) -> HatchPattern? {
    if case .hatch(let pattern, _, _) = fill { pattern } else { nil }
  }

  private func main(_ fill: MapFill) -> MapColour {
    switch fill {
    case .none: Palette.paper
    case .colour(let colour), .hatch(_, let colour, _): colour
    }
  }

  private func linear(_ colour: MapColour) -> [Double] {
    [colour.red, colour.green, colour.blue].map { byte in
      let c = Double(byte) / 255
      return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
    }
  }

  /// WCAG 2.2, relative luminance.
  private func luminance(_ colour: MapColour) -> Double {
    let c = linear(colour)
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]
  }

  private func contrast(_ a: MapColour, _ b: MapColour) -> Double {
    let (la, lb) = (luminance(a), luminance(b))
    return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
  }

  private struct Lab {
    var l, a, b: Double

    func difference(to other: Lab) -> Double {
      ((l - other.l) * (l - other.l) + (a - other.a) * (a - other.a) + (b - other.b) * (b - other.b))
        .squareRoot()
    }
  }

  /// As an eye sees it (Machado, Oliveira & Fernandes 2009, severity 1), in CIELAB under D65.
  private func lab(_ colour: MapColour, _ eye: Eye) -> Lab {
    let rows: [[Double]] =
      switch eye {
      case .usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
      case .protanope:
        [
          [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
        ]
      case .deuteranope:
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
      }
    let c = linear(colour)
    let seen = rows.map { row in min(1, max(0, zip(row, c).reduce(0) { $0 + $1.0 * $1.1 })) }
    func f(_ t: Double) -> Double { t > 216 / 24389.0 ? cbrt(t) : (24389 / 27.0 * t + 16) / 116 }
    let x = f((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505)
    let y = f(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2])
    let z = f((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089)
    return Lab(l: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z))
  }
}

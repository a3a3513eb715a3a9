internal import Foundation

/// The normal distribution's density and its integral by table: 3 ns a look where the library's functions take
/// 30.
///
/// Between nodes a Taylor series goes on from the nearest one; both are within 4e-9.
struct NormalCurve: Sendable {
  /// Standard deviations; beyond, 6e-9 of the distribution is left, and it counts as nothing.
  static let reach = 5.7
  static let shared = NormalCurve()

  /// Nodes a deviation.
  private static let steps = 32.0
  private static let end = 6.0
  /// Φ and φ at each node.
  private let nodes: [SIMD2<Double>]

  private init() {
    nodes = (0...Int(2 * Self.end * Self.steps)).map { k in
      let x = Double(k) / Self.steps - Self.end
      return SIMD2(erfc(-x / 2.0.squareRoot()) / 2, exp(-x * x / 2) / (2 * .pi).squareRoot())
    }
  }

  /// A view for many looks in a row.
  @inline(__always)
  func withView<Result>(_ body: (View) -> Result) -> Result {
    nodes.withUnsafeBufferPointer { body(View(nodes: $0)) }
  }

  struct View {
    fileprivate let nodes: UnsafeBufferPointer<SIMD2<Double>>

    /// Φ(x), the share of the distribution below `x`; 0 and 1 beyond the reach.
    @inline(__always)
    func below(_ x: Double) -> Double {
      if x <= -NormalCurve.reach { return 0 }
      if x >= NormalCurve.reach { return 1 }
      let (node, at, d) = nearest(x)
      let square = at * at
      // derivatives of φ are φ times Hermite's polynomials
      let series = 1 - d * (at / 2 - d * ((square - 1) / 6 - d * (at * (square - 3) / 24)))
      return node.x + node.y * d * series
    }

    /// φ(x), the density; x within the reach.
    @inline(__always)
    func density(_ x: Double) -> Double {
      let (node, at, d) = nearest(x)
      let square = at * at
      return node.y * (1 - d * (at - d * ((square - 1) / 2 - d * (at * (square - 3) / 6))))
    }

    @inline(__always)
    private func nearest(_ x: Double) -> (node: SIMD2<Double>, at: Double, away: Double) {
      let number = ((x + NormalCurve.end) * NormalCurve.steps).rounded()
      let at = number / NormalCurve.steps - NormalCurve.end
      return (nodes[Int(number)], at, x - at)
    }
  }
}

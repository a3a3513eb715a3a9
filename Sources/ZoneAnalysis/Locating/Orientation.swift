/// A corner of a boundary, in whatever unit the boundaries are drawn in.
struct Vertex: BitwiseCopyable, Equatable {
  var x: Double
  var y: Double
}

/// On which side of a line a point lies, decided exactly.
///
/// The quick answer is used when its error bound proves it; else the determinant is summed without any
/// rounding. Exact as long as no product leaves the range of `Double`: coordinates that are 0 or between
/// 1e-140 and 1e140 in size.
///
/// - Source: Shewchuk: Adaptive precision floating-point arithmetic and fast robust geometric predicates
///   (1997), the bound of its first stage and GROW-EXPANSION.
enum Orientation {
  /// Above 0 when (x, y) lies left of the line from `a` to `b`, below 0 when right, 0 when on it.
  @inline(__always)
  static func of(_ a: Vertex, _ b: Vertex, _ x: Double, _ y: Double) -> Double {
    let left = (a.x - x) * (b.y - y)
    let right = (a.y - y) * (b.x - x)
    let determinant = left - right
    if abs(determinant) >= 3.330_669_073_875_471_6e-16 * (abs(left) + abs(right)) { return determinant }
    return exact(a, b, x, y)
  }

  /// The same without a filter: the sum of six products, each held as product and rounding error.
  @inline(never)
  static func exact(_ a: Vertex, _ b: Vertex, _ x: Double, _ y: Double) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 12) { terms in
      // not overlapping, ascending in size, so that the last has the sign of the sum
      var count = 0
      func add(_ term: Double) {
        var carry = term
        var kept = 0
        for index in 0..<count {
          let (sum, error) = exactSum(carry, terms[index])
          if error != 0 {
            terms[kept] = error
            kept += 1
          }
          carry = sum
        }
        if carry != 0 {
          terms[kept] = carry
          kept += 1
        }
        count = kept
      }
      func addProduct(_ p: Double, _ q: Double) {
        let product = p * q
        add((-product).addingProduct(p, q))
        add(product)
      }
      addProduct(a.x, b.y)
      addProduct(-a.y, b.x)
      addProduct(b.x, y)
      addProduct(-b.y, x)
      addProduct(x, a.y)
      addProduct(-y, a.x)
      return count == 0 ? 0 : terms[count - 1]
    }
  }

  /// The rounded sum and what rounding took from it (Knuth's TWO-SUM).
  @inline(__always)
  private static func exactSum(_ p: Double, _ q: Double) -> (sum: Double, error: Double) {
    let sum = p + q
    let virtual = sum - p
    return (sum, (p - (sum - virtual)) + (q - virtual))
  }
}

/// Counts how often a ray to the right of one point crosses edges; odd is inside.
///
/// - Source: `RayCrossingCounter` of GEOS, whose cases these are.
struct RayCrossings {
  var isOdd = false
  var isOnEdge = false

  @inline(__always)
  mutating func count(_ a: Vertex, _ b: Vertex, _ x: Double, _ y: Double) {
    if a.x < x, b.x < x { return }
    if (a.y > y) != (b.y > y) {
      let side = Orientation.of(a, b, x, y)
      if side == 0 { isOnEdge = true } else if (side > 0) == (b.y > a.y) { isOdd.toggle() }
    } else if b.y == y {
      if b.x == x || (a.y == y && min(a.x, b.x) <= x && x <= max(a.x, b.x)) { isOnEdge = true }
    }
  }

  var isCovered: Bool { isOdd || isOnEdge }
}

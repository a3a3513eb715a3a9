/// How many sites each stratum of a draw gets.
public enum SiteAllocation {
  /// In proportion to the strata's units, at least one each where the total allows; whole numbers by largest
  /// remainder, equal ones to the earlier stratum.
  ///
  /// - Returns: one number a stratum, none above its units; they add up to the total or to all units.
  public static func proportional(_ total: Int, among units: [Int]) -> [Int] {
    let least = units.map { total >= units.count ? min(1, $0) : 0 }
    let rest = zip(units, least).map { $0 - $1 }
    let all = rest.reduce(0, +)
    let left = min(all, max(0, total - least.reduce(0, +)))
    guard all > 0 else { return least }
    var shares = rest.map { left * $0 / all }
    let order = rest.indices.sorted { a, b in
      let (first, second) = (left * rest[a] % all, left * rest[b] % all)
      return first != second ? first > second : a < b
    }
    for stratum in order.prefix(left - shares.reduce(0, +)) { shares[stratum] += 1 }
    return zip(shares, least).map { $0 + $1 }
  }

  /// The same number for each stratum as far as it has units; what is left over goes round once more.
  public static func equal(_ total: Int, among units: [Int]) -> [Int] {
    var shares = units.map { _ in 0 }
    var left = min(total, units.reduce(0, +))
    while left > 0 {
      for stratum in units.indices where left > 0 && shares[stratum] < units[stratum] {
        shares[stratum] += 1
        left -= 1
      }
    }
    return shares
  }
}

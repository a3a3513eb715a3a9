internal import ZoneAnalysis
internal import ZoneFormats
internal import ZoneModel

extension HeatWords {
  /// What the figures mean: numerator, denominator, what is not shown, how classes are made, in which plane.
  func remarks(_ classes: HeatClasses) -> [Phrase] {
    var remarks = [definition(classes)]
    if map.options.measure == .rate, !classes.unseen.isEmpty { remarks.append(withoutRate(classes)) }
    if map.options.smooths { remarks.append(smoothing) }
    if map.options.smooths, hasOneValue(classes) { remarks.append(chance) }
    remarks.append(left)
    remarks.append(classes.isGiven ? givenClasses : classes.sharing == .sum ? equalSums : equalClasses)
    remarks.append(plane)
    return remarks
  }

  private var isByZone: Bool { map.zones != nil }

  private func definition(_ classes: HeatClasses) -> Phrase {
    switch map.options.measure {
    case .rate: return rate(classes)
    case .observations:
      return isByZone
        ? Phrase(
          "Shown: observations of each zone (visits, tracks, inspectors' findings), each once; no denominator.",
          zh: "数值：各区域的检查次数（到访、轨迹和检查人员发现的问题），每条在每个区域计一次；无分母。")
        : Phrase(
          "Shown: observations in each cell (visits, tracks, inspectors' findings); a track counts once in every cell it passes; no denominator.",
          zh: "数值：各格内的检查次数（到访、轨迹和检查人员发现的问题）；一条轨迹在经过的每格各计一次；无分母。")
    case .findings: return findings
    }
  }

  private var findings: Phrase {
    if let kernel = map.options.kernel {
      let metres = PropertyValue.text(of: kernel)
      return Phrase(
        "Shown: findings per km² at each cell's middle, seen through a quartic kernel of \(metres) m (Silverman 1986).",
        zh: "数值：各格中心处每平方公里的问题数，按带宽 \(metres) 米的四次核估计（Silverman 1986）。")
    }
    return isByZone
      ? Phrase(
        "Shown: findings in each zone or on its edge; a finding in several zones counts in each; no denominator.",
        zh: "数值：落在各区域内（含边界）的问题数；同属多个区域的问题在每个区域各计一次；无分母。")
      : Phrase(
        "Shown: findings in each cell, its western and southern edge included; no denominator. They tell where problems were found, not where people looked.",
        zh: "数值：各格内（含西边和南边）的问题数；无分母。它反映发现问题的地方，不反映查过哪里。")
  }

  /// The rate of all places somebody looked at together.
  private func rate(_ classes: HeatClasses) -> Phrase {
    let seen = classes.members.map { map.cells[$0] }.filter { ($0.observations ?? 0) > 0 }
    let found = seen.reduce(0) { $0 + $1.count }
    let looks = seen.reduce(0) { $0 + ($1.observations ?? 0) }
    let all = looks > 0 ? HeatNumber.text(Double(found) / Double(looks)) : "—"
    let place = isByZone ? Phrase("zone", zh: "区域") : Phrase("cell", zh: "格")
    return Phrase(
      "Rate: findings ÷ observations of the same \(place.english). All somebody looked at together: \(grouped(found)) findings ÷ \(grouped(looks)) observations = \(all); an observation counts in every \(place.english) it touches.",
      zh:
        "问题率 = 同一\(place.chinese)内问题数 ÷ 检查次数。查过的合计：问题 \(grouped(found)) 处 ÷ 检查 \(grouped(looks)) 次 = \(all)；一条检查记录在所及的每\(place.chinese)各计一次。"
    )
  }

  private func withoutRate(_ classes: HeatClasses) -> Phrase {
    let found = classes.unseen.reduce(0) { $0 + map.cells[$1].count }
    let counted = counted(classes.unseen.count)
    return Phrase(
      "Hatched: \(counted.english) with \(grouped(found)) findings where nobody looked; without a denominator there is no rate, and it is not zero.\(isByZone ? "" : " Blank ground has neither a finding nor an observation.")",
      zh:
        "斜线：\(counted.chinese)，有 \(grouped(found)) 处问题但无人检查；没有分母就没有问题率，不等于零。\(isByZone ? "" : "空白处既无问题也无检查记录。")"
    )
  }

  private var smoothing: Phrase {
    Phrase(
      "Rates are smoothed: shrunk towards the mean of \(isByZone ? "the zone's kind" : "all cells"), the further the fewer the observations (empirical Bayes, Marshall 1991).",
      zh: "问题率已平滑：向\(isByZone ? "同类区域" : "全部网格")平均值收缩，检查越少收缩越多（经验贝叶斯，Marshall 1991）。")
  }

  /// Whether smoothing has left no difference between places.
  private func hasOneValue(_ classes: HeatClasses) -> Bool {
    let values = classes.members.compactMap { map.cells[$0].smoothed }
    guard values.count > 1, let low = values.min(), let high = values.max() else { return false }
    return high - low <= 1e-9 * max(1, high)
  }

  private var chance: Phrase {
    Phrase(
      "Their differences are no larger than chance alone gives, so that all are shrunk to the mean.",
      zh: "各处差异不超过偶然波动，因此全部收缩到平均值。")
  }

  /// What was counted and what was not.
  private var left: Phrase {
    let (used, unused) = (grouped(map.used), grouped(map.unused))
    let what =
      map.options.measure == .observations
      ? Phrase("observations", zh: "检查记录") : Phrase("findings", zh: "问题")
    let why =
      isByZone
      ? Phrase("outside the dates or in no zone", zh: "不在时间范围内或不在任何区域内")
      : Phrase("outside the dates or beyond the plane", zh: "不在时间范围内或超出平面坐标系")
    return Phrase(
      "\(used) \(what.english) counted, \(unused) not (\(why.english)).",
      zh: "计入\(what.chinese) \(used) 条，未计入 \(unused) 条（\(why.chinese)）。")
  }

  private var equalClasses: Phrase {
    let place = isByZone ? Phrase("zones", zh: "区域") : Phrase("cells", zh: "格")
    return Phrase(
      "Classes of about equally many \(place.english): from the lowest value up each takes its equal share of those left, equal values together; told by the lowest and highest value in it. They differ from map to map.",
      zh: "分级：各级\(place.chinese)数大致相等，自低到高依次取剩余的等份，数值相同的归同一级；注明级内最低值和最高值。不同图的分级不同。")
  }

  private var equalSums: Phrase {
    let what =
      map.options.measure == .observations
      ? Phrase("observations", zh: "检查次数") : Phrase("findings", zh: "问题")
    return Phrase(
      "Classes that hold about equally many \(what.english): from the lowest count up each takes its equal share of the \(what.english) left, equal counts together; told by the lowest and highest count in it. They differ from map to map.",
      zh: "分级：各级合计的\(what.chinese)数大致相等，自低到高依次取剩余\(what.chinese)的等份，数值相同的归同一级；注明级内最低值和最高值。不同图的分级不同。")
  }

  private var givenClasses: Phrase {
    Phrase(
      "Classes by given limits; a value on a limit belongs to the class above it.", zh: "分级：按给定界限；等于界限的归上一级。")
  }

  private var plane: Phrase {
    guard let plane = map.plane else {
      return Phrase(
        "Drawn in an equal-area plane (metres); north is up.", zh: "按等积投影平面（米）绘制，上方为北。")
    }
    let places = places(nil)
    return Phrase(
      "Grid: \(places.english) at multiples of their size in the plane \(plane); up is that plane's north.",
      zh: "网格：\(places.chinese)，位于平面坐标系 \(plane) 中其边长的整数倍处；上方为该坐标系的北。")
  }

  /// Cells that would shrink the map to a dot.
  func outside(_ count: Int) -> Phrase {
    let counted = counted(count)
    return Phrase(
      "\(counted.english) far from all others are counted but not on this map; check their coordinates.",
      zh: "另有 \(counted.chinese)远离其他网格，已计入但未画在图上，请核对坐标。")
  }
}

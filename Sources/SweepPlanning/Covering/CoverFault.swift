public import ZoneModel

/// Why a choice of standing points or sites cannot be made.
public enum CoverFault: Error, Sendable, Hashable {
  /// Radius, share or a weight that makes no sense.
  case badNumber(member: String, value: Double)
  /// A ring of a ground with fewer than three points or a coordinate that is no number; grounds count from 0.
  case badRing(ground: Int)
  /// The samples that the radius asks for would not fit.
  case tooFine(samples: Int)
  /// A list of another length than there are sites or demands.
  case badTable(entries: Int, expected: Int)
  /// No standing point was offered.
  case noCandidate

  public static let sampleLimit = 600_000
}

extension CoverFault {
  /// What is wrong.
  public var what: Phrase {
    switch self {
    case .badNumber(let member, let value): Phrase("\(member) is \(value)", zh: "\(member) 为 \(value)")
    case .badRing(let ground):
      Phrase(
        "polygon \(ground) has a ring of fewer than three points or a coordinate that is no number",
        zh: "第 \(ground) 个多边形的环少于三个点，或坐标不是数字")
    case .tooFine(let samples):
      Phrase(
        "the ground takes \(samples) sample points at this radius, more than the \(Self.sampleLimit) that fit",
        zh: "按此半径需要 \(samples) 个采样点，超过上限 \(Self.sampleLimit)")
    case .badTable(let entries, let expected):
      Phrase("the table has \(entries) entries, not \(expected)", zh: "表中有 \(entries) 个数，应为 \(expected)")
    case .noCandidate: Phrase("there is no point to stand at", zh: "没有任何可站立的点")
    }
  }

  /// What would do.
  public var hint: Phrase {
    switch self {
    case .badNumber: Phrase("write a finite number above 0; a share at most 1", zh: "请填写大于 0 的有限数值；比例不超过 1")
    case .badRing: Phrase("check the polygon's rings", zh: "请检查多边形的环")
    case .tooFine: Phrase("choose a larger radius or fewer polygons", zh: "请用更大的半径，或减少多边形")
    case .badTable: Phrase("write one row for each site", zh: "每个候选点应有一行")
    case .noCandidate: Phrase("offer points or a wider polygon to stand in", zh: "请提供可站立的点或更大的范围")
    }
  }
}

internal import ZoneModel

/// What the `status` of a finding says.
enum FindingStatus: Hashable {
  case open
  /// Put right, whether or not somebody has verified it.
  case closed
  /// A word that is in neither list, or none.
  case unknown

  init(_ text: String?) {
    let word = (text ?? "").foldedForComparison
    if Self.closedWords.contains(word) {
      self = .closed
    } else {
      self = Self.openWords.contains(word) ? .open : .unknown
    }
  }

  // 已核实 is in neither: it means "confirmed to be wrong" in some cities and "confirmed to be right" in others
  private static let closedWords: Set<String> = [
    "closed", "verified", "resolved", "rectified", "fixed", "done", "已整改", "已完成整改", "整改完成", "整改到位",
    "已核查", "已结案", "结案", "已销号", "销号", "已办结", "办结", "已完成", "已关闭",
  ]
  private static let openWords: Set<String> = [
    "open", "new", "reported", "filed", "dispatched", "in_work", "handled", "void", "待整改", "未整改", "整改中",
    "待处理", "处理中", "已上报", "已立案", "已派遣", "已处置", "待核查", "未结案", "未销号", "已作废",
  ]
}

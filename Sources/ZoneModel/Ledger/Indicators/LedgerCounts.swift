/// What is counted in a window, for the indicators. Each count is a whole number of cases or events.
///
/// Counts named *due…* are of cases whose time for that step ended in the window, and *…onTime* or *due…ed* are
/// among them, so that no share exceeds 1 by mixing two groups.
public struct LedgerCounts: Sendable, Hashable {
  /// 上报数.
  public var reported = 0
  /// 有效上报数: of those, filed.
  public var reportedAndFiled = 0
  /// 立案数: filed in the window.
  public var filed = 0
  /// Of those, with a time to be filed in; and within it.
  public var filedWithLimit = 0
  public var filedOnTime = 0
  /// Of those, void later.
  public var filedAndVoid = 0
  /// Of those, on hold.
  public var filedAndOnHold = 0
  /// 漏报数: problems that the inspector should have reported and did not; `nil` when nobody counted them.
  public var missed: Int?
  /// 监督举报核实数: reports by the public that proved true; `nil` when nobody counted them.
  public var publicReportsConfirmed: Int?
  /// 应核实数: to be looked at before filing.
  public var dueForCheck = 0
  public var checkedOnTime = 0
  /// 应核查数: to be looked at after handling.
  public var dueForVerification = 0
  public var verifiedOnTime = 0
  /// 应派遣数.
  public var dueForDispatch = 0
  public var dispatchedOnTime = 0
  /// 应处置数.
  public var dueForHandling = 0
  public var dueHandled = 0
  public var dueHandledOnTime = 0
  /// 应结案数.
  public var due = 0
  public var dueClosed = 0
  public var dueClosedOnTime = 0
  /// 处置数: times a unit reported a case handled.
  public var handlings = 0
  /// 返工数: times handling was not accepted.
  public var reworks = 0
  /// 接收数: times a case was sent to a unit.
  public var received = 0
  /// 回退数.
  public var returns = 0
  /// Cases closed in the window, and how many of them came back since.
  public var closed = 0
  public var relapsed = 0

  public init() {}
}

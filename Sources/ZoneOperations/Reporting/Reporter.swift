public import ZoneModel

/// How far a long piece of work has come.
public struct Progress: Sendable {
  public var stage: Phrase
  public var done: Int
  public var total: Int

  public init(_ stage: Phrase, done: Int, of total: Int) {
    self.stage = stage
    self.done = done
    self.total = total
  }
}

/// Where an operation talks while it works; what it finds out goes into its result.
public struct Reporter {
  public var notice: (Notice) -> Void
  public var progress: (Progress) -> Void

  public init(
    notice: @escaping (Notice) -> Void = { _ in }, progress: @escaping (Progress) -> Void = { _ in }
  ) {
    self.notice = notice
    self.progress = progress
  }

  /// Says nothing.
  public static var silent: Reporter { Reporter() }
}

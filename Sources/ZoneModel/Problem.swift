/// The classes of failure a caller can branch on; each has one exit code in the command-line shell.
public enum ProblemClass: Sendable, Hashable {
  /// The call itself is wrong (64).
  case usage
  /// The data cannot be used (65).
  case badData
  /// An input is not there or cannot be opened (66).
  case inputMissing
  /// A service or program that is needed is not there (69).
  case unavailable
  /// A promise between our own parts was broken (70).
  case `internal`
  /// The output cannot be created (73).
  case cannotCreate
  /// Reading or writing failed, or the disk is full (74).
  case inputOutput
  /// Another process holds the file (75).
  case busy
  /// The operating system refuses (77).
  case notPermitted
}

/// A failure someone can act on: what, where, and what would do.
public struct Problem: Error, Sendable, Hashable {
  public var kind: ProblemClass
  public var what: Phrase
  /// File, line or feature number, name or id, member.
  public var place: Phrase?
  public var hint: Phrase?

  public init(_ kind: ProblemClass, _ what: Phrase, at place: Phrase? = nil, hint: Phrase? = nil) {
    self.kind = kind
    self.what = what
    self.place = place
    self.hint = hint
  }
}

/// Something the user should know although the work goes on.
public struct Notice: Sendable, Hashable {
  public var what: Phrase
  public var place: Phrase?
  public var hint: Phrase?

  public init(_ what: Phrase, at place: Phrase? = nil, hint: Phrase? = nil) {
    self.what = what
    self.place = place
    self.hint = hint
  }
}

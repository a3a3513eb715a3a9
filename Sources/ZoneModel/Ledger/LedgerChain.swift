/// Ties the ledger's events together in the order they were recorded, over all cases: a changed, missing,
/// added or moved event breaks the chain at its place.
///
/// A link is the hash of the link before it and the event's canonical bytes; the first link has nothing before
/// it. Whoever can rewrite the whole ledger can also make a new chain, and cutting off the end leaves a chain
/// that holds: compare the ``head`` and ``count`` with a copy kept or printed elsewhere.
public struct LedgerChain: Sendable {
  /// Of fixed length, such as SHA-256.
  public typealias Hash = @Sendable ([UInt8]) -> [UInt8]

  private let hash: Hash
  /// The last link; empty when there is none.
  public private(set) var head: [UInt8]
  public private(set) var count: Int

  /// A new chain, or one that goes on from a stored head.
  public init(head: [UInt8] = [], count: Int = 0, hash: @escaping Hash) {
    self.head = head
    self.count = count
    self.hash = hash
  }

  /// Adds an event; the link is to be stored with it.
  @discardableResult
  public mutating func append(_ event: CaseEvent) -> [UInt8] {
    head = hash(head + event.canonicalBytes)
    count += 1
    return head
  }

  /// Where a chain first fails.
  public struct Break: Error, Sendable, Hashable {
    /// Position in the ledger, counted from 1; one more than there are links when the end is missing.
    public var position: Int
    /// The event there; `nil` when the end is missing.
    public var caseID: String?
    public var sequence: Int?

    public init(position: Int, caseID: String? = nil, sequence: Int? = nil) {
      self.position = position
      self.caseID = caseID
      self.sequence = sequence
    }

    /// What a person is told.
    public var what: Phrase {
      guard let caseID, let sequence else {
        return Phrase("the ledger ends before link \(position)", zh: "台账在第 \(position) 条之前中断")
      }
      return Phrase(
        "link \(position) (case \(caseID), event \(sequence)) does not fit what is before it: it or something before it was changed",
        zh: "第 \(position) 条（案件 \(caseID) 第 \(sequence) 号记录）与前文不符：该条或其前记录被改动")
    }
  }

  /// Goes through stored events with their links from the beginning.
  ///
  /// - Parameter expected: the head kept elsewhere, if any.
  /// - Returns: the first place that fails; `nil` when the chain holds.
  public static func firstBreak(
    in links: some Sequence<(event: CaseEvent, link: [UInt8])>, expecting expected: [UInt8]? = nil,
    hash: @escaping Hash
  ) -> Break? {
    var chain = LedgerChain(hash: hash)
    for (event, link) in links where chain.append(event) != link {
      return Break(position: chain.count, caseID: event.caseID, sequence: event.sequence)
    }
    guard let expected, expected != chain.head else { return nil }
    return Break(position: chain.count + 1, caseID: nil, sequence: nil)
  }
}

internal import Foundation
internal import GRDB
public import ZoneModel

/// The rectification ledger of a project file: events that are only ever added, tied into a chain.
public struct LedgerStore: Sendable {
  private let database: any DatabaseWriter
  private let path: String

  /// - Parameters:
  ///   - database: holds the tables of `LedgerSchema`.
  ///   - path: what messages call it.
  init(_ database: any DatabaseWriter, path: String = "") {
    self.database = database
    self.path = path
  }

  private func read<T>(_ work: (Database) throws -> T) throws -> T {
    do { return try database.read(work) } catch { throw ProjectFile.told(error, path) }
  }

  /// Something to be recorded about a case.
  public struct Entry: Sendable {
    public var caseID: String
    public var action: CaseAction
    /// When it really happened, for a late record.
    public var happened: Instant?
    public var reason: String?

    public init(_ caseID: String, _ action: CaseAction, happened: Instant? = nil, reason: String? = nil) {
      self.caseID = caseID
      self.action = action
      self.happened = happened
      self.reason = reason
    }
  }

  /// Records entries in their order, all at one time and by one person: all of them, or none.
  ///
  /// When it returns, they are on the disk.
  ///
  /// - Returns: the cases concerned, as they are now, by the order of their first entry.
  /// - Throws: `CaseRefusal` for the first entry the rules do not allow.
  @discardableResult
  public func record(_ entries: [Entry], at time: Instant, by actor: String) throws -> [LedgerCase] {
    do {
      return try database.writeWithoutTransaction { db in
        var changed: [LedgerCase] = []
        // the head that is read is the one that is added to, whoever else has the file open
        try db.inTransaction(.immediate) {
          var recorder = try Recorder(db)
          for entry in entries { try recorder.record(entry, at: time, by: actor) }
          changed = recorder.changed.compactMap { recorder.cases[$0] }
          return .commit
        }
        return changed
      }
    } catch {
      throw ProjectFile.told(error, path)
    }
  }

  /// The case with an id; `nil` when there is none.
  public func ledgerCase(_ id: String) throws -> LedgerCase? {
    try read { db in try Self.events(of: id, db).map { try LedgerCase($0) } }
  }

  /// All cases, by id in code-point order.
  ///
  /// - Throws: `Problem(.badData)` when the chain does not hold: what was tampered with is not shown as true.
  public func cases() throws -> [LedgerCase] {
    try read { db in
      var events: [String: [CaseEvent]] = [:]
      let found = try Self.walk(db) { row in events[row.event.caseID, default: []].append(row.event) }
      if let found { throw Self.tampered(found) }
      return try events.sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }.map
      {
        try LedgerCase($0.value)
      }
    }
  }

  /// How many events there are, and the chain's head in hexadecimal digits; to be kept elsewhere.
  public func head() throws -> (count: Int, head: String) {
    try read { db in
      let chain = try Self.chain(db)
      return (chain.count, Self.hexadecimal(chain.head))
    }
  }

  /// Where the chain first fails; `nil` when it holds.
  ///
  /// - Parameter expected: a head kept elsewhere, in hexadecimal digits; the chain must reach it at some link.
  public func firstBreak(reaching expected: String? = nil) throws -> LedgerChain.Break? {
    try read { db in
      var hasReached = expected == nil
      var count = 0
      let found = try Self.walk(db) { row in
        count = row.position
        if let expected, Self.hexadecimal(row.link) == expected.lowercased() { hasReached = true }
      }
      return found ?? (hasReached ? nil : LedgerChain.Break(position: count + 1))
    }
  }

  // MARK: - Rows

  /// Goes along the chain from its beginning, and stops where it first fails; `nil` when it holds.
  private static func walk(_ db: Database, _ body: (LedgerRow) -> Void) throws -> LedgerChain.Break? {
    var chain = LedgerChain(hash: LedgerDigest.sha256)
    let rows = try Row.fetchCursor(
      db, sql: "SELECT \(LedgerRow.columns) FROM zonesweep_events ORDER BY position")
    while let row = try rows.next() {
      guard let found = try? LedgerRow(row) else { return damaged(row, at: chain.count + 1) }
      guard found.position == chain.count + 1, chain.append(found.event) == found.link else {
        return LedgerChain.Break(
          position: found.position, caseID: found.event.caseID, sequence: found.event.sequence)
      }
      body(found)
    }
    return nil
  }

  fileprivate static func events(of id: String, _ db: Database) throws -> [CaseEvent]? {
    let statement = try db.cachedStatement(
      sql: "SELECT \(LedgerRow.columns) FROM zonesweep_events WHERE case_id = ? ORDER BY sequence")
    let rows = try Row.fetchAll(statement, arguments: [id])
    return rows.isEmpty ? nil : try rows.map { try sound($0).event }
  }

  /// The chain as the last row leaves it.
  fileprivate static func chain(_ db: Database) throws -> LedgerChain {
    let last = try Row.fetchOne(
      db, sql: "SELECT position, link FROM zonesweep_events ORDER BY position DESC LIMIT 1")
    guard let last else { return LedgerChain(hash: LedgerDigest.sha256) }
    let link: Data = try last.decode(forColumn: "link")
    return LedgerChain(
      head: [UInt8](link), count: try last.decode(forColumn: "position"), hash: LedgerDigest.sha256)
  }

  private static func sound(_ row: Row) throws -> LedgerRow {
    do {
      return try LedgerRow(row)
    } catch let damage as LedgerRow.Damage {
      throw Problem(
        .badData,
        Phrase("row \(damage.position) of the ledger is damaged", zh: "台账第 \(damage.position) 行已损坏"),
        hint: Phrase(
          "zonesweep project check tells what can be saved", zh: "请用 zonesweep project check 查看可恢复的内容"))
    }
  }

  /// A row that is no event, or says something else than its event; named by what it says of itself.
  private static func damaged(_ row: Row, at position: Int) -> LedgerChain.Break {
    let id = try? row.decode(String.self, forColumn: "case_id")
    let sequence = try? row.decode(Int.self, forColumn: "sequence")
    return LedgerChain.Break(position: position, caseID: id ?? "?", sequence: sequence ?? 0)
  }

  private static func tampered(_ found: LedgerChain.Break) -> Problem {
    Problem(
      .badData,
      Phrase(
        "the ledger was damaged or changed: \(found.what.english)", zh: "台账已损坏或被改动：\(found.what.chinese)"),
      hint: Phrase(
        "restore a backup; zonesweep project check tells more", zh: "请恢复备份；zonesweep project check 可查看详情"))
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { String(format: "%02x", $0) }.joined()
  }
}

/// Adds events within one transaction.
private struct Recorder {
  private let db: Database
  private var chain: LedgerChain
  private let insertion: Statement
  var cases: [String: LedgerCase] = [:]
  /// Ids of the cases changed, by first change.
  var changed: [String] = []
  private var isChanged: Set<String> = []

  init(_ db: Database) throws {
    self.db = db
    chain = try LedgerStore.chain(db)
    insertion = try db.makeStatement(
      sql: "INSERT INTO zonesweep_events (\(LedgerRow.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
  }

  mutating func record(_ entry: LedgerStore.Entry, at time: Instant, by actor: String) throws {
    let id = entry.caseID
    if cases[id] == nil, let events = try LedgerStore.events(of: id, db) {
      cases[id] = try LedgerCase(events)
    }
    let event = CaseEvent(
      caseID: id, sequence: (cases[id]?.state.lastSequence ?? 0) + 1, time: time, happened: entry.happened,
      actor: actor, action: entry.action, reason: entry.reason)
    if cases[id] == nil {
      cases[id] = try LedgerCase(opening: event)
    } else {
      try cases[id]?.append(event)
    }
    if isChanged.insert(id).inserted { changed.append(id) }
    let link = chain.append(event)
    try insertion.execute(arguments: LedgerRow(position: chain.count, event: event, link: link).arguments)
  }
}

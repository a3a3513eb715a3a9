import TestSupport
import Testing
import ZoneModel

@Suite struct `Laws of the ledger` {
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `any interleaving of events gives a legal state or a refusal, and replay remembers`(
    seed: UInt64
  ) throws {
    var random = SeededRandom(seed: seed)
    var made = try Sample.ledgerCase()
    var remembered = [(made.state.lastTime, made.state)]
    var refusals = 0
    for _ in 0..<150 {
      let before = made
      let event = Sample.randomEvent(after: made, using: &random)
      let refused = refusal { () throws(CaseRefusal) in try made.append(event) }
      if let refused {
        refusals += 1
        #expect(made == before, "a refusal changes nothing; seed \(seed)")
        #expect(refused.possible == before.state.possibleActions)
        #expect(!refused.what.english.isEmpty && !refused.what.chinese.isEmpty)
      } else {
        #expect(before.state.possibleActions.contains(event.action.name), "seed \(seed)")
        remembered.append((made.state.lastTime, made.state))
      }
      check(made.state)
    }
    #expect(refusals > 0 && remembered.count > 20, "seed \(seed) tries both")
    for (index, (time, state)) in remembered.enumerated() {
      let isLastOfItsTime = index + 1 == remembered.count || remembered[index + 1].0 > time
      if isLastOfItsTime { #expect(made.state(asOf: time) == state, "seed \(seed)") }
    }
    #expect(made.state(asOf: at("2026-11-25 07:59")) == nil)
    #expect(try LedgerCase(made.events) == made)
  }

  private func check(_ state: CaseState) {
    #expect((state.closedAt != nil) == (state.stage == .closed))
    #expect((state.handledAt != nil) == [.handled, .closed].contains(state.stage))
    #expect(state.assignment != nil || [.reported, .filed, .void].contains(state.stage))
    #expect(!state.isOnHold || [.filed, .dispatched, .inWork].contains(state.stage))
    #expect(state.stageSince <= state.lastTime)
    #expect(zip(state.pauses, state.pauses.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
    #expect((state.dispatchedAt != nil) == [.dispatched, .inWork, .handled, .closed].contains(state.stage))
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `canonical bytes read back as the same event, and different events differ`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let made = try Sample.ledgerCase()
    var seen: [[UInt8]: CaseEvent] = [:]
    for _ in 0..<200 {
      let event = Sample.randomEvent(after: made, using: &random)
      let bytes = event.canonicalBytes
      #expect(CaseEvent(canonicalBytes: bytes) == event, "seed \(seed)")
      #expect(seen[bytes] == nil || seen[bytes] == event)
      seen[bytes] = event
      var damaged = bytes
      damaged[Int.random(in: 0..<bytes.count, using: &random)] ^= 1
      #expect(CaseEvent(canonicalBytes: damaged) != event)
      #expect(CaseEvent(canonicalBytes: bytes.dropLast()) == nil)
    }
  }

  @Test func `canonical bytes are written down`() {
    let event = CaseEvent(
      caseID: "潮-1", sequence: 3, time: 1_764_036_000.0004, happened: 1_764_000_000, actor: "张三",
      action: .dispatch(CaseAssignment(unit: "环卫所", leader: "李四")), reason: "a:1\nb")
    let expected = """
      zonesweep-event-1
      case 5:潮-1
      sequence 1:3
      time 13:1764036000000
      happened 13:1764000000000
      actor 6:张三
      action 8:dispatch
      unit 9:环卫所
      leader 6:李四
      reason 5:a:1
      b

      """
    #expect(String(decoding: event.canonicalBytes, as: UTF8.self) == expected)
  }
}

@Suite struct `Ledger chain` {
  private func links(_ count: Int) throws -> [(event: CaseEvent, link: [UInt8])] {
    var chain = LedgerChain(hash: Sample.hash)
    return try (1...count).map { number in
      let event = try Sample.ledgerCase(id: "C\(number)").events[0]
      return (event, chain.append(event))
    }
  }

  @Test func `an untouched chain holds`() throws {
    let links = try links(20)
    #expect(LedgerChain.firstBreak(in: links, expecting: links.last?.link, hash: Sample.hash) == nil)
  }

  @Test(arguments: 0..<20)
  func `a changed, missing or moved event is named where it stands`(at: Int) throws {
    var changed = try links(20)
    changed[at].event.actor = "别人"
    #expect(LedgerChain.firstBreak(in: changed, hash: Sample.hash)?.position == at + 1)
    #expect(LedgerChain.firstBreak(in: changed, hash: Sample.hash)?.caseID == "C\(at + 1)")
    var missing = try links(20)
    missing.remove(at: at)
    let head = try links(20).last?.link
    #expect(LedgerChain.firstBreak(in: missing, expecting: head, hash: Sample.hash)?.position == at + 1)
    if at < 19 {
      var moved = try links(20)
      moved.swapAt(at, at + 1)
      #expect(LedgerChain.firstBreak(in: moved, hash: Sample.hash)?.position == at + 1)
    }
  }

  @Test func `a chain goes on from its stored head`() throws {
    let links = try links(6)
    var rest = LedgerChain(head: links[2].link, count: 3, hash: Sample.hash)
    #expect(links[3...].map { rest.append($0.event) } == links[3...].map(\.link))
    #expect(rest.count == 6)
  }
}

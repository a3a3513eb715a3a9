import Testing
import ZoneFormats
import ZoneGeometry
import ZoneModel

@testable import ZoneOperations

@Suite struct `Items as skills` {
  private static let checklist = Checklist(items: [
    ChecklistItem(code: "A1", name: Phrase("a", zh: "甲"), kinds: .only([.compound])),
    ChecklistItem(code: "B1", name: Phrase("b", zh: "乙"), kinds: .only([.compound])),
  ])

  /// C1 was looked at, without an item.
  private func small(_ teams: [String]) throws -> SmallPlan {
    var small = try SmallPlan()
    let visit = try small.files.collection(
      "seen.geojson",
      [(try small.site.point(20, 20), "{\"time\":\"2026-08-30T09:00:00+08:00\",\"inspector\":\"Lin\"}")])
    small.input.observations.append(visit)
    small.options.stops.causes = [.itemNotChecked]
    small.survey.checklist = Self.checklist
    small.options.teams = try small.teams(
      teams.enumerated().map { try small.team("T\($0 + 1)", $1) })
    return small
  }

  @Test func `the items missing on the ground are asked of the team`() throws {
    let planned = try small(["\"skills\":[\"A1\",\"B1\",\"C1\"]"]).planned()
    #expect(planned.stops.sites.map(\.items) == [["A1", "B1"]] && planned.leftOut.isEmpty)
    #expect(planned.task(at: planned.stops.sites[0]).chinese.contains("项目 A1 甲、B1 乙"))
  }

  @Test func `a team without skills can look at everything`() throws {
    #expect(try small([""]).planned().leftOut.isEmpty)
    #expect(try small(["\"skills\":[]"]).planned().leftOut.isEmpty)
  }

  @Test func `items nobody has are the reason`() throws {
    let planned = try small(["\"skills\":[\"C1\"]"]).planned()
    #expect(planned.leftOut.map(\.reason) == [.skill(["A1", "B1"])])
  }

  @Test func `teams with some of the items each share a stop`() throws {
    let planned = try small(["\"skills\":[\"A1\"]", "\"skills\":[\"B1\"]"]).planned()
    #expect(planned.stops.sites.map(\.id).sorted() == ["C1-item_not_checked-1", "C1-item_not_checked-1#2"])
    #expect(planned.rounds.map(\.visits.count) == [1, 1] && planned.leftOut.isEmpty)
    // what it shows is not counted twice
    #expect(abs(planned.plannedGain - planned.stops.ground) < 0.2 * planned.stops.ground)
    #expect(planned.plannedGain <= planned.stops.ground + 1)
  }

  @Test func `of a shared stop only the part that nobody has is left out`() throws {
    let planned = try small(["\"skills\":[\"A1\"]"]).planned()
    #expect(planned.leftOut.map(\.reason) == [.skill(["B1"])] && planned.rounds[0].visits.count == 1)
  }

  @Test func `a stop without items does not show what is missing of items`() throws {
    var small = try small([""])
    small.options.stops.causes = [.itemNotChecked, .neverVisited, .unseenPart]
    let planned = try small.planned()
    let site = try #require(planned.stops.sites.first { $0.serves.contains("C1-item_not_checked-1") })
    #expect(site.items == ["A1", "B1"])
  }
}

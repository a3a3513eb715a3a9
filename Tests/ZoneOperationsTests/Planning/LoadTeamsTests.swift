import Testing
import ZoneGeometry
import ZoneModel
import ZoneOperations

@Suite struct `Reading teams` {
  private func teams(_ text: String, name: String = "teams.json") throws -> [InspectionTeam] {
    let files = try SmallFiles()
    // its folder goes with it
    return try withExtendedLifetime(files) { try loadTeams(files.write(name, text)) }
  }

  private func fault(_ text: String) -> String {
    do {
      _ = try teams(text)
      return "no fault"
    } catch let problem as Problem {
      return "\(problem.what.english) | \(problem.place?.english ?? "")"
    } catch {
      return "\(error)"
    }
  }

  @Test func `what is not said is usual`() throws {
    let team = try teams("[{\"id\":\"T1\",\"base\":[116.6,23.6]}]")[0]
    #expect(team.shift == 8 * 3600...17 * 3600 && team.speed == 15 && team.end == .base && team.zones.isEmpty)
  }

  @Test func `everything that can be said is read`() throws {
    let team = try teams(
      """
      [{"id":7,"name":"一组","base":[116.6,23.6],"end":[116.7,23.7],"shift":["20:00","26:00"],
        "breaks":[["22:00","22:30"],["05:00","06:00"]],"skills":["a","b"],"zones":["445102"],"speed_kmh":4.5,
        "members":["林"]}]
      """)[0]
    #expect(team.id == "7" && team.title == "一组" && team.shift == 20 * 3600...26 * 3600)
    #expect(team.breaks == [22 * 3600...22.5 * 3600], "a break outside the shift is none")
    #expect(
      team.skills == ["a", "b"] && team.zones == ["445102"] && team.members == ["林"] && team.speed == 4.5)
    #expect(try teams("[{\"id\":\"a\",\"base\":[1,2],\"end\":null}]")[0].end == .open)
  }

  @Test func `a member nobody reads is told once, with the one that may be meant`() throws {
    let files = try SmallFiles()
    var notices: [Notice] = []
    let team = "\"base\":[1,2],\"shfit\":[\"09:00\",\"10:00\"],\"colour\":1,\"note\":\"n\"}"
    let path = try files.write("t.json", "[{\"id\":\"a\",\(team),{\"id\":\"b\",\(team)]")
    _ = try loadTeams(path) { notices.append($0) }
    #expect(
      notices.map(\.what.english) == [
        "the member colour of a team is not read", "the member shfit of a team is not read",
      ])
    #expect(notices[1].hint?.english == "did you mean shift?")
    #expect(notices[0].hint?.english.contains("speed_kmh") == true)
  }

  @Test func `members may have Chinese names`() throws {
    let team = try teams(
      "编号,名称,出发地,班次,辖区,成员\nT1,一组,\"116.6,23.6\",08:00 - 12:00,S1,林；王\n", name: "teams.csv")[0]
    #expect(team.title == "一组" && team.shift.upperBound == 12 * 3600 && team.members == ["林", "王"])
  }

  @Test func `a spreadsheet may have the base in two columns`() throws {
    let all = try teams(
      "小组编号,小组名称,经度,纬度,工作时间,午休\nT1,一组,116.6466,23.6681,8：00-17:30,12:00-14:00\nT2,二组,116.6,23.6,,\n",
      name: "teams.csv")
    #expect(all.map(\.base) == [LonLat(116.6466, 23.6681), LonLat(116.6, 23.6)])
    #expect(all[0].shift == 8 * 3600...17.5 * 3600 && all[0].breaks == [12 * 3600...14 * 3600])
    #expect(throws: Problem.self) {
      try teams("id,lon,lat\nT1,23.66,116.6\n", name: "teams.csv")
    }
  }

  @Test func `CSV does as well`() throws {
    let team = try teams(
      "id,base,shift,zones,speed_kmh,end\nT1,\"116.6,23.6\",08:00-12:00,S1;S2,12,open\n", name: "teams.csv")[
        0]
    #expect(team.base.lon == 116.6 && team.shift.upperBound == 12 * 3600)
    #expect(team.zones == ["S1", "S2"] && team.end == .open)
  }

  @Test(arguments: [
    ("[]", "there is no team"),
    ("{\"id\":\"T1\"}", "one JSON object"),
    ("[{\"base\":[1,2]}]", "has no id"),
    ("[{\"id\":\"a\"}]", "team a has no base"),
    ("[{\"id\":\"a\",\"base\":[1]}]", "base is [1], not"),
    ("[{\"id\":\"a\",\"base\":[200,2]}]", "not [longitude, latitude]"),
    ("[{\"id\":\"a\",\"base\":[1,2]},{\"id\":\"a\",\"base\":[1,2]}]", "two teams have the id a"),
    ("[{\"id\":\"a\",\"base\":[1,2],\"shift\":[\"17:00\",\"08:00\"]}]", "not after it begins at 17:00"),
    ("[{\"id\":\"a\",\"base\":[1,2],\"shift\":[\"08:00\"]}]", "not pairs of times"),
    ("[{\"id\":\"a\",\"base\":[1,2],\"shift\":[8,17]}]", "not pairs of times"),
    ("[{\"id\":\"a\",\"base\":[1,2],\"shift\":[\"08:00\",\"12:00\",\"14:00\",\"17:00\"]}]", "has 2 shifts"),
    ("[{\"id\":\"a\",\"base\":[1,2],\"shift\":[\"-1:00\",\"9:00\"]}]", "not pairs of times"),
    ("[{\"id\":\"a\",\"base\":[1,2],\"shift\":\"-1:00-9:00\"}]", "not pairs of times"),
    ("[{\"id\":\"a\",\"base\":[1,2],\"shift\":[\"25:00\",\"26:00\"]}]", "shift begins at 25:00"),
    ("[{\"id\":\"a\",\"base\":[1,2],\"shift\":[\"08:00\",\"25:00\"]}]", "from the morning into the next day"),
    (
      "[{\"id\":\"a\",\"base\":[1,2],\"breaks\":[[\"12:00\",\"13:00\"],[\"12:30\",\"14:00\"]]}]",
      "breaks overlap: 12:00-13:00 and 12:30-14:00"
    ),
    ("[{\"id\":\"a\",\"base\":[1,2],\"breaks\":[[\"13:00\",\"12:00\"]]}]", "breaks ends at 12:00"),
    ("[{\"id\":\"a\",\"base\":[1,2],\"speed_kmh\":-3}]", "speed_kmh is -3"),
    ("[{\"id\":\"a\",\"base\":[1,2],\"speed_kmh\":\"fast\"}]", "speed_kmh is fast"),
  ])
  func `what makes no sense ends the work and is named`(text: String, words: String) {
    #expect(fault(text).contains(words), "\(fault(text))")
  }
}

import Testing
import ZoneModel

@Suite struct `A quarter` {
  @Test func `begins and ends at local midnight`() throws {
    let time = TimeText.shanghai
    let third = try #require(Quarter(text: "2026Q3"))
    #expect(third.window(in: time).from == time.instant("2026-07-01"))
    #expect(third.window(in: time).to == time.instant("2026-10-01"))
    let fourth = try #require(Quarter(text: "2026年第4季度"))
    #expect(fourth.window(in: time).to == time.instant("2027-01-01"))
    #expect(third.previous.window(in: time).to == third.window(in: time).from)
    #expect("\(try #require(Quarter(text: "2026Q1")).previous)" == "2025Q4")
  }

  @Test func `holds every moment of its days and no other`() {
    let time = TimeText.shanghai
    func quarter(_ text: String) -> String? {
      time.instant(text).flatMap { Quarter(containing: $0, in: time) }.map { "\($0)" }
    }
    #expect(quarter("2026-07-01") == "2026Q3")
    #expect(quarter("2026-06-30T23:59:59+08:00") == "2026Q2")
    // midnight in China is still June in Greenwich
    #expect(quarter("2026-06-30T16:00:00Z") == "2026Q3")
    #expect(quarter("2026-12-31T23:59:59+08:00") == "2026Q4")
    #expect(Quarter(containing: .infinity, in: time) == nil)
    #expect(Quarter(containing: .nan, in: time) == nil)
  }

  @Test(arguments: ["2026Q3", "2026q3", "2026-Q3", "2026年三季度", "2026年第三季度", "2026 年第 3 季度"])
  func `is read as people write it`(text: String) {
    #expect(Quarter(text: text) == Quarter(year: 2026, number: 3))
  }

  @Test(arguments: [
    "", "Q3", "2026", "2026Q5", "2026Q0", "2026-03", "26Q3", "2026Q3Q4", "99999999999999999999Q1",
  ])
  func `is nothing else`(text: String) { #expect(Quarter(text: text) == nil) }
}

@Suite struct `Sites of an assessment` {
  @Test func `the shipped numbers are those of the copy, and none passes for official`() throws {
    let table = AssessmentSites.shipped
    #expect(CitySize.allCases.map(table.total) == [161, 215, 267])
    let street = try #require(table.groups.first { $0.id == "streetscape" })
    #expect(street.sites == [.small: 61, .medium: 79, .large: 99])
    let roads = try #require(table.groups.first { $0.id == "main_roads" })
    #expect(roads.sites[.medium] == 12)
    #expect(table.ownSites(of: street, .medium) == 67)
    #expect(table.groups.allSatisfy { !$0.isVerified && !$0.source.isEmpty })
    // own sites of all groups add up to the whole
    for size in CitySize.allCases {
      #expect(table.groups.reduce(0) { $0 + table.ownSites(of: $1, size) } == table.total(size))
    }
  }

  @Test func `exactly half a million and two million belong to the middle`() {
    #expect(CitySize(population: 499_999) == .small)
    #expect(CitySize(population: 500_000) == .medium)
    #expect(CitySize(population: 2_000_000) == .medium)
    #expect(CitySize(population: 2_000_001) == .large)
  }

  @Test func `rows that cannot be used are told`() throws {
    let text = """
      group,name,small,medium,large,part_of,kinds
      a,甲,1,2,3,,road
      a,甲,1,2,3,,road
      b,乙,1,x,3,,road
      c,丙,1,2,3,nowhere,road
      d,丁,1,2,3,,
      """
    let (table, rejections) = try AssessmentSites.reading(Array(text.utf8), file: "t.csv")
    #expect(table.groups.map(\.id) == ["a"])
    #expect(rejections.map(\.line) == [3, 4, 5, 6])
  }
}

@Suite struct `Points of items` {
  @Test func `an item that is not listed costs one`() throws {
    let text = "条目,分值,名称\n06010,3,暴露垃圾\n06012,0.5,\n06010,9,again\nX,-1,\nY,many,\n"
    let (table, rejections) = try ItemPoints.reading(Array(text.utf8), file: "p.csv")
    #expect(table.points(of: "06010") == 3 && table.points(of: "06012") == 0.5 && table.points(of: "?") == 1)
    #expect(table.name(of: "06010") == "暴露垃圾" && table.name(of: "06012") == nil)
    #expect(rejections.count == 3)
  }
}

import Testing
import ZoneModel

@Suite struct `Service times` {
  @Test func `the built-in table says that it is an assumption`() {
    #expect(ServiceTimes.usual.head.verified == "no")
    #expect(ServiceTimes.usual.head.source.contains("assumptions"))
  }

  @Test func `are fixed minutes, minutes a hectare and the walk`() throws {
    let table = try ServiceTimes.reading(
      Array("kind,fixed_min,per_hectare_min,walk_kmh\n小区,5,6,3.6\n*,1,0,\n".utf8), file: "t.csv"
    ).table
    // 5 min + 6 min/ha × ½ ha + 100 m at 1 m/s
    #expect(table[.compound].seconds(area: 5000, walk: 100) == 300 + 180 + 100)
    #expect(table[.road].seconds(area: 5000, walk: 0) == 60)
  }

  @Test func `hours and skills are read`() throws {
    let table = try ServiceTimes.reading(
      Array("kind,fixed_min,from,to,skills\nmarket,5,06:00,11:30,SL-101;09020\n".utf8), file: "t.csv"
    ).table
    #expect(table[.market].hours == 6 * 3600...11.5 * 3600)
    #expect(table[.market].skills == ["SL-101", "09020"])
    #expect(table[.road].hours == nil)
  }

  @Test(arguments: ["market,-1", "market,x", "market,5,,0", ",5", "market,5,,,12:00,08:00", "market,nan"])
  func `a row that makes no sense is left out and named`(row: String) throws {
    let text = "kind,fixed_min,per_hectare_min,walk_kmh,from,to\n\(row)\nroad,1\n"
    let (table, rejections) = try ServiceTimes.reading(Array(text.utf8), file: "t.csv")
    #expect(rejections.count == 1 && rejections[0].line == 2)
    #expect(table.rules.keys.map(\.rawValue) == ["road"])
  }
}

import Testing
import ZoneModel

@Suite struct `Shipped checklist` {
  let checklist = Checklist.shipped

  @Test func `it says plainly what is not in it`() {
    #expect(checklist.head.verified == "no")
    #expect(checklist.items.allSatisfy { !$0.isVerified })
    #expect(
      checklist.head.notes.contains {
        $0.contains("(7)-(9)") && $0.contains("(16)-(45)") && $0.contains("210")
      })
    #expect(!checklist.items.contains { $0.code.hasPrefix("SL-") })
  }

  @Test func `every national code is in the code book, under the same name`() {
    for item in checklist.items where item.standard == "GB/T 47678.5-2026" {
      let code = ProblemCode(standard: item.standard, code: item.code)
      let component = ProblemCode(standard: item.standard, family: .component, code: item.code)
      let names = [code, component].compactMap { CodeBook.shipped.entry(for: $0)?.code.name }
      #expect(names.contains(item.name.chinese), "\(item.code)")
    }
    let matters = CodeBook.shipped.entries(of: "GB/T 47678.5-2026", .matter).map(\.code.code)
    #expect(Set(matters).isSubset(of: Set(checklist.items.map(\.code))))
  }

  @Test func `parents are items of the list, and every item has both names`() {
    let codes = Set(checklist.items.map(\.code))
    for item in checklist.items {
      if let parent = item.parent { #expect(codes.contains(parent), "\(item.code)") }
      #expect(!item.name.chinese.isEmpty && item.name.english != item.name.chinese, "\(item.code)")
    }
  }

  @Test func `documents and headings have no cells, markets have their own disorder`() {
    let code = { (number: Int) in checklist.items[number].code }
    #expect(checklist.items(of: .market).map(code).contains("09020"))
    #expect(!checklist.items(of: .road).map(code).contains("09020"))
    for kind in [ZoneKind.street, .road, .market, .urbanVillage, .compound] {
      let codes = checklist.items(of: kind).map(code)
      #expect(codes.count >= 10, "\(kind)")
      for heading in ["(1)", "(4)", "(10)", "(15)"] { #expect(!codes.contains(heading)) }
    }
    // a kind of its own has what applies everywhere
    #expect(checklist.items(of: ZoneKind(rawValue: "quay")).map(code) == ["06010", "06011", "06036"])
  }
}

@Suite struct `Reading checklists` {
  private func read(_ text: String) throws -> (table: Checklist, rejections: [Rejection]) {
    try Checklist.reading(Array(text.utf8), file: "list.csv")
  }

  @Test func `a list in Chinese, with intervals and weights`() throws {
    let (list, rejections) = try read(
      """
      # version: 3
      代码,名称,适用类型,间隔天数,权重
      SL-101,毒饵站,农贸市场、小区,3,2
      SL-102,公示栏,全部,,
      """)
    #expect(rejections.isEmpty)
    #expect(list.head.version == "3")
    #expect(list.items[0].kinds == .only([.market, .compound]))
    #expect(list.items[0].intervalDays == 3 && list.items[0].weight == 2)
    #expect(list.items[1].kinds == .all)
    let zone = Zone(id: "Z", kind: .road, boundary: .road([], width: 1))
    #expect(list.items[1].interval(in: zone) == 7)
    #expect(list.items[0].interval(in: zone) == 3)
  }

  @Test func `a bad row costs itself only`() throws {
    let (list, rejections) = try read(
      "code,kinds,interval_days,weight\na,*,0,\nb,*,x,\nc,*,,-1\n,*,,\na,*,5,\na,*,6,\nd,road,,nan\n")
    #expect(list.items.map(\.code) == ["a"])
    #expect(list.items[0].intervalDays == 5)
    #expect(rejections.map(\.line) == [2, 3, 4, 5, 7, 8])
    #expect(rejections.allSatisfy { $0.hint != nil })
  }

  @Test func `intervals and weights no city can mean are rejected, in any way of writing them`() throws {
    let bad = [
      "0", "-0", "-7", "nan", "NaN", "inf", "-inf", "1e300", "36501", "seven", "7d", "1e-400", "１e９",
    ]
    let rows = bad.enumerated().map { "i\($0),*,\($1),\nw\($0),*,,\($1)\n" }.joined()
    let (list, rejections) = try read(
      "code,kinds,interval_days,weight\n" + rows + "ok,*,７,0.5\nmax,*,36500,1e6\n")
    // a weight of 36501 is strange, not impossible
    #expect(list.items.map(\.code) == ["w8", "ok", "max"])
    #expect(list.items[1].intervalDays == 7)
    #expect(rejections.count == 2 * bad.count - 1)
    #expect(rejections[0].reason.english == "interval_days: 0 is no number that can be used")
    #expect(rejections[0].hint?.english.contains("at most 36500") == true)
  }

  @Test func `a code that stands twice is told with the line of the first`() throws {
    let (list, rejections) = try read("code,kinds\na,*\n\nb,*\na,road\n")
    #expect(list.items.map(\.code) == ["a", "b"])
    #expect(rejections.map(\.line) == [5])
    #expect(rejections[0].reason.english.contains("line 2"))
  }

  @Test func `codes that differ in leading zeros only are told together`() throws {
    let (list, rejections) = try read("code,kinds\n6011,*\nb,*\n06011,road\n７,*\n07,*\n7,*\n")
    #expect(rejections.isEmpty && list.items.count == 6)
    #expect(list.lookalikes == [["6011", "06011"], ["７", "07", "7"]])
    #expect(Checklist.shipped.lookalikes.isEmpty)
  }

  @Test func `a column of codes goes before one of running numbers`() throws {
    #expect(try read("id,kinds,code\n1,*,06010\n").table.items.map(\.code) == ["06010"])
    #expect(try read("编号,适用类型\n1,全部\n").table.items.map(\.code) == ["1"])
    #expect(ChecklistReader.codeColumn(among: ["id", "name", "代码"]) == "代码")
    #expect(ChecklistReader.codeColumn(among: ["编号", "kinds"]) == "编号")
    #expect(ChecklistReader.codeColumn(among: ["name"]) == nil)
  }

  @Test func `a list without kinds is none`() {
    #expect(throws: Problem.self) { try read("code,name\n1,a\n") }
    #expect(throws: Problem.self) { try Checklist.reading([0xff, 0xfe, 0x41], file: "x") }
  }

  @Test func `codes are found as people and spreadsheets write them`() {
    let list = Checklist.shipped
    let exact = list.number(of: "06010")
    #expect(exact != nil)
    for worn in ["6010", " 06010", "０６０１０", "01-10"] { #expect(list.number(of: worn) == exact, "\(worn)") }
    #expect(list.number(of: "（10）") == list.number(of: "(10)"))
    #expect(list.number(of: "SL-101") == nil)
    #expect(list.number(of: "") == nil)
  }

  @Test func `a worn code that could mean two items means none`() {
    let list = Checklist(
      items: ["07", "007", "7a"].map { ChecklistItem(code: $0, name: Phrase("", zh: ""), kinds: .all) })
    #expect(list.number(of: "7") == nil)
    #expect(list.number(of: "07") == 0 && list.number(of: "007") == 1 && list.number(of: "7A") == 2)
  }
}

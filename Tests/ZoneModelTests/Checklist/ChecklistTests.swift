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

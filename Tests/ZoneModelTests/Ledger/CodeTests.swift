import Testing
import ZoneModel

@Suite struct `Shipped codes` {
  let book = CodeBook.shipped

  @Test func `the undercover sheet adds up to a thousand points over eleven blocks`() {
    let blocks = book.entries.filter { $0.code.family == .block }
    #expect(blocks.count == 11)
    #expect(blocks.compactMap(\.points).reduce(0, +) == 1000)
  }

  @Test func `seven aspects, and only the items that could be read`() {
    let standard = "国家卫生城市和国家卫生县标准(2021版)"
    #expect(
      book.entries(of: standard, .aspect).map(\.isVerified) == [true, true, true, false, false, false, false])
    let items = book.entries(of: standard, .item).map(\.code.code)
    #expect(items == (Array(1...6) + Array(10...15)).map { "(\($0))" })
    #expect(
      book.head.notes.contains { $0.contains("(7)-(9)") && $0.contains("(16)-(45)") && $0.contains("210") })
  }

  @Test func `every site letter that is used is explained`() {
    let known = Set(book.entries(of: "ZoneSweep", .siteType).map(\.code.code))
    #expect(known.count == 16)
    for entry in book.entries { #expect(known.isSuperset(of: entry.siteTypes), "\(entry.code)") }
  }

  @Test func `exposed rubbish has a code of its own in every standard`() {
    let names = [
      ("CJ/T 214", "01-02"), ("GB/T 47678.5-2026", "06010"),
    ].map { book.entry(for: ProblemCode(standard: $0.0, code: $0.1))?.code.name }
    #expect(names == ["暴露垃圾", "暴露垃圾"])
    #expect(book.entry(for: ProblemCode(standard: "GB/T 47678.5-2026", code: "01-10")) == nil)
  }

  @Test func `a component and a matter with one number are two things`() {
    let matter = ProblemCode(standard: "GB/T 47678.5-2026", family: .matter, code: "03001")
    let component = ProblemCode(standard: "GB/T 47678.5-2026", family: .component, code: "03001")
    #expect(book.entry(for: matter)?.code.name == "公共厕所(异常)")
    #expect(book.entry(for: component)?.code.name == "公共厕所")
  }

  @Test func `a bad row costs itself only, and says where it stands`() throws {
    let text = """
      # version: 7,,
      标准,类别,代码,名称,分值
      甲,事项,01,"a, b",
      甲,事项,01,again,
      甲,?,02,x,
      甲,事项,03,y,-1
      甲,部件,01,z,5
      """
    let (book, rejections) = try CodeBook.reading(Array("\u{FEFF}\(text)".utf8), file: "codes.csv")
    #expect(book.head.version == "7")
    #expect(book.entries.map(\.code.name) == ["a, b", "z"])
    #expect(rejections.map(\.line) == [4, 5, 6])
  }

  @Test func `quotes, line ends and cells over several lines are read as spreadsheets write them`() throws {
    let text = "standard,code,name\r\n甲,01,\"say \"\"x\"\", y\"\r\n\r\n甲,02,\"two\r\nlines\"\r\n甲,,z"
    let (book, rejections) = try CodeBook.reading(Array(text.utf8), file: "codes.csv")
    #expect(book.entries.map(\.code.name) == ["say \"x\", y", "two\r\nlines"])
    #expect(rejections.map(\.line) == [6])
    #expect(rejections.first?.content == "甲,,z")
  }

  @Test func `a file that is no UTF-8 or has no such columns is refused whole`() {
    #expect(throws: Problem.self) { try CodeBook.reading([0xB1, 0xED, 0x2C], file: "gbk.csv") }
    #expect(throws: Problem.self) { try CodeBook.reading(Array("a,b\n1,2".utf8), file: "x.csv") }
    #expect(throws: Problem.self) { try CodeBook.reading([], file: "empty.csv") }
  }
}

@Suite struct `Crosswalk of codes` {
  private func old(_ code: String) -> ProblemCode {
    ProblemCode(standard: Crosswalk.oldStandard, code: code, name: "旧名")
  }

  @Test(arguments: [
    ("01-10", "06010", "暴露垃圾"), ("01-36", "06036", "乱堆杂物"), ("04-05", "09005", "店外经营"),
    ("02-01", "07001", "非法小广告"), ("03-04", "08004", "工地扬尘"), ("01-50", "06050", "旧名"),
  ])
  func `a number moves by its class's rule`(from: String, to: String, name: String) throws {
    let new = try Crosswalk.shipped.newCode(for: old(from))
    #expect(new == ProblemCode(standard: Crosswalk.newStandard, code: to, name: name))
  }

  @Test(arguments: [
    ("05-01", Crosswalk.Fault.noClass("05")), ("01-92", .local), ("04-79", .local), ("06-04", .noClass("06")),
    ("0110", .notAnOldCode), ("1-10", .notAnOldCode), ("01-1", .notAnOldCode), ("01-10-2", .notAnOldCode),
  ])
  func `what the rule does not cover is not guessed`(code: String, fault: Crosswalk.Fault) {
    #expect(throws: fault) { try Crosswalk.shipped.newCode(for: old(code)) }
  }

  @Test func `another standard's number is not converted`() {
    #expect(throws: Crosswalk.Fault.notAnOldCode) {
      try Crosswalk.shipped.newCode(for: ProblemCode(standard: "CJ/T 214", code: "01-02"))
    }
  }

  @Test func `the shipped rule says it is inferred`() {
    #expect(Crosswalk.shipped.head.verified == "no")
  }
}

@Suite struct `Number shapes` {
  @Test func `fifteen digits are taken apart`() {
    let cell = CellID("445102010001007")
    #expect(cell?.district == "445102")
    #expect(cell?.street == "445102010")
    #expect(cell?.community == "445102010001")
    #expect(cell?.sequence == 7)
  }

  @Test(arguments: ["445102010001", "4451020100010071", "44510201000100A"])
  func `other lengths are kept and not taken apart`(text: String) {
    #expect(CellID(text)?.text == text)
    #expect(CellID(text)?.isStandard == false)
    #expect(CellID(text)?.district == nil)
  }

  @Test(arguments: ["", "44510201000", "44510201000100712", "44510201000100七", "4451 2010001007"])
  func `anything else is no cell`(text: String) {
    #expect(CellID(text) == nil)
  }

  @Test func `bare numbers show their shape`() {
    #expect(NumberShape(of: "3205080101000001") == .oldComponent)
    #expect(NumberShape.oldComponent.parts(of: "3205080101000001") == ["320508", "01", "01", "000001"])
    #expect(NumberShape(of: "44510203001000001") == .component)
    #expect(NumberShape.matter.parts(of: "44510206010") == ["445102", "06", "010"])
    #expect(NumberShape(of: "4451020601") == nil)
  }
}

@Suite struct `Divisions of Chaozhou` {
  let divisions = Divisions.chaozhou

  @Test func `the four subdistricts of 2021 are found under today's`() {
    #expect(
      divisions.predecessors(of: "445102010").map(\.name) == ["湘桥街道", "西湖街道", "金山街道", "太平街道（2021 年前）"])
    let old = divisions.named("金山街道").first
    #expect(old?.until == 2021)
    #expect(old.map(divisions.successor)?.name == "太平街道")
    #expect(divisions.named("太平街道").map(\.until) == [nil, 2021])
  }

  @Test func `every parent and successor exists, and no code stands twice`() {
    let codes = divisions.all.compactMap(\.code)
    #expect(Set(codes).count == codes.count)
    for division in divisions.all {
      #expect(division.parent == nil || codes.contains(division.parent ?? ""))
      #expect(division.mergedInto == nil || codes.contains(division.mergedInto ?? ""))
    }
    #expect(codes.filter { $0.count == 9 }.count == 12 + 18 + 21)
  }

  @Test func `one place under several names is one place`() {
    #expect(divisions.named("枫溪区路东办事处").first?.code == "445103121")
    #expect(divisions.named("潮安区枫溪镇").first?.code == "445103121")
  }
}

@Suite struct `Limits table` {
  @Test func `the example says that it is one, and one type has several rows`() {
    let table = LimitTable.example
    #expect(table.head.verified == "no")
    #expect(table.head.notes.contains { $0.contains("example, not official") })
    #expect(table.rows.allSatisfy { !$0.isVerified })
    let toilet = ProblemCode(standard: "GB/T 30428.2-2013", family: .component, code: "03-01")
    #expect(table.rows(for: toilet).map(\.limit.title.chinese) == ["1工作日", "4工作时", "3工作日"])
    let shed = ProblemCode(standard: "GB/T 30428.2-2013", code: "01-01")
    #expect(table.rows(for: shed).map(\.limit.unit) == [.naturalDay, .workDay])
  }

  @Test func `a spreadsheet's continued rows keep the code above`() throws {
    let text =
      "标准,小类代码,小类名称,立案条件,处置时限,结案条件\n甲,01-01,私搭乱建,正在搭建,２紧急工作日,制止\n,,,已建成,15天,拆除\n,,,无时限,,\n,,,别的,很快,\n"
    let (table, rejections) = try LimitTable.reading(Array(text.utf8), file: "l.csv")
    #expect(table.rows.map(\.code.code) == ["01-01", "01-01"])
    #expect(table.rows.map(\.code.standard) == ["甲", "甲"])
    #expect(rejections.map(\.line) == [4, 5])
    #expect(rejections.last?.reason.chinese.contains("很快") == true)
  }

  @Test func `a new code finds the rows of the older code that means it`() {
    let rubbish = ProblemCode(standard: Crosswalk.newStandard, code: "06010")
    #expect(LimitTable.example.rows(for: rubbish).isEmpty)
    #expect(LimitTable.example.rows(for: rubbish, by: .shipped).map(\.code.code) == ["01-10"])
    let component = ProblemCode(standard: Crosswalk.newStandard, family: .component, code: "06010")
    #expect(LimitTable.example.rows(for: component, by: .shipped).isEmpty)
  }

  @Test func `filing under a row records its terms`() {
    let row = LimitTable.example.rows[0]
    #expect(row.filing.limit == LimitDuration("4小时"))
    #expect(row.filing.closesWhen == "清理")
  }
}

@Suite struct `Calendar file` {
  @Test func `a user's calendar replaces the shipped one, bad rows are named`() throws {
    let text =
      "类型,起,止,名称,已核实,来源\n年,2027,,,是,国办\n放假,2027年2月5日,2027/2/12,春节\n上班,2027-02-14,,调休\n放假,2027-02-14,,x\n放假,明天,,x\n休,2027-01-01\n放假,2027-03-02,2027-03-01,x"
    let (table, rejections) = try CalendarTable.reading(Array(text.utf8), file: "c.csv")
    let calendar = WorkingCalendar(table)
    #expect(calendar.isVerified(at("2027-02-06")))
    #expect(!calendar.isWorkingDay(calendar.localDay(at("2027-02-12"))))
    #expect(calendar.isWorkingDay(calendar.localDay(at("2027-02-14"))))
    #expect(rejections.map(\.line) == [5, 6, 7, 8])
  }
}

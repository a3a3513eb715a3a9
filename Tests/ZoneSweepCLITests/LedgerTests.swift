import Foundation
import GRDB
import TestSupport
import Testing

/// The rectification ledger as its user meets it.
@Suite struct `A ledger in the project file` {
  let folder: Folder
  let city: String

  init() throws {
    folder = try Folder()
    city = folder.path("city.gpkg")
    #expect(try Program.run(["project", "init", city]).code == 0)
    let zones = try folder.write(
      "z.geojson",
      """
      {"type":"Feature","properties":{"id":"Z1","name":"示例街道","owner":"示例办事处","leader":"示例领导"},"geometry":
      {"type":"Polygon","coordinates":[[[116.6,23.6],[116.7,23.6],[116.7,23.7],[116.6,23.7],[116.6,23.6]]]}}
      """)
    let findings = try folder.write(
      "f.csv",
      """
      编号,时间,lon,lat,条目,标准,问题名称,来源,投诉人,联系电话
      F1,2026-09-01 09:00,116.65,23.65,06012,GB/T 47678.5-2026,道路不洁,暗访,张三,13812345678
      F2,2026-09-01 09:10,116.6501,23.65,06012,GB/T 47678.5-2026,=1+1,投诉,李四,13912345678
      F3,2026-09-01 09:20,117.5,23.65,10,,无区域,暗访,,

      """)
    let result = try Program.run(
      ["project", "import", "--project", city, "--zones", zones, "--findings", findings, "--quiet"])
    #expect(result.code == 0, "\(result.errors)")
  }

  private func ledger(_ arguments: String...) throws -> Program.Result {
    try Program.run(["ledger", arguments[0]] + arguments.dropFirst() + ["--project", city, "--lang", "en"])
  }

  private func rows(_ arguments: String...) throws -> [[String: Any]] {
    let result = try Program.run(["ledger", "list", "--json", "--project", city] + arguments)
    let document = try #require(
      JSONSerialization.jsonObject(with: result.output) as? [String: [String: Any]], "\(result.errors)")
    return try #require(document["cases"]?["rows"] as? [[String: Any]])
  }

  @Test func `findings become cases, filed by the limits and sent to the owner of their zone`() throws {
    let limits = folder.path("limits.csv")
    #expect(try Program.run(["ledger", "table", "limits", "-o", limits]).code == 0)
    let opened = try ledger("open", "--by", "创卫办", "--limits", limits)
    #expect(opened.code == 0, "\(opened.errors)")
    let cases = try rows()
    #expect(cases.map { $0["case"] as? String } == ["F1", "F2", "F3"])
    #expect(cases.map { $0["stage"] as? String } == ["dispatched", "dispatched", "filed"])
    #expect(cases[0]["unit"] as? String == "示例办事处" && cases[0]["due"] is String)
    #expect(cases[2]["due"] is NSNull, "nobody knows a limit for it")
    let again = try ledger("open", "--by", "创卫办", "--limits", limits)
    #expect(again.code == 0 && again.errors.contains("findings that were cases already"))
    #expect(try rows().count == 3)
  }

  @Test func `a case goes through its life, and its handler cannot close it`() throws {
    #expect(try ledger("open", "F1", "--by", "创卫办", "--limit", "4小时").code == 0)
    #expect(try ledger("close", "F1", "--by", "林某", "--measures", "清理").code == 0)
    let refused = try ledger("verify", "F1", "--by", " 林某 ")
    #expect(refused.code == 65 && refused.errors.contains("somebody else must verify"))
    #expect(refused.errors.contains("hint: possible now: rework, verify"))
    #expect(try ledger("verify", "F1", "--by", "王某", "--rework", "--reason", "未清").code == 0)
    #expect(try ledger("close", "F1", "--by", "林某").code == 0)
    #expect(try ledger("verify", "F1", "--by", "王某", "--revisit", "2027-01-10").code == 0)
    #expect(try rows().first?["stage"] as? String == "closed")
    let silent = try ledger("reopen", "F1", "--by", "王某")
    #expect(silent.code == 65 && silent.errors.contains("hint: say why: --reason TEXT"))
    #expect(try ledger("reopen", "F1", "--by", "王某", "--reason", "反弹", "--relapse", "F2").code == 0)
    let shown = try ledger("show", "F1", "--json")
    let text = shown.text
    #expect(text.contains("\"action\":\"reopen\"") && text.contains("反弹") && shown.code == 0)
  }

  @Test func `steps for several cases are taken for all or for none`() throws {
    #expect(try ledger("open", "--by", "创卫办", "--limit", "2天").code == 0)
    let mixed = try ledger("close", "F1", "F3", "--by", "林某")
    #expect(mixed.code == 65 && mixed.errors.contains("case F3"))
    #expect(try rows("--stage", "handled").isEmpty)
    #expect(try ledger("assign", "F3", "--by", "创卫办", "--unit", "城管局").code == 0)
    #expect(try ledger("close", "F1", "F3", "--by", "林某").code == 0)
    #expect(try rows("--stage", "handled").count == 2)
  }

  @Test func `an unknown case, finding, stage or limit is told with what would do`() throws {
    #expect(try ledger("show", "F9").errors.contains("the ledger has no case F9"))
    let missing = try ledger("open", "F9", "--by", "x")
    #expect(missing.code == 65 && missing.errors.contains("no finding is called F9"))
    #expect(try ledger("list", "--stage", "done").code == 64)
    #expect(try ledger("open", "--by", "x", "--limit", "soon").code == 64)
    #expect(try ledger("close", "F9", "--by", "x").errors.contains("report"))
    #expect(try ledger("table", "holidays").code == 64)
  }

  @Test func `the list goes to a map, a spreadsheet and a workbook, formulas as text`() throws {
    #expect(try ledger("open", "--by", "创卫办", "--limit", "2天").code == 0)
    for name in ["l.geojson", "l.csv", "l.gpkg", "l.xlsx"] {
      let result = try ledger("list", "-o", folder.path(name), "--quiet")
      #expect(result.code == 0, "\(name): \(result.errors)")
      #expect(FileManager.default.fileExists(atPath: folder.path(name)))
    }
    let csv = try String(contentsOfFile: folder.path("l.csv"), encoding: .utf8)
    #expect(csv.contains("=1+1") && !csv.contains("张三") && !csv.contains("13812345678"))
  }

  @Test func `personal data are shown once, with a reason, and forgotten in time`() throws {
    #expect(try ledger("open", "F1", "--by", "创卫办").code == 0)
    let shown = try Program.run(
      ["project", "reveal", "F1", "--project", city, "--by", "陈某", "--reason", "回访", "--json"])
    #expect(shown.code == 0 && shown.text.contains("13812345678") && shown.text.contains("张三"))
    let silent = try Program.run([
      "project", "reveal", "F1", "--project", city, "--by", "陈某", "--reason", " ",
    ])
    #expect(silent.code == 64 && !silent.text.contains("张三"))
    let early = try Program.run(["project", "forget", "--project", city, "--days", "0", "--lang", "en"])
    #expect(early.text.contains("of 0 findings"), "the case is open")
    #expect(try ledger("close", "F1", "--by", "林某").code == 0)
    #expect(try ledger("verify", "F1", "--by", "王某").code == 0)
    let trial = try Program.run([
      "project", "forget", "--project", city, "--days", "0", "--dry-run", "--lang", "en",
    ])
    #expect(trial.text.contains("of 1 findings would be removed"))
    let gone = try Program.run(["project", "forget", "--project", city, "--days", "0", "--lang", "en"])
    #expect(gone.text.contains("of 1 findings were removed"))
    let after = try Program.run([
      "project", "reveal", "F1", "--project", city, "--by", "陈某", "--reason", "回访", "--json",
    ])
    #expect(!after.text.contains("张三"))
  }

  @Test func `reports answer: figures, the plan backwards, what came back`() throws {
    #expect(try ledger("open", "--by", "创卫办", "--limit", "2天").code == 0)
    let figures = try ledger("figures", "--from", "2026-09-01", "--to", "2026-10-01", "--json")
    #expect(figures.code == 0 && figures.text.contains("\"indicator\":\"closing\""))
    #expect(try ledger("figures", "--from", "2026-10-01", "--to", "2026-09-01").code == 64)
    let plan = try ledger("plan", "--assessment", "2199-12-20", "--json")
    #expect(plan.code == 0 && plan.text.contains("\"possible\":true"))
    let back = try ledger("recurrences", "--json")
    #expect(back.code == 0 && back.text.contains("\"later\":\"F2\""))
  }

  @Test func `a list of duties, in Chinese and in GB 18030, decides who gets a new case`() throws {
    let list = "区域,角色,姓名,起,止\nZ1,牵头单位,旧单位,,2026-01-01\nZ1,牵头单位,新单位,2026-01-01,\nZ1,包联领导,甲,,\nZ1,厨师,乙,,\n"
    let file = folder.path("duties.csv")
    let gb18030 = String.Encoding(rawValue: 0x8000_0632)
    try #require(list.data(using: gb18030)).write(to: URL(fileURLWithPath: file))
    let read = try ledger("duties", "--read", file)
    #expect(read.code == 0 && read.text.contains("新单位") && !read.text.contains("旧单位"))
    #expect(read.errors.contains("the role must be unit"))
    #expect(try ledger("duties", "--as-of", "2025-06-01").text.contains("旧单位"))
    #expect(try ledger("open", "F1", "--by", "创卫办").code == 0)
    let opened = try #require(try rows().first)
    #expect(opened["unit"] as? String == "新单位")
  }

  @Test func `what a killed program had acknowledged stays, and nothing is half there`() throws {
    let rows = (0..<3_000).map { "K\($0),116.65,23.65,06012" }
    let many = try folder.write("many.csv", (["id,lon,lat,item"] + rows).joined(separator: "\n") + "\n")
    #expect(
      try Program.run(["project", "import", "--project", city, "--findings", many, "--quiet"]).code == 0)
    let seed: UInt64 = 7
    var random = SeededRandom(seed: seed)
    for round in 0..<20 {
      let source = round % 2 == 1 ? [] : ["--source", "暗访"]
      try Program.killed(
        ["ledger", "open", "--project", city, "--by", "创卫办", "--quiet"] + source,
        after: .random(in: 5_000...250_000, using: &random))
      let check = try Program.run(["project", "check", "--project", city])
      #expect(check.code == 0, "seed \(seed): \(check.text)")
      let count = try self.rows().count
      #expect([0, 2, 3_003].contains(count), "seed \(seed): \(count)")
      // acknowledged: one more event, which must be there from now on
      if count > 0 {
        #expect(try ledger("step", "F1", "--by", "陈某", "--do", "note", "--reason", "\(round)").code == 0)
        #expect(try ledger("show", "F1").text.contains("\(round)"))
      }
    }
    #expect(try ledger("open", "--by", "创卫办").code == 0)
    #expect(try self.rows().count == 3_003)
  }

  @Test func `no output takes the place of a project`() throws {
    #expect(try ledger("open", "--by", "创卫办").code == 0)
    for arguments in [
      ["ledger", "list", "--project", city, "-o", city, "--format", "csv"],
      ["ledger", "list", "--project", city, "-o", city],
      ["ledger", "table", "limits", "-o", city],
      ["map", "--project", city, "-o", city, "--format", "geojson"],
      ["project", "status", "--project", city, "--rejects", city],
    ] {
      let result = try Program.run(arguments + ["--quiet"])
      #expect(result.code == 64, "\(arguments): \(result.errors)")
      #expect(try rows().count == 3, "\(arguments)")
    }
  }

  @Test func `a bare date asks for what was known at its end`() throws {
    #expect(try ledger("open", "--by", "创卫办").code == 0)
    let day = Date().addingTimeInterval(8 * 3600).formatted(.iso8601.year().month().day())
    #expect(try rows("--as-of", day).count == 3, "\(day)")
    #expect(try rows("--as-of", "2020-01-01").isEmpty)
    #expect(try rows("--as-of", "\(day)T00:00:00+08:00").isEmpty)
  }

  @Test func `a ledger without its table or its rules is no sound one, and is not used`() throws {
    #expect(try ledger("open", "--by", "创卫办").code == 0)
    let queue = try DatabaseQueue(path: city)
    try queue.write { try $0.execute(sql: "DROP TRIGGER zonesweep_events_no_delete") }
    var check = try Program.run(["project", "check", "--project", city, "--lang", "en"])
    #expect(check.code == 65 && check.text.contains("keeps its rows from being changed"))
    try queue.write { try $0.execute(sql: "DELETE FROM zonesweep_events WHERE position = 1") }
    let list = try ledger("list")
    #expect(list.code == 65 && list.errors.contains("the ledger was damaged or changed"))
    try queue.write { try $0.execute(sql: "DROP TABLE zonesweep_events") }
    check = try Program.run(["project", "check", "--project", city, "--lang", "en"])
    #expect(check.code == 65 && check.text.contains("the table is missing"))
  }

  @Test func `what cannot be told is not written down, and nothing is salvaged from another's file`() throws {
    let shown = try Program.run(
      ["project", "reveal", "F9", "--project", city, "--by", "陈某", "--reason", "x", "--lang", "en"])
    #expect(shown.code == 65 && shown.errors.contains("the project has no finding F9"))
    let count = try DatabaseQueue(path: city).read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM zonesweep_disclosures")
    }
    #expect(count == 0)
    let other = folder.path("other.gpkg")
    #expect(try ledger("list", "-o", other, "--quiet").code == 0)
    let saved = try Program.run([
      "project", "check", "--project", other, "--salvage", folder.path("new.gpkg"),
    ])
    #expect(saved.code == 65)
    #expect(!FileManager.default.fileExists(atPath: folder.path("new.gpkg")))
  }

  @Test func `a code of the table under another standard, and a time that is none, are told`() throws {
    let limits = try folder.write("l.csv", "standard,code,limit\nlocal,06012,4小时\n")
    let odd = try folder.write("odd.csv", "id,time,lon,lat,item\nO1,2026-02-30,116.65,23.65,06012\n")
    #expect(
      try Program.run(["project", "import", "--project", city, "--findings", odd, "--quiet"]).code == 0)
    let opened = try ledger("open", "O1", "--by", "创卫办", "--limits", limits, "--json")
    #expect(opened.text.contains("{\"what\":\"under_other_standard\",\"count\":1}"), "\(opened.text)")
    #expect(opened.text.contains("{\"what\":\"without_time\",\"count\":1}"))
  }

  @Test func `a tampered ledger is found by the project's check`() throws {
    #expect(try ledger("open", "--by", "创卫办").code == 0)
    let sound = try Program.run(["project", "check", "--project", city, "--lang", "en"])
    #expect(sound.code == 0, "\(sound.text) \(sound.errors)")
    try DatabaseQueue(path: city).write { db in
      try db.execute(
        sql: """
          DROP TRIGGER zonesweep_events_no_update;
          UPDATE zonesweep_events SET actor = 'nobody' WHERE position = 2;
          """)
    }
    let found = try Program.run(["project", "check", "--project", city, "--lang", "en"])
    #expect(found.code == 65)
    #expect((found.text + found.errors).contains("link 2 (case F1, event 2)"))
  }

  @Test func `a zone is found by its name, an alias, and what it was before`() throws {
    let next = try folder.write(
      "next.geojson",
      """
      {"type":"Feature","properties":{"id":"Z1","name":"太平街道","别名":"示例旧名；老城"},"geometry":
      {"type":"Polygon","coordinates":[[[116.6,23.6],[116.7,23.6],[116.7,23.7],[116.6,23.7],[116.6,23.6]]]}}
      """)
    #expect(try Program.run(["project", "import", "--project", city, "--zones", next, "--quiet"]).code == 0)
    #expect(try ledger("open", "--by", "创卫办").code == 0)
    for name in ["Z1", "太平街道", "老城", "示例旧名"] {
      #expect(
        try rows("--zone", name).compactMap { $0["case"] as? String }.sorted() == ["F1", "F2"], "\(name)")
    }
    #expect(try rows("--zone", "不存在").isEmpty)
    let duties = try folder.write("d.csv", "区域,角色,姓名\n老城,责任人,示例某\n不存在,责任人,示例某\n")
    let read = try ledger("duties", "--read", duties, "--json")
    #expect(
      read.code == 0 && read.text.contains("\"Z1\"") && read.errors.contains("no zone 不存在"), "\(read.errors)")
  }
}

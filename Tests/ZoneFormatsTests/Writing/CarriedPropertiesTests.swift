import Testing
import ZoneGeometry
import ZoneModel

@testable import ZoneFormats

@Suite struct `Carried properties` {
  private func columns(_ names: String...) -> [OutputLayer.Column] {
    names.map { OutputLayer.Column($0) { .integer($0) } }
  }

  @Test func `bytes of JSON are copied as they are`() throws {
    let text = #"{"a": 1.0 , "\u7f16" :"\u53f7","c":[ 1 ]}"#
    #expect(try properties(geoJSON(layer(objects(text)))) == [text])
  }

  @Test func `a property named like a column of ours becomes source_NAME`() throws {
    let table = try objects(#"{"zone":"a","x":1}"#, #"{"x":2}"#, #"{"zone":null}"#)
    #expect(
      try properties(geoJSON(layer(table, columns: columns("zone")))) == [
        #"{"source_zone":"a","x":1,"zone":0}"#, #"{"x":2,"zone":1}"#, #"{"source_zone":null,"zone":2}"#,
      ])
  }

  @Test func `when source_NAME is there too, in any row, it is source_source_NAME in every row`() throws {
    let table = try objects(#"{"zone":1}"#, #"{"source_zone":2,"zone":3}"#)
    #expect(
      try properties(geoJSON(layer(table, columns: columns("zone")))) == [
        #"{"source_source_zone":1,"zone":0}"#, #"{"source_zone":2,"source_source_zone":3,"zone":1}"#,
      ])
  }

  @Test func `a property that a column of ours stands for is left out, in JSON and in CSV`() throws {
    let column = [OutputLayer.Column("id", replaces: true) { .integer($0 + 10) }]
    let table = try objects(#"{"id":1,"x":2}"#, #"{"x":3,"id":null}"#, #"{"id":5}"#)
    #expect(
      try properties(geoJSON(layer(table, columns: column))) == [
        #"{"x":2,"id":10}"#, #"{"x":3,"id":11}"#, #"{"id":12}"#,
      ])
    #expect(try csv(layer(table, columns: column), .none) == "x,id\n2,10\n3,11\n,12\n")
  }

  @Test func `two renamed properties never meet`() throws {
    let table = try objects(#"{"zone":1,"source_zone":2}"#)
    #expect(
      try properties(geoJSON(layer(table, columns: columns("zone", "source_zone")))) == [
        #"{"source_source_zone":1,"source_source_source_zone":2,"zone":0,"source_zone":0}"#
      ])
  }

  @Test func `of a repeated name the last counts, escaped or not`() throws {
    let table = try objects(#"{"a":1,"b":2,"a":3}"#, #"{"a":1,"\u0061":2}"#)
    #expect(try properties(geoJSON(layer(table))) == [#"{"b":2,"a":3}"#, #"{"a":2}"#])
    #expect(try csv(layer(table), .none) == "a,b\n3,2\n2,\n")
  }

  @Test func `names that only look the same stay two`() throws {
    let text = "{\"\u{E9}\":1,\"e\u{301}\":2}"
    #expect(try properties(geoJSON(layer(objects(text)))).map { Array($0.utf8) } == [Array(text.utf8)])
  }

  @Test func `rows of a hundred shapes are told apart`() throws {
    let texts = (0..<300).map { #"{"zone":\#($0),"k\#($0 % 100)":\#($0)}"# }
    let features = texts.map { #"{"type":"Feature","geometry":null,"properties":\#($0)}"# }
    let read = try GeoJSONReader.read(ByteStorage(features.joined(separator: "\n")), name: "x")
    let written = try properties(geoJSON(layer(read.properties, columns: columns("zone"))))
    #expect(
      written == (0..<300).map { #"{"source_zone":\#($0),"k\#($0 % 100)":\#($0),"zone":\#($0)}"# })
  }

  @Test func `values are written as JSON, strings escaped`() throws {
    let table = PropertyTable(
      names: ["t", "n", "b", "j", "\"k\""],
      columns: [
        [.text("a\"\\\n\u{1}路"), .null], [.number(12.5), .number(.nan)], [.bool(true), .bool(false)],
        [.json("[\n1]"), .json("{}")], [.integer(-3), .number(4)],
      ])
    #expect(
      try properties(geoJSON(layer(table))) == [
        #"{"t":"a\"\\\n\u0001路","n":12.5,"b":true,"j":[1],"\"k\"":-3}"#,
        #"{"t":null,"n":null,"b":false,"j":{},"\"k\"":4}"#,
      ])
  }

  @Test func `rows bring properties of their own table or none`() throws {
    let tables = [try objects(#"{"a":1}"#), cells("b,c", "x,2")]
    let output = OutputLayer(
      name: "", count: 3, geometry: { _ in nil }, tables: tables,
      carried: { $0 == 2 ? nil : OutputLayer.Carried(table: $0, row: 0) }, columns: columns("z"))
    #expect(try properties(geoJSON(output)) == [#"{"a":1,"z":0}"#, #"{"b":"x","c":2,"z":1}"#, #"{"z":2}"#])
    #expect(try csv(output, .none) == "a,b,c,z\n1,,,0\n,x,2,1\n,,,2\n")
  }
}

@Suite struct `Cells of CSV as JSON` {
  /// The value of one column whose cells are given.
  private func column(_ head: String, _ values: [String]) throws -> [String] {
    var bytes: [UInt8] = []
    var starts: [Int] = []
    var ends: [Int] = []
    for value in values {
      starts.append(bytes.count)
      bytes += Array(value.utf8)
      ends.append(bytes.count)
    }
    let table = PropertyTable(
      cells: ByteStorage(bytes), starts: starts, ends: ends, separator: 44, columns: [head])
    return try properties(geoJSON(layer(table))).map { String($0.dropFirst(head.count + 4).dropLast()) }
  }

  @Test(arguments: [
    ["1", "2.50", "-3", "0", "-0.5", ""], ["123456789012345"], ["\"12\"", " 7 "], ["0.00000000000000001"],
  ])
  func `a column of plain numbers keeps their digits`(values: [String]) throws {
    let bare = values.map { $0.filter { !"\" ".contains($0) } }
    #expect(try column("n", values) == bare.map { $0.isEmpty ? "null" : $0 })
  }

  @Test(arguments: [
    "007", "+1", "1e5", "1234567890123456", "0.1234567890123456", "1,5", ".5", "5.", "--1", "-", "12 m", "１２",
    "0x10",
    "NaN", "1.2.3", "-01",
  ])
  func `one cell that is no plain number makes the column text`(cell: String) throws {
    let values = [cell.contains(",") ? "\"\(cell)\"" : cell, "1"]
    #expect(try column("n", values) == ["\"\(cell)\"", "\"1\""])
  }

  @Test(arguments: [
    "id", "ID", "osm_id", "objectid", "zoneId", "人员ID", "GRID_CODE", "问题编号", "行政区划代码", "联系电话", "zip", "Phone",
    "邮编",
  ])
  func `what identifies stays text`(head: String) throws {
    #expect(try column(head, ["12"]) == ["\"12\""])
  }

  @Test(arguments: ["width_m", "lon", "严重程度", "incident_count", "weight"])
  func `what measures becomes a number`(head: String) throws {
    #expect(try column(head, ["12"]) == ["12"])
  }

  @Test func `an empty column is null`() throws {
    #expect(try column("n", ["", " ", "\"\"", "\u{3000}"]) == ["null", "null", "null", "null"])
  }

  @Test func `a short record is filled with nulls and quoted cells are read`() throws {
    let table = cells("a,b,c", #""x ""y"" \",2"#, "\"line\r\nbreak, 路\",3,4", "\"\"\"\",,")
    #expect(
      try properties(geoJSON(layer(table))) == [
        #"{"a":"x \"y\" \\","b":2,"c":null}"#, #"{"a":"line\r\nbreak, 路","b":3,"c":4}"#,
        #"{"a":"\"","b":null,"c":null}"#,
      ])
  }

  @Test(arguments: [
    "a", " a ", "\u{3000}西马路\u{A0}", "\u{FEFF}路\u{200B}", "\u{2003}（路）\u{2028}", "路\u{3000} \t", "é", "😀",
    "\u{85}x", "，路。",
    "\u{1680}\u{205F}a\u{202F}", "\u{3001}",
  ])
  func `text is trimmed as the property table trims it`(cell: String) throws {
    let table = cells("t", cell)
    let value = try GeoJSONReader.read(ByteStorage(geoJSON(layer(table))), name: "x").properties.value(
      "t", at: 0)
    #expect(value == table.value("t", at: 0))
  }

  @Test func `clashing heads are renamed`() throws {
    let table = cells("zone,x", "a,1")
    let own = [OutputLayer.Column("zone") { _ in .text("b") }]
    #expect(try properties(geoJSON(layer(table, columns: own))) == [#"{"source_zone":"a","x":1,"zone":"b"}"#])
  }
}

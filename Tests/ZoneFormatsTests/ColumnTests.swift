import Testing

@testable import ZoneFormats

@Suite struct `Whole columns` {
  /// Not-a-number compares as missing.
  private func expectSame(_ table: PropertyTable, _ name: String) {
    let whole = table.numbers(name)
    #expect(whole.count == table.count)
    for row in 0..<table.count {
      let one = table.number(name, at: row)
      #expect(one == nil ? whole[row].isNaN : whole[row] == one, "\(name), row \(row)")
    }
  }

  @Test func `of CSV read as cell by cell`() throws {
    let text = "a,b,c\n1,2,3\n , 2.5 ,\n\"4\",５,x\n-1e3,+7,007\n9\n"
    let table = try CSVReader.table(ByteStorage(text), name: "x")
    for name in ["a", "b", "c", "none"] { expectSame(table, name) }
    #expect(table.numbers("b").filter { !$0.isNaN } == [2, 2.5, 5, 7])
  }

  @Test func `of JSON read as member by member`() throws {
    let rows = [
      #"{"a":1,"b":"2"}"#, #"{"a":1,"a":2}"#, #"{"b":null,"a":-3.5e2}"#, #"{}"#, #"{"\u0061":5,"b":[1]}"#,
      #"{"a":true,"b":" 7 "}"#,
    ]
    let text = rows.map { #"{"type":"Feature","geometry":null,"properties":\#($0)}"# }.joined(separator: "\n")
    let table = try GeoJSONReader.read(ByteStorage(text), name: "x").properties
    for name in ["a", "b", "none"] { expectSame(table, name) }
  }
}

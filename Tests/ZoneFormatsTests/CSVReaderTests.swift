import Testing
import ZoneFormats
import ZoneGeometry
import ZoneModel

/// A text read as CSV under the name `t.csv`.
func csv(_ text: String, _ options: ReadingOptions = ReadingOptions()) throws -> Layer {
  try CSVReader.read(ByteStorage(text), name: "t.csv", options)
}

extension Layer {
  /// The points of the rows; `nil` where a row has no place or another shape.
  var points: [FilePosition?] {
    geometries.map { if case .point(let p) = $0 { p } else { nil } }
  }

  func texts(_ name: String) -> [String?] { (0..<count).map { properties.text(name, at: $0) } }
}

@Suite struct `CSV cells and records` {
  let place = FilePosition(116.5, 23.6)

  @Test(arguments: [",", ";", "\t", "|"])
  func `the head tells the separator`(separator: String) throws {
    let text = "id,lon,lat\n甲,116.5,23.6\n".replacing(",", with: separator)
    let layer = try csv(text)
    #expect(layer.points == [place])
    #expect(layer.properties.names == ["id", "lon", "lat"])
    #expect(layer.texts("id") == ["甲"])
  }

  @Test func `a full-width comma separates nothing`() throws {
    let layer = try csv("地点，备注,lon,lat\n街口，东侧,116.5,23.6\n")
    #expect(layer.properties.names == ["地点，备注", "lon", "lat"])
    #expect(layer.texts("地点，备注") == ["街口，东侧"])
  }

  @Test func `the first line of Excel names the separator`() throws {
    let layer = try csv("sep=;\r\nid;lon;lat\r\n1;116.5;23.6\r\n")
    #expect(layer.points == [place])
    #expect(layer.line(of: 0) == 3)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `every kind of line end ends a record`(end: String) throws {
    let lines = ["id,lon,lat", "1,116.5,23.6", "", "  ", "2,116.5,23.6", ",,", "3,116.5,23.6"]
    let layer = try csv(lines.map { $0 + end }.joined())
    #expect(layer.points == [place, place, place])
    #expect(layer.records == [1, 2, 3])
    #expect((0..<3).map(layer.line) == [2, 5, 7])
    #expect(layer.notices.isEmpty)
    #expect(layer.rejections.isEmpty)
  }

  @Test func `quoted cells hold separators, marks and line breaks`() throws {
    let layer = try csv("name,lon,lat\n\"a, \"\"b\"\"\nc\",116.5,\"23.6\"\n\"\",\" 116.5 \",23.6\n")
    #expect(layer.points == [place, place])
    #expect(layer.texts("name") == ["a, \"b\"\nc", nil])
    #expect(layer.line(of: 1) == 4)
    #expect(layer.content(of: 0) == "\"a, \"\"b\"\"\nc\",116.5,\"23.6\"")
  }

  @Test func `a quotation mark inside a plain cell is text`() throws {
    let layer = try csv("name,lon,lat\n5\" pipe,116.5,23.6\n")
    #expect(layer.texts("name") == ["5\" pipe"])
  }

  @Test func `heads are trimmed, named and made unique`() throws {
    let layer = try csv("\u{FEFF} lon ,　lat,,备注,备注,\"a\nb\"\n116.5,23.6,x,y,z,w\n")
    #expect(layer.properties.names == ["lon", "lat", "column_3", "备注", "备注_2", "a b"])
    #expect(layer.texts("备注_2") == ["z"])
    #expect(layer.notices.count == 1)
  }

  @Test func `a repeated head never takes the name of another`() throws {
    let layer = try csv("x_2,x,x,lon,lat\n1,2,3,116.5,23.6\n")
    #expect(layer.properties.names == ["x_2", "x", "x_3", "lon", "lat"])
    #expect(layer.texts("x_3") == ["3"])
  }

  @Test func `cells that are missing are null, extra empty ones nothing`() throws {
    let layer = try csv("lon,lat,note,more\n116.5,23.6\n116.5,23.6,a\n116.5,23.6,a,b,, ,\n")
    #expect(layer.points == [place, place, place])
    #expect(layer.texts("note") == [nil, "a", "a"])
    #expect(layer.rejections.isEmpty)
  }

  @Test func `a bad record is rejected alone and says why and where`() throws {
    let layer = try csv(
      "id,lon,lat,note\n1,116.5,23.6,a,extra\n2,116.5\n3,east,23.6,\n4,116.5,,\n5,\"a\"b,23.6,\n6,116.5,23.6,\n"
    )
    #expect(layer.points == [place])
    #expect(layer.records == [6])
    #expect(layer.rejections.map(\.record) == [1, 2, 3, 4, 5])
    #expect(layer.rejections.map(\.line) == [2, 3, 4, 5, 6])
    #expect(layer.rejections.map(\.id) == ["1", "2", "3", "4", "5"])
    let reasons = layer.rejections.map(\.reason.english)
    #expect(reasons[0] == "the record has 5 cells, but there are 4 heads")
    #expect(reasons[1] == "the record ends before the column lat")
    #expect(reasons[2] == "column lon: \"east\" is no coordinate")
    #expect(reasons[3] == "column lat is empty")
    #expect(reasons[4] == "text follows a closing quotation mark")
    #expect(layer.rejections[1].content == "2,116.5")
  }

  @Test func `a record that knows no coordinates is a row without a place`() throws {
    let layer = try csv("id,lon,lat\n1,,\n2,NULL,NULL\n3,无,-\n4,116.5,23.6\n")
    #expect(layer.points == [nil, nil, nil, place])
    #expect(layer.rejections.isEmpty)
  }
}

@Suite struct `Damaged CSV` {
  @Test(arguments: ["", "\n", " \r\n\t\n", "\u{FEFF}"])
  func `an empty file is called empty`(text: String) {
    let found = problem { try csv(text) }
    #expect(found?.kind == .badData)
    #expect(found?.what.english == "the file is empty")
  }

  @Test func `a quotation mark never closed is a cut file, told with its line`() {
    let found = problem { try csv("id,lon,lat\n1,116.5,23.6\n\"2,116.5,23.6\n3,116.5,23.6\n") }
    #expect(found?.kind == .badData)
    #expect(found?.place?.english == "t.csv, line 3")
  }

  @Test func `a last line without line end and with fewer cells is a cut record`() {
    #expect(problem { try csv("id,lon,lat\n1,116.5,23.6\n2,116.5") }?.place?.english == "t.csv, line 3")
    #expect(problem { try csv("id,lon,lat,note\n1,116.5,23.6,a\n2,116.5,23.6") }?.kind == .badData)
  }

  @Test func `short records are a habit where others are short too`() throws {
    let layer = try csv("lon,lat,note\n116.5,23.6\n116.5,23.6")
    #expect(layer.count == 2)
  }

  @Test func `a last line without line end earns a notice`() throws {
    #expect(try csv("lon,lat\n116.5,23.6").notices.count == 1)
    #expect(try csv("lon,lat\n116.5,23.6\n").notices.isEmpty)
  }

  @Test func `a zero byte is damage`() {
    #expect(problem { try csv("lon,lat\n116.5,23.6\n116.5,23\0\0.6\n") }?.place?.english == "t.csv, line 3")
  }

  /// A cut between two records cannot be seen; every other cut is refused or earns a notice.
  @Test func `a file cut anywhere is never silently taken for a whole`() throws {
    let text = "id,名称,lon,lat\r\n1,\"街口, \"\"东\"\"\",116.5,23.6\r\n2,市场,116.51,23.61\r\n"
    let bytes = Array(text.utf8)
    for cut in 1..<bytes.count {
      let part = Array(bytes[..<cut])
      do {
        let layer = try CSVReader.read(ByteStorage(part), name: "t.csv")
        let isBetweenRecords = part.last == 13 || part.last == 10
        #expect(isBetweenRecords || !layer.notices.isEmpty, "cut at byte \(cut)")
      } catch let problem as Problem {
        #expect(problem.kind == .badData, "cut at byte \(cut)")
      }
    }
  }
}

@Suite struct `CSV coordinates` {
  let place = FilePosition(116.5, 23.6)

  @Test(arguments: [
    "lon,lat", "LNG,LAT", "Longitude,Latitude", "long,lat", "经度,纬度", "东经,北纬", "x,y", "X坐标,Y坐标", "经度(°),纬度(°)",
    "gps_lng,gps_lat", "startLng,startLat", "中心经度,中心纬度", "lon_wgs84,lat_wgs84", "经度（WGS84）,纬度（WGS84）",
    "easting,northing",
    "东坐标,北坐标", "E,N", "POINT_X,POINT_Y", "ＬＯＮ,ＬＡＴ",
  ])
  func `columns go by their usual names`(heads: String) throws {
    #expect(try csv("\(heads),id\n116.5,23.6,1\n").points == [place])
    let swapped = heads.split(separator: ",").reversed().joined(separator: ",")
    #expect(try csv("id,\(swapped)\n1,23.6,116.5\n").points == [place])
  }

  @Test(arguments: [
    "116.5,23.6", "+116.5,+23.6", "0116.50,23.60", "１１６．５,２３．６", " 116.5° ,23.6° ", "116.5E,23.6N",
    "东经116.5,北纬23.6",
    "116°30',23°36'", "116°30'0\"E,23°36'0.0\"N", "116度30分0秒,23度36分", "116:30:00,23:36:00", "1.165e2,2.36e1",
    "116.5东,23.6北", "\"116°30'0\"\"E\",\"N23°36'\"",
  ])
  func `numbers are read as people write them`(cells: String) throws {
    let points = try csv("lon,lat\n\(cells)\n").points
    let point = try #require(points.first ?? nil)
    #expect(abs(point.first - 116.5) < 1e-12 && abs(point.second - 23.6) < 1e-12)
  }

  @Test(arguments: [
    "1x,23.6", "116.5.1,23.6", "116°70',23.6", "116.5N,23.6", "116.5,23.6E", "--1,2", "1e999,1", "116 37,23",
    "116°,23°5x", "0x10,5",
  ])
  func `what is no coordinate is rejected with the text seen`(cells: String) throws {
    let layer = try csv("lon,lat\n\(cells)\n1,2\n")
    #expect(layer.count == 1)
    #expect(layer.rejections.count == 1)
    #expect(layer.rejections.first?.reason.english.contains("is no coordinate") == true)
  }

  @Test func `a decimal comma is one where commas do not separate`() throws {
    #expect(try csv("lon;lat\n116,5;23,6\n").points == [place])
    #expect(try csv("坐标;id\n116,5 23,6;1\n").points == [place])
  }

  @Test func `south and west are negative`() throws {
    #expect(
      try csv("lon,lat\n70°30'W,33.5S\n西经70.5,南纬33.5\n").points == [.init(-70.5, -33.5), .init(-70.5, -33.5)])
  }

  @Test(arguments: [
    "坐标", "经纬度", "location", "coordinates", "lnglat", "位置坐标", "\"lon,lat\"", "\"经度,纬度\"", "gps坐标", "经纬度坐标",
  ])
  func `one column may hold both`(head: String) throws {
    let cells = [
      "\"116.5,23.6\"", "116.5 23.6", "116.5；23.6", "\"(116.5, 23.6)\"", "\"[116.5,23.6]\"", "\"116.5，23.6\"",
      "\"116.5,23.6,12\"", "（116.5；23.6）", "北纬23.6 东经116.5", "\"116°30'0\"\"E, 23°36'0\"\"N\"",
      "\"经度:116.5,纬度:23.6\"",
    ]
    let layer = try csv("id,\(head)\n" + cells.map { "1,\($0)\n" }.joined())
    #expect(layer.points == cells.map { _ in place })
    #expect(layer.rejections.isEmpty)
  }

  @Test(arguments: ["\"lat,lng\"", "\"纬度,经度\"", "latlng", "纬经度", "纬度经度"])
  func `a head that says latitude first is believed`(head: String) throws {
    #expect(try csv("id,\(head)\n1,\"23.6,116.5\"\n").points == [place])
  }

  @Test func `a column alone needs no quotation marks`() throws {
    #expect(try csv("坐标\n116.5,23.6\n").points == [place])
  }

  @Test func `an address is no coordinate`() {
    let found = problem { try csv("id,location\n1,Main Street 5\n") }
    #expect(found?.kind == .badData)
    #expect(found?.what.english.contains("id, location") == true)
    #expect(found?.hint?.english.contains("--lon") == true)
  }

  @Test func `heads that are numbers are data without heads`() {
    #expect(
      problem { try csv("116.5,23.6\n116.6,23.7\n") }?.hint?.english
        == "the first line must hold the column names")
  }

  @Test func `named columns are read whatever they are called`() throws {
    let text = "a,b,lon,lat\n116.5,23.6,1,2\n"
    #expect(try csv(text, ReadingOptions(longitudeColumn: "a", latitudeColumn: "B")).points == [place])
    #expect(try csv("p,q\n\"116.5,23.6\",1\n", ReadingOptions(longitudeColumn: "p")).points == [place])
    #expect(
      try csv("p,q\n\"116.5,23.6\",1\n", ReadingOptions(longitudeColumn: "p", latitudeColumn: "p")).points
        == [place])
    #expect(try csv("p,lat\n116.5,23.6\n", ReadingOptions(longitudeColumn: "p")).points == [place])
    #expect(try csv("lon,p\n116.5,23.6\n", ReadingOptions(latitudeColumn: "p")).points == [place])
  }

  @Test func `a named column that is missing is wrong usage`() {
    let found = problem { try csv("lon,lat\n1,2\n", ReadingOptions(longitudeColumn: "经度")) }
    #expect(found?.kind == .usage)
    #expect(found?.hint?.english == "the columns are: lon, lat")
  }

  @Test func `of several pairs the one in WGS 84 is read, and told`() throws {
    let layer = try csv("gcj_lat,gcj_lng,wgs_lat,wgs_lng\n23.5,116.4,23.6,116.5\n")
    #expect(layer.points == [place])
    #expect(layer.declaredDatum == .wgs84)
    #expect(layer.notices.first?.what.english.contains("wgs_lng, wgs_lat") == true)
  }

  @Test func `heads that name a shifted datum declare it, and it is told`() throws {
    let layer = try csv("经度(GCJ02),纬度(GCJ02)\n116.5,23.6\n")
    #expect(layer.declaredDatum == .gcj02)
    #expect(layer.notices.count == 1)
    #expect(try csv("bd_lng,bd_lat\n116.5,23.6\n").declaredDatum == .bd09)
    #expect(try csv("lon,lat\n116.5,23.6\n").declaredDatum == nil)
  }

  @Test func `metres that look like northing first are told with figures`() throws {
    let layer = try csv("X坐标,Y坐标\n2617330.1,460123.2\n2617400,460200\n")
    #expect(layer.points.first == FilePosition(2617330.1, 460123.2))
    #expect(layer.notices.first?.what.english.contains("2617330…2617400") == true)
    #expect(try csv("x,y\n460123.2,2617330.1\n").notices.isEmpty)
  }

  @Test func `a column of shapes is read as WKT or GeoJSON`() throws {
    let layer = try csv(
      #"""
      id,geometry,x,y
      1,POINT Z (116.5 23.6 9),1,2
      2,"{""type"":""Point"",""coordinates"":[116.5,23.6]}",1,2
      3,"POLYGON((0 0,1 0,1 1))",1,2
      4,POINT EMPTY,1,2
      5,,1,2
      6,"LINESTRING(0 0,)",1,2
      7,"{""type"":""Point"",""coordinates"":[116.5]}",1,2
      8,"{""type"":""Point""",1,2

      """#)
    #expect(layer.points == [place, place, nil, nil, nil])
    #expect(layer.geometries[2]?.polygons.first?.exterior.count == 4)
    #expect(layer.geometries[3] == nil && layer.geometries[4] == nil)
    #expect(layer.rejections.map(\.record) == [6, 7, 8])
    #expect(layer.rejections.map(\.line) == [7, 8, 9])
    #expect(layer.notices.contains { $0.what.english.contains("1 rings") })
  }

  @Test func `WKT may name its system`() throws {
    let layer = try csv("wkt\nSRID=4490;POINT(116.5 23.6)\n")
    #expect(layer.points == [place])
    #expect(layer.declaredDatum == .cgcs2000)
  }

  @Test func `binary geometry is refused with a word on what would help`() throws {
    let layer = try csv(
      "geom,id\nPOINT(1 2),1\n0101000020E6100000000000000000F03F0000000000000040,2\n")
    #expect(layer.rejections.first?.reason.english.contains("ST_AsText") == true)
  }
}

import Foundation
import TestSupport
import Testing
import ZoneGeometry
import ZoneModel

@testable import ZoneFormats

private let place = Geometry.point(FilePosition(116.123_456_78, 23))

@Suite struct `CSV written` {
  @Test func `records of CSV are copied byte for byte, ours behind them`() throws {
    let table = cells("a,b", #""x ""y"", z", 007 "#, "\"two\nlines\",", "short")
    let own = [OutputLayer.Column("zone") { .text("区,\($0)") }]
    #expect(
      try csv(layer(table, columns: own, geometry: place)) == """
        a,b,lon,lat,zone
        "x ""y"", z", 007 ,116.1234568,23,"区,0"
        "two
        lines",,116.1234568,23,"区,1"
        short,,116.1234568,23,"区,2"

        """)
  }

  @Test func `a record with more cells than heads loses only those`() throws {
    #expect(try csv(layer(cells("a,b", "1,\"2,3\",,")), .none) == "a,b\n1,\"2,3\"\n")
  }

  @Test func `it begins with a byte order mark and lines end as Excel ends them`() throws {
    let sink = MemorySink()
    try CSVWriter.write(layer(cells("名", "路")), to: sink, coordinates: .none)
    #expect(sink.bytes == [0xEF, 0xBB, 0xBF] + Array("名\r\n路\r\n".utf8))
  }

  @Test func `other separators become commas`() throws {
    let table = cells("a;b", "1,5;\"x;\"", separator: ";")
    #expect(try csv(layer(table), .none) == "a,b\n\"1,5\",\"x;\"\n")
  }

  @Test func `properties of JSON are fields`() throws {
    let table = try objects(
      #"{"t":"a,\"b\"\n","n":1.50,"b":true,"z":null,"l":[1, "x"]}"#, #"{"n":-2,"late":" blank "}"#)
    #expect(
      try csv(layer(table), .none) == """
        t,n,b,z,l,late
        "a,""b""
        ",1.50,true,,"[1, ""x""]",
        ,-2,,,," blank "

        """)
  }

  @Test func `values are fields; null and what is not finite are empty`() throws {
    let table = PropertyTable(
      names: ["a", "b"],
      columns: [[.number(0.1), .number(.infinity), .null], [.text("=1+1"), .bool(false), .integer(3)]])
    #expect(try csv(layer(table), .none) == "a,b\n0.1,=1+1\n,false\n,3\n")
  }

  @Test func `one empty field is no empty line`() throws {
    #expect(try csv(layer(cells("a", "", "x")), .none) == "a\n\"\"\nx\n")
  }

  @Test(arguments: [
    ("x", "lon,lat"), ("Lon", "wgs84_lon,wgs84_lat"), ("lat,wgs84_lon", "out_lon,out_lat"),
    ("lat,wgs84_lon,out_lat", "out_out_lon,out_out_lat"),
  ])
  func `the place takes names that are free`(heads: String, expected: String) throws {
    let table = cells(heads, "1")
    let head = try csv(layer(table, geometry: place)).split(separator: "\n")[0]
    #expect(head == "\(heads),\(expected)")
  }

  @Test func `the place says what its numbers are`() throws {
    var output = layer([place], isGeographic: false)
    #expect(try csv(output) == "easting,northing\n116.1235,23\n")
    output.isGeographic = true
    output.members = [("datum", .text("gcj02"))]
    output.columns = [OutputLayer.Column("lon") { _ in .null }]
    #expect(try csv(output).hasPrefix("out_lon,out_lat,lon\n"))
  }

  @Test func `lines and polygons are well-known text`() throws {
    let square = [0.0, 0, 0, 1, 1, 1, 0, 0]
    let ring = stride(from: 0, to: 8, by: 2).map { FilePosition(square[$0], square[$0 + 1]) }
    let shapes: [Geometry<FilePosition>?] = [
      .polygon(Polygon(exterior: ring)), .line([FilePosition(1, 2), FilePosition(3, 4.5)]), nil,
      .multiPolygon([]),
      .multiPolygon([Polygon(exterior: ring)]), .collection([place, .multiLine([[FilePosition(1, 2)]])]),
      .point(FilePosition(.nan, 0)),
    ]
    #expect(
      try csv(layer(shapes)) == """
        geometry_wkt
        "POLYGON ((0 0, 1 1, 0 1, 0 0))"
        "LINESTRING (1 2, 3 4.5)"
        ""
        MULTIPOLYGON EMPTY
        "MULTIPOLYGON (((0 0, 1 1, 0 1, 0 0)))"
        "GEOMETRYCOLLECTION (POINT (116.1234568 23), MULTILINESTRING ((1 2)))"
        ""

        """)
    #expect(try csv(layer([place]), .wkt) == "geometry_wkt\nPOINT (116.1234568 23)\n")
    #expect(try csv(layer([shapes[0], place]), .lonLat) == "lon,lat\n,\n116.1234568,23\n")
  }

  @Test func `a clashing column becomes source_NAME`() throws {
    let own = [OutputLayer.Column("zone") { _ in .text("b") }]
    #expect(try csv(layer(cells("zone,x", "a,1"), columns: own), .none) == "source_zone,x,zone\na,1,b\n")
  }

  @Test func `tables of several files share columns by name`() throws {
    let tables = [cells("a,b", "1,2"), cells("b,c", "3,\"4,5\""), cells("c", "6")]
    let output = OutputLayer(
      name: "", count: 3, geometry: { _ in nil }, tables: tables,
      carried: { OutputLayer.Carried(table: $0, row: 0) })
    #expect(try csv(output, .none) == "a,b,c\n1,2,\n,3,\"4,5\"\n,,6\n")
  }

  @Test func `GB18030 decodes back to the same text`() throws {
    let table = cells("名称,note", "西马路,𠮷野家 😀 é €")
    let sink = MemorySink()
    try CSVWriter.write(layer(table, geometry: place), to: sink, encoding: .gb18030)
    #expect(sink.bytes.starts(with: [0xC3, 0xFB, 0xB3, 0xC6]))
    let decoded = try TextEncoding.decodeToUTF8(ByteStorage(sink.bytes), named: .gb18030, file: "x").text
    #expect(
      String(decoding: decoded.bytes, as: UTF8.self).replacing("\r\n", with: "\n")
        == (try csv(layer(table, geometry: place))))
  }

  @Test func `every character survives GB18030, private ones aside`() throws {
    let scalars = (1...0x10FFFF).compactMap(Unicode.Scalar.init).filter {
      !(0xE000...0xF8FF).contains($0.value)
    }
    let text = String(String.UnicodeScalarView(scalars))
    let sink = MemorySink()
    try GB18030Sink(sink).write(text)
    let decoded = try TextEncoding.decodeToUTF8(ByteStorage(sink.bytes), named: .gb18030, file: "x").text
    let isSame = decoded.bytes.elementsEqual(text.utf8)
    #expect(isSame)
  }
}

@Suite struct `Rejects written` {
  private let rejections = [
    Rejection(
      file: "点.csv", record: 3, line: 4, id: "F,3", reason: Phrase("column lat is empty", zh: "lat 列为空"),
      hint: Phrase("fill it in", zh: "请填写"), content: "F,3,\"x\"\n"),
    Rejection(file: "b", record: 1, reason: Phrase("no type", zh: "缺少 type")),
  ]

  @Test func `as CSV`() throws {
    let sink = MemorySink()
    try RejectsWriter.write(rejections, to: sink, as: .csv, in: .chinese)
    #expect(
      sink.text.replacing("\r\n", with: "\n") == """
        \u{FEFF}file,record,line,id,reason,hint,content
        点.csv,3,4,"F,3",lat 列为空,请填写,"F,3,""x""
        "
        b,1,,,缺少 type,,

        """)
  }

  @Test func `as JSON lines`() throws {
    let sink = MemorySink()
    try RejectsWriter.write(rejections, to: sink, as: .jsonLines, in: .english)
    #expect(
      sink.text == #"""
        {"file":"点.csv","record":3,"line":4,"id":"F,3","reason":"column lat is empty","hint":"fill it in","content":"F,3,\"x\"\n"}
        {"file":"b","record":1,"line":null,"id":null,"reason":"no type","hint":null,"content":""}

        """#)
  }

  @Test func `the name of the file decides`() {
    #expect(RejectsWriter.Form(path: "out/Rejects.CSV") == .csv)
    #expect(RejectsWriter.Form(path: "rejects.jsonl") == .jsonLines)
    #expect(RejectsWriter.Form(path: "rejects") == .jsonLines)
  }
}

@Suite struct `Output format` {
  @Test(arguments: [
    ("a.geojson", OutputFormat.geojson), ("a.JSON", .geojson), ("x/y.geojsonl", .geojsonSequence),
    ("a.ndjson", .geojsonSequence), ("a.geojsons", .geojsonSequence), ("a.b.csv", .csv),
    ("/tmp/城.gpkg", .geopackage),
  ])
  func `is known by the extension`(path: String, format: OutputFormat) {
    #expect(OutputFormat(path: path) == format)
  }

  @Test(arguments: ["a", "a.txt", ".csv", "x.csv/a", "-", "", "a.", "a.csv.gz"])
  func `or is not known`(path: String) {
    #expect(OutputFormat(path: path) == nil)
  }

  @Test func `every known name names a format`() {
    #expect(OutputFormat.knownNames.compactMap(OutputFormat.init(name:)) == OutputFormat.allCases)
    #expect(OutputFormat.knownNames == OutputFormat.allCases.map(\.rawValue))
  }
}

@Suite struct `CSV there and back` {
  /// Reads, writes, reads again: the same places and the same values under every name of the input.
  private func expectSame(_ storage: ByteStorage, _ encoding: CSVWriter.Encoding) throws {
    let first = try CSVReader.read(storage, name: "x")
    let sink = MemorySink()
    try CSVWriter.write(layer(first), to: sink, encoding: encoding, coordinates: .none)
    let second = try CSVReader.read(ByteStorage(sink.bytes), name: "x")
    #expect(second.geometries == first.geometries)
    #expect(second.properties.names == first.properties.names)
    for row in 0..<first.count {
      for name in first.properties.names {
        #expect(second.properties.value(name, at: row) == first.properties.value(name, at: row))
      }
    }
  }

  @Test(arguments: CSVWriter.Encoding.allCases)
  func `quotation marks, line breaks and Chinese survive`(encoding: CSVWriter.Encoding) throws {
    let text = "lon,lat,名称,备注\n116.5,23.25,西马路,\"他说 \"\"好\"\"\n第二行, 完\"\n117,24,\" x \",007\n"
    try expectSame(ByteStorage(text), encoding)
    try expectSame(ByteStorage(text.replacing(", ", with: "，").replacing(",", with: ";")), encoding)
  }

  @Test(arguments: ["points-gb18030.csv", "points-utf8.csv"], CSVWriter.Encoding.allCases)
  func `real points survive`(file: String, encoding: CSVWriter.Encoding) throws {
    guard let path = TestData.file(file, in: "enc-gb-csv-a")?.path else { return }
    try expectSame(ByteStorage.read(path: path), encoding)
  }
}

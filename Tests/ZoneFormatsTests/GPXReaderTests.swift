import Foundation
import TestSupport
import Testing
import ZoneFormats
import ZoneGeometry
import ZoneModel

private func gpx(_ body: String) throws -> Layer {
  try GPXReader.read(
    ByteStorage("<?xml version=\"1.0\"?>\n<gpx version=\"1.1\">\n\(body)\n</gpx>\n"), name: "t.gpx")
}

@Suite struct `GPX files` {
  private typealias P = FilePosition

  @Test func `waypoints, routes and tracks are rows with names, types and times`() throws {
    let layer = try gpx(
      """
      <metadata><name>not this</name><time>2020-01-01T00:00:00Z</time></metadata>
      <wpt lat="23.6" lon="116.5"><time>2026-08-30T01:05:00Z</time><name>A &amp; B</name>
        <extensions><name>nor this</name><time>2021-01-01T00:00:00Z</time></extensions></wpt>
      <rte><name>R</name><rtept lat="1" lon="2"/><rtept lat='3' lon='4'><name>no</name></rtept></rte>
      <!-- <trk></trk> -->
      <trk><name><![CDATA[T<1>]]></name><link href="x"><text>no</text></link>
        <trkseg><trkpt lon="2" lat="1"><ele>5</ele><time>2026-08-30T09:05:00+08:00</time></trkpt>
          <trkpt lon="3" lat="+2.0"><time>2026-08-30T01:05:01.5Z</time></trkpt><trkpt lon="4" lat="3"/></trkseg>
        <trkseg/>
        <trkseg><trkpt lon="9" lat="9"/></trkseg>
        <trkseg><trkpt lon="5" lat="4"/><trkpt lon="6" lat="5"/></trkseg></trk>
      """)
    #expect(
      layer.geometries == [
        .point(P(116.5, 23.6)), .line([P(2, 1), P(4, 3)]),
        .multiLine([[P(2, 1), P(3, 2), P(4, 3)], [P(5, 4), P(6, 5)]]),
      ])
    let table = layer.properties
    #expect((0..<3).map { table.text("name", at: $0) } == ["A & B", "R", "T<1>"])
    #expect((0..<3).map { table.text("type", at: $0) } == ["waypoint", "route", "track"])
    #expect(
      (0..<3).map { table.text("time", at: $0) } == ["2026-08-30T01:05:00Z", nil, "2026-08-30T01:05:00Z"])
    let times = try #require(layer.vertexTimes[2])
    #expect(times.map(\.count) == [3, 2])
    #expect(Array(times[0][..<2]) == [1_788_051_900, 1_788_051_901.5])
    #expect(times[0][2].isNaN && times[1][0].isNaN)
    #expect(Array(layer.vertexTimes.keys) == [2])
    #expect(layer.line(of: 1) == 6)
    #expect(layer.notices.count == 1)
    #expect(layer.rejections.isEmpty)
  }

  @Test func `what is single is kept as a point where there is nothing else`() throws {
    let layer = try gpx(
      """
      <trk><trkseg><trkpt lat="1" lon="2"/></trkseg></trk>
      <trk><trkseg><trkpt lat="1" lon="2"/></trkseg><trkseg><trkpt lat="3" lon="4"/></trkseg></trk>
      <trk><trkseg></trkseg></trk><rte/>
      """)
    #expect(layer.geometries == [.point(P(2, 1)), .multiPoint([P(2, 1), P(4, 3)]), nil, nil])
    #expect(layer.notices.isEmpty)
  }

  @Test func `metres and texts in place of degrees cost the element alone`() throws {
    let layer = try gpx(
      """
      <wpt lat="6426359.8" lon="971866.4"><name>Lambert</name></wpt>
      <wpt lat="north" lon="1"/>
      <wpt lat="1"/>
      <wpt lat="91" lon="1"/>
      <trk><trkseg><trkpt lat="1" lon="2"/><trkpt lat="1" lon="181"/></trkseg></trk>
      <wpt lat="1" lon="2"/>
      """)
    #expect(layer.geometries == [.point(P(2, 1))])
    #expect(layer.records == [6])
    #expect(layer.rejections.map(\.record) == [1, 2, 3, 4, 5])
    #expect(layer.rejections.map(\.line) == [3, 4, 5, 6, 7])
    #expect(layer.rejections[0].id == "Lambert")
    #expect(layer.rejections[0].hint?.english.contains("projected metres") == true)
    #expect(layer.rejections[1].reason.english.contains("lat=\"north\"") == true)
    #expect(layer.rejections[3].content == "<wpt lat=\"91\" lon=\"1\"/>")
  }

  @Test func `a file cut anywhere is refused with its line`() throws {
    let text =
      "<?xml version=\"1.0\"?><!-- c -->\n<gpx><!DOCTYPE x>\n<trk><name><![CDATA[a]]></name><trkseg>"
      + "<trkpt lat=\"1\" lon=\"2\"><time>2026-08-30T01:05:00Z</time></trkpt></trkseg></trk></gpx>"
    #expect(try GPXReader.read(ByteStorage(text), name: "t.gpx").count == 1)
    for length in 0..<text.utf8.count {
      let found = problem { try GPXReader.read(ByteStorage(Array(text.utf8.prefix(length))), name: "t.gpx") }
      #expect(found?.kind == .badData, "cut at byte \(length)")
    }
    let cut = problem { try GPXReader.read(ByteStorage(String(text.prefix(100))), name: "t.gpx") }
    #expect(cut?.place?.english == "t.gpx, line 3")
  }

  @Test(arguments: [
    "<gpx><trk></rte></gpx>", "<gpx></gpx></gpx>", "<gpx>< wpt/></gpx>", "<kml></kml>", "text", "<gpx/>text",
    "<gpx><wpt lat=\"1\" <a/></gpx>",
  ])
  func `what is no XML or no GPX is refused`(text: String) {
    #expect(problem { try GPXReader.read(ByteStorage(text), name: "t.gpx") }?.kind == .badData)
  }

  @Test func `entities of a document type are neither expanded nor fetched`() throws {
    let text =
      "<!DOCTYPE gpx [<!ENTITY a \"boom\"><!ENTITY b SYSTEM \"file:///etc/passwd\"> <!-- ]> -->]>\n"
      + "<gpx><wpt lat=\"1\" lon=\"2\"><name>&a;&b;&#20013;&#x6587;&lt;</name></wpt></gpx>"
    let layer = try GPXReader.read(ByteStorage(text), name: "t.gpx")
    #expect(layer.properties.text("name", at: 0) == "&a;&b;中文<")
  }

  @Test func `encodings are those the XML declares`() throws {
    let body = "<gpx><wpt lat=\"1\" lon=\"2\"><name>"
    // 中文 in GBK
    let gbk = Array("<?xml version='1.0' encoding='GBK'?>\(body)".utf8) + [0xD6, 0xD0, 0xCE, 0xC4]
    let end = Array("</name></wpt></gpx>".utf8)
    #expect(try GPXReader.read(ByteStorage(gbk + end), name: "t").properties.text("name", at: 0) == "中文")
    let wide = Array("\u{FEFF}<?xml version='1.0' encoding='UTF-16'?>\(body)中文</name></wpt></gpx>".utf16)
      .flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(try GPXReader.read(ByteStorage(wide), name: "t").properties.text("name", at: 0) == "中文")
    let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?>\(body)".utf8) + [0xE9] + end
    #expect(
      problem { try GPXReader.read(ByteStorage(latin), name: "t") }?.what.english.contains("ISO-8859-1")
        == true)
  }

  @Test(arguments: ["tracks-gpx-a", "tracks-france-a"])
  func `real files load, or what is wrong with them is told`(set: String) throws {
    guard let folder = TestData.folder(set) else { return }
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    for file in files where file.pathExtension == "gpx" {
      let layer = try LayerReader.read(file.path, ReadingOptions())
      for (row, times) in layer.vertexTimes {
        #expect(times.map(\.count) == layer.geometries[row]?.lines.map(\.count), "\(file.lastPathComponent)")
      }
      switch file.lastPathComponent {
      case "vincennes.gpx": #expect(layer.count == 0 && layer.rejections.count == 1)
      case "903313.gpx": #expect(layer.count == 1 && layer.rejections.count == 20)
      default: #expect(layer.rejections.isEmpty, "\(file.lastPathComponent)")
      }
    }
  }

  @Test func `every vertex of a long track is there with its time`() throws {
    guard let file = TestData.file("230923.gpx", in: "tracks-france-a") else { return }
    let layer = try LayerReader.read(file.path, ReadingOptions())
    #expect(layer.geometries.map { $0?.lines.map(\.count) } == [[19105]])
    #expect(layer.vertexTimes[0]?[0].allSatisfy(\.isFinite) == true)
  }
}

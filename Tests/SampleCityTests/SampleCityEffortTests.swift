import Foundation
import Testing
import ZoneGeometry

@testable import SampleCity

@Suite("Sample city findings and sweeps")
struct SampleCityEffortTests {
  private var inspected: [Finding] { city.findings.covert + city.findings.leaders + city.findings.office }

  @Test func `places meant to stay unseen hold nothing inspectors did`() {
    for place in city.places.all where !place.attention.isVisited {
      #expect(!city.sweeping.visits.contains { !$0.refused && place.contains($0.place) }, "\(place.id)")
      #expect(!inspected.contains { place.contains($0.place) && $0.spot != "示例边界点位" }, "\(place.id)")
      #expect(
        !city.sweeping.tracks.contains { $0.fixes.contains { place.contains($0.place) } }, "\(place.id)")
    }
  }

  @Test func `places seen long ago were not seen since`() {
    let late = Moment(day: Moment.longAgo, hour: 0, minute: 0)
    let stale = city.places.all.filter { $0.attention == .longAgo }
    #expect(stale.count >= 8)
    for place in stale {
      #expect(city.sweeping.visits.contains { place.contains($0.place) }, "\(place.id)")
      #expect(!city.sweeping.visits.contains { place.contains($0.place) && $0.time >= late }, "\(place.id)")
      #expect(
        !city.sweeping.tracks.contains { $0.fixes.contains { place.contains($0.place) } }, "\(place.id)")
    }
  }

  @Test func `each way of being missed occurs`() {
    #expect(city.places.markets.count { $0.attention == .never } >= 2)
    #expect(city.places.villages.count { $0.attention == .never } >= 4)
    #expect(city.places.compounds.count { $0.attention == .wallOnly } >= 5)
    #expect(city.sweeping.visits.count { $0.refused } >= 3)
    let unseen = city.places.all.filter { !$0.attention.isVisited }
    #expect(city.findings.complaints.contains { finding in unseen.contains { $0.contains(finding.place) } })
  }

  @Test func `effort is uneven between subdistricts`() {
    func visits(_ code: String) -> Int {
      city.sweeping.visits.count { city.topology.subdistrict(at: $0.place)?.code == code }
    }
    #expect(visits("445102008") > 10 * visits("445102111"))
  }

  @Test func `everything happens in the ninety days, sorted by time`() {
    let end = Moment(day: Moment.days, hour: 0, minute: 0)
    let times = [
      city.findings.covert.map(\.time), city.findings.leaders.map(\.time), city.findings.office.map(\.time),
      city.findings.complaints.map(\.time), city.sweeping.visits.map(\.time),
    ]
    for list in times {
      #expect(list == list.sorted())
      #expect(list.allSatisfy { $0.seconds >= 0 && $0 < end })
    }
    #expect(
      city.sweeping.tracks.allSatisfy {
        $0.fixes.map(\.time) == $0.fixes.map(\.time).sorted() && $0.fixes[$0.fixes.count - 1].time < end
      })
  }

  @Test func `some findings lie on a shared border, one where three subdistricts meet`() {
    let border = city.topology.straightBorder
    let on = city.findings.covert.filter {
      $0.place.x == border.south.x && $0.place.y > border.south.y && $0.place.y < border.north.y
    }
    #expect(on.count >= 5)
    #expect(city.findings.covert.contains { $0.place == city.topology.triplePoint })
  }

  @Test func `the office's table is GB18030, in GCJ-02, with three rows that cannot be used`() throws {
    let file = try #require(city.files.first { $0.path == "findings-office.csv" })
    let text = try #require(String(data: Data(file.bytes), encoding: String.Encoding(rawValue: 0x8000_0632)))
    #expect(String(data: Data(file.bytes), encoding: .utf8) == nil)
    let lines = text.split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(lines[0].prefix(4) == ["编号", "发现时间", "经度", "纬度"])
    #expect(lines.allSatisfy { $0.count == lines[0].count })
    var usable = 0
    for (line, finding) in zip(lines.dropFirst(), city.findings.office) {
      let digits = line[2...3].map { halfWidth(String($0)) }
      guard let lon = Double(digits[0]), let lat = Double(digits[1]), lon < 180 else { continue }
      usable += 1
      let place = CityPlane.place(finding.place)
      // GCJ-02 lies 537 to 579 m south-east of WGS 84 here.
      let shift = CityPlane.vector(LonLat(lon, lat)).distance(to: CityPlane.vector(place))
      #expect((530...590).contains(shift))
    }
    #expect(usable == lines.count - 1 - FindingFiles.brokenOfficeRows)
  }

  @Test func `moments are written as calendars have them`() {
    let first = Moment(day: 0, hour: 5, minute: 7, second: 9)
    #expect(first.rfc3339 == "2026-06-03T05:07:09+08:00")
    #expect(first.utc == "2026-06-02T21:07:09Z")
    #expect(Moment(day: 89, hour: 9, minute: 5).spreadsheet == "2026/8/31 9:05")
    #expect(Moment(day: 28, hour: 23, minute: 0).local == "2026-07-01 23:00:00")
    #expect(Moment(day: 58, hour: 23, minute: 0).date == "2026-07-31")
    #expect(Moment(day: 59, hour: 0, minute: 0).utc == "2026-07-31T16:00:00Z")
  }
}

/// Plain digits, without blanks around them.
private func halfWidth(_ text: String) -> String {
  String(
    String.UnicodeScalarView(
      text.unicodeScalars.filter { $0 != " " }.map {
        (0xff10...0xff19).contains($0.value) ? Unicode.Scalar($0.value - 0xfee0) ?? $0 : $0
      }))
}

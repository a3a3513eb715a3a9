import Foundation
import Testing
import ZoneModel

@Suite struct `Time text` {
  let shanghai = TimeText.shanghai

  @Test(arguments: [
    "2026-08-30T09:05:00+08:00", "2026-08-30T01:05:00Z", "2026-08-30t01:05:00.000z", "2026-08-30 09:05",
    "2026/8/30 9:05", "2026/8/30 9:05:00", "2026.8.30 9:05", "2026年8月30日 9时5分", "２０２６-08-30 ０９:05",
    "20260830090500", "1788051900", "1788051900000", " 2026-08-30 09:05 ",
    "2026-08-30T0105Z".replacing("0105", with: "01:05"),
  ])
  func `every way of writing a moment names the same instant`(text: String) {
    #expect(shanghai.instant(text) == 1_788_051_900)
  }

  @Test func `a bare date is local midnight`() {
    #expect(shanghai.instant("2026-08-30") == shanghai.instant("2026-08-30T00:00:00+08:00"))
    #expect(shanghai.instant("20260830") == shanghai.instant("2026/8/30"))
    #expect(shanghai.instant("46264") == shanghai.instant("2026-08-30"))
  }

  @Test(arguments: [
    "", "yesterday", "2026-02-30", "2026-13-01", "2026-08-30T25:00", "2026-08-30T10:61", "30/8/2026",
    "2026-08-30T10:00+8", "2026-08", "12", "2026-08-30x",
  ])
  func `what names no instant is nil`(text: String) {
    #expect(shanghai.instant(text) == nil)
  }

  @Test func `text written is read back as the same second`() {
    for zone in ["Asia/Shanghai", "UTC", "+05:30", "America/New_York", "Europe/London"] {
      guard let time = TimeText(zoneNamed: zone) else {
        Issue.record("no zone \(zone)")
        continue
      }
      for instant in stride(from: -1e9, to: 4e9, by: 98_765_431) {
        #expect(time.instant(time.text(instant.rounded())) == instant.rounded())
      }
    }
  }

  @Test func `civil dates agree with Foundation`() {
    let format = ISO8601DateFormatter()
    for instant in stride(from: -5e9, to: 8e9, by: 123_456_789.0) {
      let seconds = instant.rounded()
      let ours = TimeText(zone: .gmt).text(seconds)
      #expect(ours == format.string(from: Date(timeIntervalSince1970: seconds)))
    }
  }
}

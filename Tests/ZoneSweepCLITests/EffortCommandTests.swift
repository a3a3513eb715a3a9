import Foundation
import Testing

@Suite struct `Sharing out hours with the verb plan` {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private func effort(_ arguments: [String]) throws -> Program.Result {
    try Program.run(["plan", "--objective", "effort"] + arguments)
  }

  /// Published allocations: U, w, T → t and λ.
  struct Vector: Sendable {
    var unseen: [Double]
    var rates: [Double]
    var hours: Double
    var times: [Double]
    var multiplier: Double
  }

  static let published = [
    Vector(
      unseen: [8, 4, 1, 2], rates: [1, 4, 12, 8], hours: 0.05, times: [0, 0.0333, 0, 0.0167],
      multiplier: 14.0028),
    Vector(
      unseen: [4, 2, 8, 1], rates: [4, 1, 1, 12], hours: 0.10, times: [0.09298, 0, 0, 0.00702],
      multiplier: 11.0305),
    Vector(
      unseen: [2, 4, 2], rates: [9, 3, 6], hours: 0.20, times: [0.073224, 0.0845173, 0.0422587],
      multiplier: 9.3125),
  ]

  @Test(arguments: published)
  func `the published allocations come out of a table`(vector: Vector) throws {
    var text = "id,unseen,rate\n"
    for (number, (unseen, rate)) in zip(vector.unseen, vector.rates).enumerated() {
      text += "Z\(number),\(unseen),\(rate)\n"
    }
    let table = try folder.write("t.csv", text)
    let result = try effort(["--effort-table", table, "--hours", "\(vector.hours)"])
    #expect(result.code == 0, "\(result.errors)")
    let json = try result.json()
    let features = try #require(json["features"] as? [[String: Any]])
    let hours = features.compactMap { ($0["properties"] as? [String: Any])?["hours"] as? Double }
    #expect(hours.count == vector.times.count)
    for (own, theirs) in zip(hours, vector.times) { #expect(abs(own - theirs) < 6e-5) }
    let member = try #require(json["plan"] as? [String: Any])
    #expect(abs((member["multiplier"] as? Double ?? 0) - vector.multiplier) < 6e-4)
    let proof = try #require(member["certificate"] as? [String: Any])
    #expect(proof["holds"] as? Bool == true && (proof["duality_gap"] as? Double ?? 1) < 1e-6)
    #expect(result.errors.contains("proved:"))
  }

  private func zones() throws -> [String] {
    func square(_ id: String, _ lon: Double, _ side: Double) -> String {
      """
      {"type":"Feature","properties":{"id":"\(id)","kind":"compound"},"geometry":{"type":"Polygon","coordinates":
      [[[\(lon),23.66],[\(lon + side),23.66],[\(lon + side),\(23.66 + side)],[\(lon),\(23.66 + side)],[\(lon),23.66]]]}}
      """
    }
    let zones = try folder.write(
      "z.geojson",
      "{\"type\":\"FeatureCollection\",\"features\":[\(square("small", 116.65, 0.001)),\(square("large", 116.66, 0.004))]}"
    )
    let visits = try folder.write(
      "v.csv", "lon,lat,time\n116.7,23.7,2026-08-01 10:00\n116.7,23.7,2026-08-31 10:00\n")
    return ["--zones", zones, "--observations", visits]
  }

  @Test func `hours go where they find most, and one more zone enters with more of them`() throws {
    func shares(_ hours: String) throws -> [String: [String: Any]] {
      let result = try effort(zones() + ["--hours", hours])
      #expect(result.code == 0, "\(result.errors)")
      let features = try #require(try result.json()["features"] as? [[String: Any]])
      return Dictionary(
        features.compactMap { $0["properties"] as? [String: Any] }.map { ($0["zone"] as? String ?? "", $0) }
      ) { $1 }
    }
    let (few, many) = (try shares("0.05"), try shares("10"))
    #expect(few["small"]?["hours"] as? Double == 0.05 && few["large"]?["hours"] as? Double == 0)
    let hours = ["small", "large"].map { many[$0]?["hours"] as? Double ?? 0 }
    #expect(abs(hours[0] + hours[1] - 10) < 1e-5 && hours[1] > hours[0])
    for zone in ["small", "large"] {
      let row = try #require(many[zone])
      let pod = 1 - exp(-(row["rate_per_hour"] as? Double ?? 0) * (row["hours"] as? Double ?? 0))
      #expect(abs((row["pod_gained"] as? Double ?? 0) - pod) < 1e-4)
    }
    // 2 · 30 m wide at 3 km/h: of some 104 m × 111 m in an hour 15.9 times
    let rate = 60 * 3000 / (few["small"]?["area_m2"] as? Double ?? 1)
    #expect(abs((few["small"]?["rate_per_hour"] as? Double ?? 0) - rate) < 1e-3)
  }

  @Test func `the teams' shifts are the hours where none are given, without breaks`() throws {
    let teams = try folder.write(
      "teams.json",
      "[{\"id\":\"T\",\"base\":[116.65,23.66],\"shift\":[\"08:00\",\"17:00\"],\"breaks\":[[\"12:00\",\"14:00\"]]}]"
    )
    let result = try effort(zones() + ["--teams", teams, "--lang", "zh"])
    #expect(result.code == 0, "\(result.errors)")
    let member = try #require(try result.json()["plan"] as? [String: Any])
    #expect(member["hours"] as? Double == 7 && result.errors.contains("已证明最优"))
  }

  @Test func `tables go into files and replace what is reckoned for zones`() throws {
    let table = try folder.write("t.csv", "编号,未发现问题,发现率\nsmall,0,5\nnowhere,1,1\n")
    let result = try effort(zones() + ["--hours", "1", "--effort-table", table, "-o", folder.path("h.csv")])
    #expect(result.code == 0 && result.errors.contains("nowhere"), "\(result.errors)")
    let rows = try String(contentsOfFile: folder.path("h.csv"), encoding: .utf8)
    #expect(rows.contains("pod_gained") && rows.split(whereSeparator: \.isNewline).count == 3)
  }

  @Test func `a row that makes no sense costs itself only`() throws {
    let table = try folder.write("t.csv", "id,unseen,rate\na,4,1\nb,many,1\na,2,1\nc,4,1\n")
    let result = try effort(["--effort-table", table, "--hours", "2"])
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.errors.contains("unseen is many") && result.errors.contains("a stands twice"))
    let plan = try #require(try result.json()["plan"] as? [String: Any])
    #expect(plan["expected_unseen"] as? Double == 8)
  }

  @Test func `what makes no sense ends with the code of the contract`() throws {
    let table = try folder.write("t.csv", "id,unseen,rate\na,1,1\n")
    #expect(try effort(["--effort-table", table]).code == 64)
    #expect(try effort(["--effort-table", table, "--hours", "-1"]).code == 64)
    #expect(try effort(["--effort-table", "nowhere.csv", "--hours", "1"]).code == 66)
    #expect(try effort(["--hours", "1"]).code == 64)
    #expect(try effort(["--effort-table", table, "--hours", "1", "--keep", "plan.geojson"]).code == 64)
    #expect(try effort(["--effort-table", table, "--hours", "1", "--all-streets"]).code == 64)
    for text in [
      "id,unseen,rate\na,-1,1\n", "id,unseen,rate\na,1,x\n", "id,unseen,rate\na,1e308,1\n",
      "id,unseen,rate\n",
    ] {
      let result = try effort(["--effort-table", try folder.write("b.csv", text), "--hours", "1"])
      #expect(result.code == 65 && result.errors.contains("hint:") && result.output.isEmpty, "\(text)")
    }
    let zero = try effort(["--effort-table", table, "--hours", "0"])
    #expect(zero.code == 0, "\(zero.errors)")
  }
}

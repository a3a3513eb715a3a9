import Foundation
import SweepPlanning
import TestSupport
import Testing
import ZoneAnalysis
import ZoneFormats
import ZoneGeometry
import ZoneModel

@testable import ZoneOperations

@Suite struct `Reviewing sweeps` {
  private let small: SmallPlan
  private let plan: String

  init() throws {
    var small = try SmallPlan()
    small.options.teams = try small.teams([
      small.team("T1", "\"zones\":[\"S1\"],\"members\":[\"Lin\"]"), small.team("T2", "\"zones\":[\"S2\"]"),
    ])
    plan = try small.files.write("plan.geojson", small.json(small.planned()))
    self.small = small
  }

  private func visit(
    _ x: Double, _ y: Double, _ time: String, by inspector: String?, _ more: String = ""
  ) throws -> (
    String, String
  ) {
    let who = inspector.map { ",\"inspector\":\"\($0)\"" } ?? ""
    return (try small.site.point(x, y), "{\"time\":\"2026-08-31T\(time):00+08:00\"\(who)\(more)}")
  }

  private func review(_ visits: [(String, String)]) throws -> SweepReview {
    var input = small.input
    input.observations.append(try small.files.collection("today.geojson", visits.map { ($0.0, $0.1) }))
    return try reviewSweeps(input, plan: plan)
  }

  @Test func `nobody out: all stops are missed and nothing is gained`() throws {
    let review = try review([])
    #expect(review.stops.map(\.status) == [.missed, .missed, .missed])
    #expect(review.after == review.before && review.sweeps.count == 2)
  }

  @Test func `observations belong to the inspector's team, else to the nearest planned stop's`() throws {
    let review = try review([
      visit(20, 20, "09:00", by: "Lin"), visit(1020, 20, "10:00", by: nil),
      visit(9000, 0, "10:00", by: "Ouyang"),
    ])
    #expect(review.sweeps.map(\.observations) == [1, 1, 1])
    #expect(review.stops.filter { $0.status == .done }.map(\.id).sorted() == ["C1-1", "C2-1"])
    #expect(review.sweeps[2].team == nil && review.sweeps[2].gained == 0)
  }

  @Test func `a closed door is no visit`() throws {
    let review = try review([visit(2020, 20, "09:00", by: "T2", ",\"access\":\"none\"")])
    #expect(review.stops.first { $0.id == "M1-1" }?.status == .noAccess)
    #expect(review.after == review.before)
  }

  @Test func `what was seen from outside the wall counts for nothing`() throws {
    let review = try review([visit(-5, 20, "09:00", by: "Lin")])
    #expect(review.stops.first { $0.id == "C1-1" }?.status == .missed)
    #expect(review.sweeps[0].gained == 0)
  }

  @Test func `gains add up to the union, and with what was repeated to each sweep's own ground`() throws {
    var random = SeededRandom(seed: 11)
    for _ in 0..<20 {
      var visits: [(String, String)] = []
      for team in ["T1", "T2", "X"] {
        for _ in 0..<3 {
          visits.append(
            try visit(
              Double.random(in: 1000...1040, using: &random), Double.random(in: 0...40, using: &random),
              "10:00",
              by: team, ",\"radius_m\":\(Int.random(in: 5...15, using: &random))"))
        }
      }
      let review = try review(visits)
      let gained = review.sweeps.reduce(0) { $0 + $1.gained }
      #expect(abs(gained - (review.after - review.before)) < 1e-6)
      // |A ∪ B ∪ C| = Σ|A| − Σ|A ∩ B| + |A ∩ B ∩ C|, the intersections from discs alone
      let union = try inclusionExclusion(visits)
      #expect(abs(union - gained) < 0.01 * union, "\(union) \(gained)")
      for sweep in review.sweeps { #expect(sweep.gained + sweep.repeated <= 1600 + 1e-6) }
    }
  }

  /// The area of the union of three sets of discs in the compound C2 by inclusion and exclusion of grid counts.
  private func inclusionExclusion(_ visits: [(String, String)]) throws -> Double {
    let discs = try visits.map { shape, properties -> (x: Double, y: Double, r: Double) in
      let place = try JSONSerialization.jsonObject(with: Data(shape.utf8)) as? [String: Any]
      let pair = place?["coordinates"] as? [Double] ?? []
      let point = try small.site.plane.forward(LonLat(pair[0], pair[1]))
      let members = try JSONSerialization.jsonObject(with: Data(properties.utf8)) as? [String: Any]
      return (point.x, point.y, (members?["radius_m"] as? NSNumber)?.doubleValue ?? 0)
    }
    let step = 0.25
    var counts = [Double](repeating: 0, count: 8)
    for i in 0..<160 {
      for j in 0..<160 {
        let (x, y) = (1000 + (Double(i) + 0.5) * step, (Double(j) + 0.5) * step)
        var mask = 0
        for (number, disc) in discs.enumerated() where hypot(disc.x - x, disc.y - y) <= disc.r {
          mask |= 1 << (number / 3)
        }
        for subset in 1..<8 where subset & mask == subset { counts[subset] += step * step }
      }
    }
    return (1..<8).reduce(0) { $0 + ($1.nonzeroBitCount % 2 == 1 ? counts[$1] : -counts[$1]) }
  }

  @Test func `what was seen before the day is no gain`() throws {
    var input = small.input
    let early = try small.files.collection(
      "early.geojson",
      [(try small.site.point(20, 20), "{\"time\":\"2026-08-30T23:00:00+08:00\",\"inspector\":\"Lin\"}")])
    let today = try small.files.collection(
      "today.geojson", [visit(20, 20, "09:00", by: "Lin")].map { ($0.0, $0.1) })
    input.observations += [early, today]
    let review = try reviewSweeps(input, plan: plan)
    #expect(review.sweeps[0].gained == 0 && review.sweeps[0].repeated > 1000)
  }

  @Test func `a stop whose zone is not given is told apart from a missed one`() throws {
    var input = small.input
    input.zones = [
      ZoneSource(
        path: try small.files.collection(
          "some.geojson", [(small.site.rectangle(0, 0, 40, 40), "{\"id\":\"C1\",\"kind\":\"compound\"}")]))
    ]
    let review = try reviewSweeps(input, plan: plan)
    #expect(review.stops.map(\.status) == [.missed, .unknownZone, .unknownZone])
    #expect(review.sweeps.map(\.missed) == [1, 0] && review.sweeps.map(\.unjudged) == [0, 2])
    #expect(review.notices.contains { $0.what.english.contains("zones that are not given: M1, C2") })
  }

  @Test func `a plan of another day, and a day without observations, are told`() throws {
    let words = try review([]).notices.map(\.what.english)
    #expect(words == ["no observation is of 2026-08-31; the newest is of 2026-08-30"])
    let day = try #require(small.input.time.instant("2026-08-30"))
    let other = try reviewSweeps(small.input, plan: plan, day: day)
    #expect(
      other.notices.map(\.what.english) == ["the plan is of 2026-08-31, and is held against 2026-08-30"])
  }

  @Test func `a door closed on an earlier day says nothing of this one`() throws {
    var input = small.input
    input.observations.append(
      try small.files.collection(
        "early.geojson",
        [
          (
            try small.site.point(2020, 20),
            "{\"time\":\"2026-08-01T09:00:00+08:00\",\"access\":\"none\"}"
          )
        ]))
    #expect(try reviewSweeps(input, plan: plan).stops.allSatisfy { $0.status == .missed })
  }

  @Test func `a file that is no plan is refused`() throws {
    #expect(throws: Problem.self) { try reviewSweeps(small.input, plan: small.input.zones[0].path) }
  }
}

import Foundation
import Testing
import ZoneModel

@Suite struct `Probability of detection` {
  @Test(arguments: [
    (0.25, 22.12, 24.60), (0.5, 39.35, 46.91), (1, 63.21, 78.99), (2, 86.47, 98.78), (3, 95.02, 99.98),
  ])
  func `random search and the inverse cube bracket it`(factor: Double, random: Double, optimistic: Double) {
    #expect(abs(Detection.probability(coverageFactor: factor) * 100 - random) < 0.005)
    #expect(abs(Detection.optimisticProbability(coverageFactor: factor) * 100 - optimistic) < 0.005)
  }

  @Test func `no effort finds nothing, and no area has no factor`() {
    #expect(Detection.probability(coverageFactor: 0) == 0)
    #expect(Detection.optimisticProbability(coverageFactor: 0) == 0)
    #expect(Detection.coverageFactor(effort: 1, area: 0) == nil)
    #expect(Detection.probabilityOfAny(expected: 0) == 0)
    #expect(abs(Detection.probabilityOfAny(expected: 2.45) - (1 - exp(-2.45))) < 1e-15)
  }
}

@Suite struct `Arriving problems` {
  @Test func `the mean over time is λT(1/p − ½): 2.45`() {
    #expect(abs(Arrivals(perDay: 0.7).mean(lookingEvery: 3, with: 0.6) - 2.45) < 1e-12)
  }

  @Test func `the mean is that of a long simulation by the recursion`() {
    for clearing in [0, 0.05, 0.4] {
      let arrivals = Arrivals(perDay: 0.7, clearingPerDay: clearing)
      var (unseen, sum) = (0.0, 0.0)
      for _ in 0..<400 { unseen = arrivals.unseen(unseen, after: 3, lookedAtWith: 0.6) }
      #expect(abs(unseen - arrivals.steady(lookingEvery: 3, with: 0.6)) < 1e-9)
      let steps = 30_000
      for step in 0..<steps {
        sum += arrivals.unseen(unseen, after: (Double(step) + 0.5) * 3 / Double(steps))
      }
      #expect(abs(sum / Double(steps) - arrivals.mean(lookingEvery: 3, with: 0.6)) < 1e-6)
    }
  }

  @Test func `clearing by itself is the limit of none`() {
    let (none, little) = (Arrivals(perDay: 0.7), Arrivals(perDay: 0.7, clearingPerDay: 1e-9))
    #expect(abs(none.unseen(2, after: 5) - little.unseen(2, after: 5)) < 1e-6)
    #expect(abs(none.mean(lookingEvery: 3, with: 0.6) - little.mean(lookingEvery: 3, with: 0.6)) < 1e-6)
  }

  @Test func `with clearing the number never passes λ/μ`() {
    let arrivals = Arrivals(perDay: 0.5, clearingPerDay: 0.1)
    #expect(abs(arrivals.unseen(0, after: 1e6) - 5) < 1e-9)
    #expect(arrivals.steady(lookingEvery: 1, with: 0) <= 5 + 1e-9)
    #expect(Arrivals(perDay: 0.5).steady(lookingEvery: 1, with: 0) == .infinity)
  }
}

@Suite struct `Detection parameters` {
  @Test func `the row that says most of a kind and item counts`() throws {
    let text = """
      kind,item,arrivals_per_day,clearing_per_day,sweep,least_pod
      *,*,0.1,0,1,0.5
      market,*,0.2,,0.5,
      *,06010,0.3,0.01,,0.8
      农贸市场,06010,0.4,,,
      market,06010,9,,,
      road,*,-1,,,
      road,*,1,,0,
      road,*,1,,,2
      """
    let (table, rejections) = try DetectionParameters.reading(Array(text.utf8), file: "d.csv")
    #expect(rejections.map(\.line) == [6, 7, 8, 9])
    func rate(_ kind: ZoneKind, _ item: String?) -> Double {
      table.values(kind: kind, item: item).arrivals.perDay
    }
    #expect(rate(.market, "06010") == 0.4)
    #expect(rate(.road, "06010") == 0.3)
    #expect(rate(.market, "06012") == 0.2)
    #expect(rate(.market, nil) == 0.2)
    #expect(rate(.road, nil) == 0.1)
    #expect(table.values(kind: .market, item: nil).sweep == 0.5)
    #expect(table.values(kind: .road, item: "06010").leastProbability == 0.8)
  }

  @Test func `what ships is an assumption and says so`() {
    let shipped = DetectionParameters.shipped
    #expect(shipped.head.verified == "no" && shipped.head.source.contains("assumption"))
    #expect(shipped.values(kind: .market, item: "06010").sweep == 1)
  }

  @Test func `a kind without a row has the built-in assumption, not no problems ever`() {
    let values = DetectionParameters.Values(arrivals: Arrivals(perDay: 0.3), sweep: 0.5)
    let table = DetectionParameters(rows: [DetectionParameters.Row(kind: .market, values: values)])
    #expect(table.speaks(of: .market) && !table.speaks(of: .road))
    #expect(table.values(kind: .market, item: "06010") == values)
    #expect(table.values(kind: .road, item: "06010") == DetectionParameters.fallback)
    #expect(table.values(kind: .road, item: nil).arrivals.perDay == 0.02)
    #expect(DetectionParameters.fallback == DetectionParameters.shipped.values(kind: .road, item: nil))
    #expect(DetectionParameters(rows: []).values(kind: .road, item: nil) == DetectionParameters.fallback)
  }

  @Test func `an item is found when a spreadsheet took its zeros off`() {
    func row(_ item: String, _ rate: Double) -> DetectionParameters.Row {
      DetectionParameters.Row(item: item, values: .init(arrivals: Arrivals(perDay: rate)))
    }
    let table = DetectionParameters(rows: [row("6010", 0.5), row("7", 0.1), row("007", 0.2)])
    func rate(_ item: String) -> Double { table.values(kind: .road, item: item).arrivals.perDay }
    #expect(rate("06010") == 0.5)
    #expect(rate("7") == 0.1 && rate("007") == 0.2)
    // two rows could be meant
    #expect(rate("07") == DetectionParameters.fallback.arrivals.perDay)
  }
}

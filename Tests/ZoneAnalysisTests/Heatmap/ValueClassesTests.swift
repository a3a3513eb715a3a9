import TestSupport
import Testing
import ZoneAnalysis

@Suite struct `Classes of values` {
  private func ranges(_ classes: ValueClasses) -> [ClosedRange<Double>?] { classes.classes.map(\.range) }

  @Test func `ten values in five classes are two each`() {
    let classes = ValueClasses((1...10).map(Double.init), most: 5, equal: .members)
    #expect(ranges(classes) == [1...2, 3...4, 5...6, 7...8, 9...10])
    #expect(classes.classes.map(\.begin) == [nil, 3, 5, 7, 9])
    #expect(classes.classes.map(\.end) == [3, 5, 7, 9, nil])
  }

  @Test func `a value that most share takes one class, and the others are still told apart`() {
    let values = [Double](repeating: 1, count: 90) + [2, 2, 3, 4, 5, 6, 7, 8]
    let classes = ValueClasses(values, most: 5, equal: .members)
    #expect(ranges(classes) == [1...1, 2...2, 3...4, 5...6, 7...8])
  }

  @Test func `equal sums give the places that hold most a class of their own`() {
    let values = [Double](repeating: 1, count: 100) + [100]
    #expect(ranges(ValueClasses(values, most: 2, equal: .sum)) == [1...1, 100...100])
    #expect(ranges(ValueClasses([1, 2, 3, 4, 10], most: 2, equal: .sum)) == [1...4, 10...10])
  }

  @Test func `fewer values than classes have one each, equal ones one, none none`() {
    #expect(ranges(ValueClasses([3, 1], most: 5, equal: .members)) == [1...1, 3...3])
    #expect(ranges(ValueClasses([2, 2, 2], most: 5, equal: .sum)) == [2...2])
    #expect(ValueClasses([], most: 5, equal: .sum).classes.isEmpty)
  }

  @Test func `a value on a given limit belongs to the class above, and empty classes stay`() {
    let classes = ValueClasses([1, 2, 2, 9], limits: [2, 5, 7])
    #expect(classes.classes.map(\.count) == [1, 2, 0, 1])
    #expect(ranges(classes) == [1...1, 2...2, nil, 9...9])
    #expect(ValueClasses([4], limits: []).classes.map(\.count) == [1])
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64], [1, 2, 5, 7])
  func `every value is in one class, ascending, and its class says so`(seed: UInt64, most: Int) {
    var random = SeededRandom(seed: seed)
    let values = (0..<300).map { _ in (Double.random(in: 0...3, using: &random) * 10).rounded() / 4 }
    for sharing in [ValueClasses.Sharing.members, .sum] {
      let classes = ValueClasses(values, most: most, equal: sharing)
      #expect(classes.classes.count == min(most, Set(values).count))
      #expect(classes.classes.reduce(0) { $0 + $1.count } == values.count)
      for (number, one) in classes.classes.enumerated() {
        let members = values.filter { classes.index(of: $0) == number }
        #expect(members.count == one.count && one.count > 0)
        #expect(one.range == members.min()!...members.max()!)
      }
    }
  }
}

internal import Dispatch
internal import Synchronization

/// Two searches side by side that look at each other's best plan at fixed points.
///
/// Which of them works on which thread, and when, decides nothing: with a limit in iterations the result is the same
/// for any number of threads.
struct SweepChains {
  /// The parts of the cooling after which the worse search goes on from the better one's plan.
  private static let meetings = [0.5, 0.75, 1.0]
  private let boxes: [Chain]
  private let isParallel: Bool

  init(_ searches: [SweepSearch], threads: Int) {
    boxes = searches.map { Chain($0) }
    isParallel = threads > 1 && searches.count > 1
  }

  /// Cools all down.
  ///
  /// - Parameter annealings: one for each search.
  /// - Returns: the best search, of equals the first; and how many iterations all made together.
  func run(_ annealings: [Annealing]) -> (best: SweepSearch, iterations: Int) {
    let stop = StopSign()
    for end in boxes.count > 1 ? Self.meetings : [1] {
      let group = DispatchGroup()
      for (number, box) in boxes.enumerated().dropFirst() {
        box.annealing = annealings[number]
        box.annealing?.isInterrupted = { stop.isUp }
        if isParallel { DispatchQueue.global().async(group: group) { box.run(to: end) } }
      }
      boxes[0].annealing = annealings[0]
      boxes[0].run(to: end)
      // only this thread may ask the caller
      if annealings[0].isInterrupted() { stop.raise() }
      if isParallel { group.wait() } else { boxes.dropFirst().forEach { $0.run(to: end) } }
      exchange()
    }
    return (boxes[best].search, boxes.reduce(0) { $0 + $1.search.iterations })
  }

  private var best: Int {
    boxes.indices.min { (boxes[$0].search.best, $0) < (boxes[$1].search.best, $1) } ?? 0
  }

  private func exchange() {
    let better = boxes[best].search
    for box in boxes where better.best < box.search.best { box.search.adopt(better) }
  }

  /// One search with the thread that works on it.
  ///
  /// Unchecked: between `async` and `wait` only the queue's thread touches the box, otherwise only the caller's; the
  /// memory that searches share is not written after their making.
  private final class Chain: @unchecked Sendable {
    var search: SweepSearch
    var annealing: Annealing?

    init(_ search: SweepSearch) { self.search = search }

    func run(to end: Double) { annealing?.run(&search, to: end) }
  }

  private final class StopSign: Sendable {
    private let raised = Atomic(false)

    var isUp: Bool { raised.load(ordering: .relaxed) }

    func raise() { raised.store(true, ordering: .relaxed) }
  }
}

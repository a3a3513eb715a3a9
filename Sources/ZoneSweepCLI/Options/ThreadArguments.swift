internal import ArgumentParser
internal import Foundation

/// How many threads work.
struct ThreadArguments: ParsableArguments {
  @Option(
    name: .long,
    help: help(
      "threads (default: the machine's cores); answers are the same", zh: "线程数（默认为处理器核数），结果相同", value: "n"))
  var threads: Int?

  func validate() throws {
    if let threads, !(1...64).contains(threads) {
      throw ValidationError(say("--threads takes 1 to 64", zh: "--threads 取值 1 到 64"))
    }
  }

  var count: Int { threads ?? min(64, max(1, ProcessInfo.processInfo.activeProcessorCount)) }
}

internal import Foundation
internal import Synchronization
internal import ZoneModel

/// A hidden file, written whole, that waits to take its target's name.
struct OutputDraft: Sendable {
  let path: String
  let target: String
  /// As the user wrote it.
  let place: Phrase
  let entry: UnfinishedFiles.Entry?

  /// - Throws: `Problem(.inputOutput)`; the target is as it was then, and the draft removed.
  func takePlace() throws {
    guard rename(path, target) == 0 else {
      let code = errno
      discard()
      throw Descriptor.problem(code, place)
    }
    entry.map(UnfinishedFiles.remove)
  }

  func discard() {
    unlink(path)
    entry.map(UnfinishedFiles.remove)
  }
}

/// The drafts of one run, which take their places together.
final class OutputBatch: Sendable {
  /// The batch that outputs committed by this task go to; `nil`: each takes its place at once.
  @TaskLocal static var current: OutputBatch?

  private let drafts = Mutex<[OutputDraft]>([])

  func add(_ draft: OutputDraft) { drafts.withLock { $0.append(draft) } }

  /// - Throws: `Problem`: `.usage` when two outputs have one target, `.inputOutput`.
  func takePlaces() throws {
    let waiting = drafts.withLock { $0 }
    var targets: Set<String> = []
    for draft in waiting where !targets.insert(draft.target).inserted { throw Self.twice(draft.place) }
    // nothing is written any more: what could want room on the disk has been done
    for draft in waiting {
      drafts.withLock { _ = $0.removeFirst() }
      try draft.takePlace()
    }
  }

  func discard() {
    drafts.withLock { drafts in
      for draft in drafts { draft.discard() }
      drafts = []
    }
  }

  private static func twice(_ place: Phrase) -> Problem {
    Problem(
      .usage, Phrase("two outputs go to one file", zh: "两项输出使用了同一文件"), at: place,
      hint: Phrase("name another file for one of them; nothing has been written", zh: "请为其中一项另指定文件；未写入任何内容"))
  }
}

extension AtomicFile {
  /// Runs `body`; the files it commits appear together when it ends, and none of them when it throws.
  ///
  /// Standard output and what else is written straight cannot be taken back. Files committed by other threads
  /// than the caller's take their places at once.
  ///
  /// - Throws: what `body` throws; `Problem`: `.usage` when two outputs go to one file, `.inputOutput`.
  public static func together<Value>(_ body: () throws -> Value) throws -> Value {
    let batch = OutputBatch()
    defer { batch.discard() }
    let value = try OutputBatch.$current.withValue(batch, operation: body)
    try batch.takePlaces()
    return value
  }
}

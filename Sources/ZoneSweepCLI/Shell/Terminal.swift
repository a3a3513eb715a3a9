internal import Foundation
internal import ZoneModel
internal import ZoneOperations

/// Talks on standard error.
enum Terminal {
  static func print(_ text: String) {
    // a reader that has gone away is no reason to fail
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }

  static func say(_ problem: Problem) {
    message(say("error", zh: "错误"), problem.what, problem.place, problem.hint)
  }

  static func warn(_ notice: Notice) {
    message(say("warning", zh: "警告"), notice.what, notice.place, notice.hint)
  }

  private static func say(_ english: String, zh chinese: String) -> String {
    ZoneSweepCLI.say(english, zh: chinese)
  }

  /// `error: what`, `  where: …`, `  hint: …`; the first word stays English where a script may look for it.
  private static func message(_ label: String, _ what: Phrase, _ place: Phrase?, _ hint: Phrase?) {
    let colon = language == .chinese ? "：" : ": "
    var lines = [label + colon + what.text(in: language)]
    if let place { lines.append("  " + say("where", zh: "位置") + colon + place.text(in: language)) }
    if let hint { lines.append("  " + say("hint", zh: "建议") + colon + hint.text(in: language)) }
    print(lines.joined(separator: "\n"))
  }

  static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }
}

/// The bar that shows how far the work has come, on a terminal only.
final class ProgressBar {
  private let isShown: Bool
  private var stage = ""
  private var began = Date()
  private var drawn = Date.distantPast
  private var isDirty = false

  init(isShown: Bool) { self.isShown = isShown && Terminal.isInteractive }

  func show(_ progress: ZoneOperations.Progress) {
    guard isShown else { return }
    let name = progress.stage.text(in: language)
    if name != stage {
      stage = name
      began = Date()
      drawn = .distantPast
    }
    // ten times a second is as often as anybody can read
    guard -drawn.timeIntervalSinceNow > 0.1 else { return }
    drawn = Date()
    isDirty = true
    let share = progress.total > 0 ? " \(progress.done * 100 / progress.total) %" : ""
    let numbers = "\(progress.done)/\(progress.total)"
    write("\r\u{1B}[K\(name)\(share)  \(numbers)\(pace(progress))")
  }

  private func pace(_ progress: ZoneOperations.Progress) -> String {
    let seconds = -began.timeIntervalSinceNow
    guard seconds > 0.5, progress.done > 0 else { return "" }
    let rate = Double(progress.done) / seconds
    let left = Int((Double(progress.total - progress.done) / rate).rounded(.up))
    let clock = "\(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60)"
    return "  \(Int(rate))/s  " + say("\(clock) left", zh: "剩余 \(clock)")
  }

  /// Wipes the bar away.
  func clear() {
    guard isDirty else { return }
    isDirty = false
    write("\r\u{1B}[K")
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}

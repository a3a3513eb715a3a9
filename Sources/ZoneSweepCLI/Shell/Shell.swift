internal import ArgumentParser
internal import Foundation
internal import ZoneFormats
internal import ZoneModel

/// From arguments to an exit code.
enum Shell {
  static let version = "0.1.0"

  /// Parses, runs one verb, and ends the process.
  static func run() -> Never {
    catchSignals()
    ProcessMemory.prepare()
    do {
      var command = try ZoneSweep.parseAsRoot()
      try OutputGuard.check(Array(CommandLine.arguments.dropFirst()))
      try command.run()
      exit(0)
    } catch {
      exit(code(for: error))
    }
  }

  /// Ctrl-C and friends leave no half-written file; a closed pipe is an error of `write`, not a signal.
  private static func catchSignals() {
    signal(SIGPIPE, SIG_IGN)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        AtomicFile.discardAll()
        _exit(number == SIGINT ? 130 : 128 + number)
      }
    }
  }

  /// Says what went wrong and gives the exit code for it.
  private static func code(for error: any Error) -> Int32 {
    switch error {
    case is ClosedPipe: return 0
    case let code as ExitCode: return code.rawValue
    case let problem as Problem:
      Terminal.say(problem)
      return problem.kind.exitCode
    case let refusal as CaseRefusal:
      Terminal.say(refusal.problem)
      return refusal.problem.kind.exitCode
    default: break
    }
    let code = ZoneSweep.exitCode(for: error)
    if code == .success || !(ZoneSweep.message(for: error).isEmpty || code == .validationFailure) {
      if code == .success {
        guard language == .chinese else { ZoneSweep.exit(withError: error) }
        print(ParserWords.chinese(ZoneSweep.fullMessage(for: error)))
        return 0
      }
      Terminal.say(Problem(.internal, Phrase("\(error)", zh: "\(error)")))
      return ProblemClass.internal.exitCode
    }
    let words = ZoneSweep.message(for: error)
    Terminal.say(Problem(.usage, Phrase(words, zh: ParserWords.chinese(words)), hint: usage(for: words)))
    return ProblemClass.usage.exitCode
  }

  /// What to do about wrong usage.
  private static func usage(for words: String) -> Phrase {
    // a value that begins with a minus sign looks like an option
    if words.hasPrefix("Missing value for"),
      let value = CommandLine.arguments.first(where: { Double($0).map { $0 < 0 } ?? false })
    {
      return Phrase("write a negative value as --option=\(value)", zh: "负数请写成 --选项=\(value)")
    }
    return Phrase("see zonesweep\(verb) --help", zh: "参见 zonesweep\(verb) --help")
  }

  /// The verb given and the one under it, each after a space; empty when there is none.
  private static var verb: String {
    var verbs = ZoneSweep.configuration.subcommands
    var given = ""
    for argument in CommandLine.arguments.dropFirst() {
      guard let next = verbs.first(where: { $0._commandName == argument }) else { break }
      given += " \(argument)"
      verbs = next.configuration.subcommands
    }
    return given
  }
}

extension ProblemClass {
  /// As in sysexits.h.
  var exitCode: Int32 {
    switch self {
    case .usage: 64
    case .badData: 65
    case .inputMissing: 66
    case .unavailable: 69
    case .internal: 70
    case .cannotCreate: 73
    case .inputOutput: 74
    case .busy: 75
    case .notPermitted: 77
    }
  }
}

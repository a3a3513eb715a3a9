internal import ArgumentParser
internal import Foundation
internal import ZoneModel

/// The language to speak: `--lang`, then `ZONESWEEP_LANG`, then the locale, then English.
///
/// Looked up before arguments are parsed, because help texts are made while they are.
let language: Language = {
  let arguments = CommandLine.arguments
  let environment = ProcessInfo.processInfo.environment
  // of an option given twice the last counts, as everywhere
  for (index, argument) in arguments.enumerated().reversed() {
    if argument == "--lang", index + 1 < arguments.count,
      let chosen = Language(rawValue: arguments[index + 1])
    {
      return chosen
    }
    if argument.hasPrefix("--lang="), let chosen = Language(rawValue: String(argument.dropFirst(7))) {
      return chosen
    }
  }
  if let chosen = environment["ZONESWEEP_LANG"].flatMap({ Language(rawValue: $0.lowercased()) }) {
    return chosen
  }
  let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
  return locale?.lowercased().hasPrefix("zh") == true ? .chinese : .english
}()

/// One of two texts, in the language spoken.
func say(_ english: String, zh chinese: String) -> String { language == .chinese ? chinese : english }

/// A help text in the language spoken.
func help(_ english: String, zh chinese: String) -> ArgumentHelp {
  ArgumentHelp(stringLiteral: say(english, zh: chinese))
}

/// A help text with the name of the value.
func help(_ english: String, zh chinese: String, value: String) -> ArgumentHelp {
  ArgumentHelp(say(english, zh: chinese), valueName: value)
}

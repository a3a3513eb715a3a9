/// The argument parser's own words, which it has in English only, in Chinese.
enum ParserWords {
  /// A help page or a message of the parser; words it does not know stay as they are.
  static func chinese(_ text: String) -> String {
    if text.hasPrefix("OVERVIEW: ") || text.hasPrefix("USAGE: ") { return help(text) }
    if let seen = text.wholeMatch(of: /Unknown option '(.+?)'(?:\. Did you mean '(.+)'\?)?/)?.output {
      return "未知选项 \(seen.1)" + (seen.2.map { "，是否想用 \($0)？" } ?? "")
    }
    if let seen = text.wholeMatch(of: /(?:Unexpected argument|\d+ unexpected arguments:) (.+)/)?.output {
      return "多余的参数 \(seen.1.replacing("'", with: ""))"
    }
    if let seen = text.wholeMatch(of: /Missing value for '(.+)'/)?.output { return "\(seen.1) 缺少取值" }
    if let seen = text.wholeMatch(of: /Missing expected argument '(.+)'/)?.output { return "缺少参数 \(seen.1)" }
    if let seen = text.wholeMatch(of: /The value '(.*)' is invalid for '(.+)'/)?.output {
      return "\(seen.2) 的取值“\(seen.1)”无效"
    }
    return text
  }

  private static func help(_ text: String) -> String {
    let pairs = [
      ("USAGE: ", "用法："), ("\nARGUMENTS:\n", "\n参数：\n"), ("\nOPTIONS:\n", "\n选项：\n"),
      ("\nSUBCOMMANDS:\n", "\n命令：\n"), ("<subcommand>", "<命令>"), ("<options>", "<选项>"),
      ("Show the version.", "显示版本"), ("Show help information.", "显示帮助"),
      ("See 'zonesweep help <命令>' for detailed help.", "各命令的详细说明：zonesweep help <命令>"),
    ]
    let body = text.hasPrefix("OVERVIEW: ") ? String(text.dropFirst("OVERVIEW: ".count)) : text
    return pairs.reduce(body) { $0.replacing($1.0, with: $1.1) }
      .replacing(/\s*\(default:\s+([^)]*)\)/) { "（默认 \($0.output.1)）" }
  }
}

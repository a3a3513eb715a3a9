internal import ArgumentParser
internal import Foundation
internal import ZoneFormats
internal import ZoneModel
internal import ZoneOperations

/// What every verb takes.
struct CommonArguments: ParsableArguments {
  @Flag(name: .long, help: help("print tables as one JSON document", zh: "统计表以一个 JSON 文档输出"))
  var json = false

  @Option(name: .long, help: help("language: zh or en", zh: "语言：zh 或 en", value: "zh|en"))
  var lang: String?

  @Flag(name: .long, help: help("say nothing but errors", zh: "只输出错误"))
  var quiet = false

  @Flag(name: .customLong("no-progress"), help: help("show no progress bar", zh: "不显示进度条"))
  var noProgress = false

  /// Tables that are the answer itself go to standard output.
  func answer(_ tables: [SummaryTable]) throws {
    let text =
      json ? SummaryTable.json(tables) : tables.map { $0.text(in: language) }.joined(separator: "\n\n")
    try StandardOutput().write(text + "\n")
  }

  func validate() throws {
    if let lang, Language(rawValue: lang) == nil {
      throw ValidationError(say("--lang takes zh or en, not \(lang)", zh: "--lang 只能是 zh 或 en，不能是 \(lang)"))
    }
  }
}

extension SummaryTable {
  /// The files a verb made, for programs.
  static func made(_ files: [String]) -> SummaryTable {
    SummaryTable(
      key: "made", title: Phrase("Made", zh: "已生成"),
      columns: [SummaryTable.Column("file", Phrase("file", zh: "文件"))], rows: files.map { [.text($0)] })
  }
}

/// Talks while a verb works: warnings, progress, tables.
final class Talk {
  private let common: CommonArguments
  private let bar: ProgressBar
  /// What was said already: a file read by two steps is warned about once.
  private var said: Set<Notice> = []

  init(_ common: CommonArguments) {
    self.common = common
    bar = ProgressBar(isShown: !common.quiet && !common.noProgress)
  }

  var reporter: Reporter {
    Reporter(
      notice: { [self] notice in warn(notice) },
      progress: { [bar] progress in bar.show(progress) })
  }

  func warn(_ notice: Notice) {
    guard !common.quiet, said.insert(notice).inserted else { return }
    bar.clear()
    Terminal.warn(notice)
  }

  /// The end of the work: nothing more is measured.
  func finish() { bar.clear() }

  /// Tables for people go to standard error. As JSON they go to standard output when the data went to a file,
  /// else to standard error as well.
  func print(_ tables: [SummaryTable], isOutputFree: Bool) throws {
    bar.clear()
    if common.json {
      let text = SummaryTable.json(tables)
      if isOutputFree {
        try StandardOutput().write(text + "\n")
      } else {
        Terminal.print(text)
      }
    } else if !common.quiet {
      Terminal.print(tables.map { $0.text(in: language) }.joined(separator: "\n\n"))
    }
  }

  /// Says which records were left out and why: each reason with its first places.
  func explain(_ rejections: [Rejection], rejectsFile: String?) {
    guard !common.quiet, !rejections.isEmpty else { return }
    bar.clear()
    var order: [Phrase] = []
    var groups: [Phrase: [Rejection]] = [:]
    for rejection in rejections {
      let reason = rejection.generalReason
      if groups[reason] == nil { order.append(reason) }
      groups[reason, default: []].append(rejection)
    }
    for reason in order.prefix(12) { explain(reason, groups[reason] ?? []) }
    let rest = order.count - 12
    if rest > 0 { Terminal.print(say("  … and \(rest) more reasons", zh: "  …… 另有 \(rest) 种原因")) }
    let file =
      rejectsFile.map { say("they are in \($0)", zh: "已写入 \($0)") }
      ?? say("--rejects FILE keeps them with the reasons", zh: "加 --rejects 文件名 可保存这些记录及原因")
    Terminal.print(
      say("\(rejections.count) records left out; \(file)", zh: "共拒收 \(rejections.count) 条记录；\(file)"))
  }

  private func explain(_ reason: Phrase, _ rejections: [Rejection]) {
    let first = rejections[0]
    let places = rejections.prefix(3).map(\.place.english).joined(separator: "; ")
    let chinese = rejections.prefix(3).map(\.place.chinese).joined(separator: "；")
    let more = rejections.count > 3 ? rejections.count - 3 : 0
    Terminal.warn(
      Notice(
        rejections.count == 1
          ? Phrase("record left out: \(first.reason.english)", zh: "记录被拒收：\(first.reason.chinese)")
          : Phrase(
            "\(rejections.count) records left out: \(reason.english)",
            zh: "\(rejections.count) 条记录被拒收：\(reason.chinese)"),
        at: Phrase(
          places + (more > 0 ? "; and \(more) more" : ""), zh: chinese + (more > 0 ? "；另有 \(more) 条" : "")),
        hint: first.hint))
  }
}

extension Rejection {
  /// The reason without the figures of the one record, so that a thousand records give one line.
  fileprivate var generalReason: Phrase {
    func general(_ text: String) -> String {
      var result = ""
      var isInNumber = false
      for character in text {
        let isNumber = character.isNumber || (isInNumber && ".,-".contains(character))
        if isNumber, !isInNumber { result.append("…") }
        if !isNumber { result.append(character) }
        isInNumber = isNumber
      }
      return result
    }
    return Phrase(general(reason.english), zh: general(reason.chinese))
  }
}

internal import ZoneModel

/// Where and why bytes stop being JSON (RFC 8259).
struct JSONFault: Error, Hashable {
  enum Kind: UInt8 {
    /// The bytes end before the value does.
    case cut
    case value, comma, colon, name, endOfInput
    case trailingComma, singleQuote, comment
    case literal, number
    case control, escape, unicodeEscape
    case nesting
    case encoding
  }

  let kind: Kind
  /// Byte offset from the start of the input.
  let offset: Int
}

extension JSONFault.Kind {
  /// What is wrong, to be followed by what was found there.
  var phrase: Phrase {
    switch self {
    case .cut: Phrase("the text ends in the middle of a value", zh: "内容在一个值的中间结束")
    case .value: Phrase("a value belongs here", zh: "此处应为一个值")
    case .comma: Phrase("a comma or a closing bracket belongs here", zh: "此处应为逗号或右括号")
    case .colon: Phrase("a colon belongs here", zh: "此处应为冒号")
    case .name: Phrase("a name in double quotation marks belongs here", zh: "此处应为双引号括起的名称")
    case .endOfInput: Phrase("something follows the end of the document", zh: "文档结束后还有多余内容")
    case .trailingComma: Phrase("the comma before this bracket is one too many", zh: "右括号前多了一个逗号")
    case .singleQuote: Phrase("JSON takes double quotation marks only", zh: "JSON 只能使用双引号")
    case .comment: Phrase("JSON has no comments", zh: "JSON 不允许注释")
    case .literal: Phrase("this word is no JSON value", zh: "该词不是 JSON 的合法值")
    case .number: Phrase("this is not how JSON writes a number", zh: "数字写法不符合 JSON 规范")
    case .control:
      Phrase("a line break or control character stands inside a text", zh: "字符串内有换行或控制字符")
    case .escape: Phrase("there is no such escape", zh: "转义写法无效")
    case .unicodeEscape: Phrase("\\u needs four hexadecimal digits", zh: "\\u 后面应为四位十六进制数字")
    case .nesting:
      Phrase(
        "brackets are nested more than \(JSONScanner.nestingLimit) deep",
        zh: "括号嵌套超过 \(JSONScanner.nestingLimit) 层")
    case .encoding: Phrase("the bytes are not UTF-8", zh: "字节不符合 UTF-8 编码")
    }
  }

  /// What would help.
  var hint: Phrase {
    switch self {
    case .cut: Phrase("it was cut off: copy or export the file again", zh: "文件被截断，请重新复制或导出")
    case .literal: Phrase("write null where there is no value", zh: "没有值的地方请写 null")
    case .encoding:
      Phrase("save it as UTF-8, or name its encoding with --encoding", zh: "请另存为 UTF-8，或用 --encoding 指定编码")
    default: Phrase("correct the place or export the file again", zh: "请修改该处，或重新导出文件")
    }
  }
}

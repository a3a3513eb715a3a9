internal import Foundation
public import ZoneModel

extension TextEncoding {
  /// The text as UTF-8 without byte order mark, the encoding it was in, and what the user should know.
  ///
  /// Valid UTF-8 is handed back as it is, never decoded again. Without `override` the encoding is detected;
  /// a notice says so when it turned out to be neither UTF-8 nor marked.
  ///
  /// - Throws: `Problem(.badData)` with the first byte that does not fit the encoding.
  public static func decodeToUTF8(
    _ storage: ByteStorage, named override: TextEncoding?, file name: String
  ) throws -> (text: ByteStorage, encoding: TextEncoding, notices: [Notice]) {
    let encoding = override ?? detect(storage)
    let mark = byteOrderMark(storage).flatMap { $0.encoding == encoding ? $0.length : nil } ?? 0
    let body = storage.droppingFirst(mark)
    let decoder = TextDecoder(file: name, encoding: encoding, isNamed: override != nil, start: mark)
    let text = try decoder.decode(body)
    let isGuess = override == nil && mark == 0 && encoding != .utf8
    return (text, encoding, isGuess ? [decoder.guessNotice] : [])
  }
}

/// Turns one file's bytes into UTF-8.
private struct TextDecoder {
  let file: String
  let encoding: TextEncoding
  /// Whether the user named the encoding.
  let isNamed: Bool
  /// Bytes of the file before the ones that are decoded.
  let start: Int

  func decode(_ body: ByteStorage) throws -> ByteStorage {
    switch encoding {
    case .utf8: try checkedUTF8(body)
    case .gb18030: try decodeGB18030(body)
    case .utf16le: try decodeUTF16(body, low: 0, high: 1)
    case .utf16be: try decodeUTF16(body, low: 1, high: 0)
    }
  }

  var guessNotice: Notice {
    Notice(
      Phrase(
        "the text is not UTF-8; it was read as \(encoding.rawValue)",
        zh: "文本不是 UTF-8 编码，已按 \(encoding.rawValue) 读取"),
      at: Phrase(file, zh: file),
      hint: Phrase("name the encoding with --encoding if names look wrong", zh: "如文字显示不正确，请用 --encoding 指定编码")
    )
  }

  private func checkedUTF8(_ body: ByteStorage) throws -> ByteStorage {
    guard case .neither(let offset) = body.textForm else { return body }
    let end = body.base + body.count
    if UTF8Check.isCutSequence(body.base + offset, end) { throw cutProblem(body, at: offset) }
    throw problem(body, at: offset)
  }
}

// MARK: - GB 18030

extension TextDecoder {
  /// - Source: iconv(3) of the C library, which knows all four-byte sequences.
  private func decodeGB18030(_ body: ByteStorage) throws -> ByteStorage {
    if body.isASCII { return body }
    let converter = iconv_open("UTF-8", "GB18030")
    guard converter != iconv_t(bitPattern: -1) else {
      throw Problem(
        .unavailable, Phrase("the C library cannot decode GB18030", zh: "系统 C 库不支持 GB18030 解码"),
        hint: Phrase("install the package libc6 completely (folder gconv)", zh: "请完整安装 libc6（含 gconv 目录）"))
    }
    defer { iconv_close(converter) }
    var output = GrowingBytes(capacity: body.count + body.count / 2 + 16)
    var input: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: body.base)
      .assumingMemoryBound(to: CChar.self)
    var left = body.count
    while left > 0 {
      let code = convert(converter, &input, &left, into: &output)
      let offset = body.count - left
      switch code {
      case 0, E2BIG: continue
      case EINVAL: throw cutProblem(body, at: offset)
      default: throw problem(body, at: offset)
      }
    }
    return output.finish(linesBefore: body.linesBefore)
  }

  /// One call of iconv; 0 or its error number.
  private func convert(
    _ converter: iconv_t?, _ input: inout UnsafeMutablePointer<CChar>?, _ left: inout Int,
    into output: inout GrowingBytes
  ) -> Int32 {
    // four bytes is the longest character: with less room iconv would make no progress
    let room = output.makeRoom(atLeast: 8)
    var free = room.count
    let start = UnsafeMutableRawPointer(room.baseAddress)
    var target = start?.assumingMemoryBound(to: CChar.self)
    let result = iconv(converter, &input, &left, &target, &free)
    let code = errno
    output.count += room.count - free
    return result == Int(bitPattern: UInt.max) ? code : 0
  }
}

// MARK: - UTF-16

extension TextDecoder {
  private func decodeUTF16(_ body: ByteStorage, low: Int, high: Int) throws -> ByteStorage {
    var output = GrowingBytes(capacity: body.count * 3 / 2 + 16)
    let bytes = body.bytes
    let units = body.count / 2
    func unit(_ i: Int) -> UInt32 { UInt32(bytes[2 * i + low]) | UInt32(bytes[2 * i + high]) << 8 }
    var i = 0
    while i < units {
      var scalar = unit(i)
      if scalar & 0xFC00 == 0xD800, i + 1 < units, unit(i + 1) & 0xFC00 == 0xDC00 {
        scalar = 0x10000 + (scalar & 0x3FF) << 10 + unit(i + 1) & 0x3FF
        i += 1
      }
      guard let character = Unicode.Scalar(scalar) else { throw problem(body, at: 2 * i) }
      for byte in UTF8.encode(character).unsafelyUnwrapped { output.append(byte) }
      i += 1
    }
    if body.count % 2 != 0 { throw cutProblem(body, at: body.count - 1) }
    return output.finish()
  }
}

// MARK: - Problems

extension TextDecoder {
  private func place(_ body: ByteStorage, at offset: Int) -> Phrase {
    let byte = start + offset + 1
    guard encoding == .utf8 || encoding == .gb18030 else {
      return Phrase("\(file), byte \(byte)", zh: "\(file)，第 \(byte) 字节")
    }
    let line = body.line(at: offset)
    return Phrase("\(file), line \(line), byte \(byte)", zh: "\(file)，第 \(line) 行，第 \(byte) 字节")
  }

  private func cutProblem(_ body: ByteStorage, at offset: Int) -> Problem {
    Problem(
      .badData,
      Phrase(
        "the file ends inside a character (\(encoding.rawValue)): it was cut off",
        zh: "文件在一个字符中间结束（\(encoding.rawValue)）：文件被截断"),
      at: place(body, at: offset),
      hint: Phrase(
        "copy or export the file again, or name its encoding with --encoding",
        zh: "请重新复制或导出该文件，或用 --encoding 指定编码"))
  }

  private func problem(_ body: ByteStorage, at offset: Int) -> Problem {
    let bytes = body.bytes[offset..<min(offset + 2, body.count)]
    let shown = bytes.map { "0x" + String($0, radix: 16, uppercase: true) }.joined(separator: " ")
    let what =
      isNamed || encoding != .gb18030
      ? Phrase(
        "the bytes \(shown) are not \(encoding.rawValue)", zh: "字节 \(shown) 不符合 \(encoding.rawValue) 编码")
      : Phrase(
        "the text is neither UTF-8 nor UTF-16 nor GB18030 (bytes \(shown))",
        zh: "文本既不是 UTF-8、UTF-16，也不是 GB18030（字节 \(shown)）")
    return Problem(
      .badData, what, at: place(body, at: offset),
      hint: Phrase(
        "save the file as UTF-8, or name its encoding with --encoding (\(TextEncoding.knownNames.joined(separator: ", ")))",
        zh: "请将文件另存为 UTF-8，或用 --encoding 指定编码（\(TextEncoding.knownNames.joined(separator: "、"))）"))
  }
}

/// How the characters of a text file are written as bytes.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  case utf8 = "UTF-8"
  /// GB 18030, which contains GBK (code page 936) and GB 2312.
  case gb18030 = "GB18030"
  case utf16le = "UTF-16LE"
  case utf16be = "UTF-16BE"

  /// Reads a name as people write it: `utf-8`, `gbk`, `GB2312`, `cp936`, `utf16le`; `nil` when it names none
  /// of these. `utf-16` without an order is little-endian, as Windows writes it.
  public init?(name: String) {
    switch name.lowercased().filter({ !" -_".contains($0) }) {
    case "utf8", "utf8sig", "utf8bom": self = .utf8
    case "gb18030", "gbk", "gb2312", "cp936", "ms936", "windows936", "ansi", "936", "国标": self = .gb18030
    case "utf16le", "utf16", "unicode", "ucs2", "ucs2le": self = .utf16le
    case "utf16be", "ucs2be": self = .utf16be
    default: return nil
    }
  }

  /// Names `init(name:)` understands, for help texts and hints.
  public static let knownNames = ["utf-8", "gb18030", "gbk", "gb2312", "utf-16le", "utf-16be"]
}

// MARK: - Detection

extension TextEncoding {
  /// The encoding the bytes are in, as far as bytes can tell.
  ///
  /// In this order: a byte order mark; UTF-16 without one, known by zero bytes on one side of the pairs only;
  /// whatever is valid UTF-8; UTF-8 with damage (cut inside a character, or a few stray bytes among many
  /// Chinese characters); everything else is taken for GB 18030, and decoding tells whether it is.
  public static func detect(_ storage: ByteStorage) -> TextEncoding {
    if let marked = byteOrderMark(storage)?.encoding { return marked }
    if let wide = utf16ByZeroBytes(storage) { return wide }
    guard case .neither(let offset) = storage.textForm else { return .utf8 }
    return isDamagedUTF8(storage, firstFault: offset) ? .utf8 : .gb18030
  }

  /// The encoding a byte order mark announces and how long the mark is.
  static func byteOrderMark(_ storage: ByteStorage) -> (encoding: TextEncoding, length: Int)? {
    let bytes = storage.bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16le, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16be, 2) }
    return nil
  }

  /// Digits, commas and line ends have a zero byte in UTF-16, always on the same side; in other text zero
  /// bytes do not occur. At least 1 in 32 bytes of the first 4096 must be zero.
  private static func utf16ByZeroBytes(_ storage: ByteStorage) -> TextEncoding? {
    let sample = storage.bytes.prefix(4096)
    let zeros = sample.indices.filter { sample[$0] == 0 }
    guard sample.count >= 4, zeros.count * 32 >= sample.count, sample.first != 0x1E else { return nil }
    if zeros.allSatisfy({ $0 % 2 == 1 }) { return .utf16le }
    if zeros.allSatisfy({ $0 % 2 == 0 }) { return .utf16be }
    return nil
  }

  /// Whether text that is not valid UTF-8 still is UTF-8 with damage rather than GB 18030.
  ///
  /// Chinese text in UTF-8 taken for GB 18030 would often decode without an error, to nonsense. GB 18030 text
  /// on the other hand hardly ever holds a row of well-formed three-byte UTF-8 sequences.
  private static func isDamagedUTF8(_ storage: ByteStorage, firstFault: Int) -> Bool {
    let end = storage.base + storage.count
    if UTF8Check.isCutSequence(storage.base + firstFault, end), storage.count - firstFault > 1 { return true }
    let (good, bad) = sequenceCounts(storage)
    return good >= 4 && bad * 8 <= good
  }

  /// Well-formed sequences of three or four bytes, and bytes that belong to no well-formed sequence.
  private static func sequenceCounts(_ storage: ByteStorage) -> (good: Int, bad: Int) {
    var p = storage.base
    let end = p + storage.count
    var good = 0
    var bad = 0
    while p < end {
      let length = UTF8Check.sequenceLength(p, end)
      if length >= 3 { good += 1 }
      if length == 0 { bad += 1 }
      p += max(length, 1)
    }
    return (good, bad)
  }
}

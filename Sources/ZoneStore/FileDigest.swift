internal import Crypto
internal import Foundation
internal import ZoneModel

/// What tells one file's content from every other.
///
/// - Source: FIPS 180-4, SHA-256.
package enum FileDigest {
  /// 64 hexadecimal digits, small letters.
  package static func text(of bytes: some Sequence<UInt8>) -> String {
    hexadecimal(SHA256.hash(data: Array(bytes)))
  }

  /// The digest of a file as it lies on the disk; `nil` for what can be read only once (`-`, a pipe).
  ///
  /// - Throws: `Problem(.inputOutput)` when reading fails midway.
  package static func text(ofFile path: String) throws -> String? {
    guard path != "-", let kind = try? FileManager.default.attributesOfItem(atPath: resolved(path))[.type],
      kind as? FileAttributeType == .typeRegular, let file = FileHandle(forReadingAtPath: path)
    else { return nil }
    defer { try? file.close() }
    var digest = SHA256()
    do {
      while let part = try file.read(upToCount: 1 << 20), !part.isEmpty { digest.update(data: part) }
    } catch {
      throw Problem(.inputOutput, Phrase("reading failed", zh: "读取失败"), at: Phrase(path, zh: path))
    }
    return hexadecimal(digest.finalize())
  }

  private static func resolved(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }
}

internal import Foundation
internal import ZoneModel

/// Writing to the system's file descriptors.
enum Descriptor {
  /// Writes all bytes, however many calls that takes.
  ///
  /// - Throws: `ClosedPipe`, or `Problem(.inputOutput)` in the system's words.
  static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, named place: Phrase) throws {
    _ = ignoresBrokenPipes
    var left = bytes[...]
    while !left.isEmpty {
      let rest = UnsafeRawBufferPointer(rebasing: left)
      let written = Foundation.write(descriptor, rest.baseAddress, min(rest.count, 1 << 30))
      if written >= 0 {
        left = left.dropFirst(written)
      } else {
        try recover(errno, descriptor, place)
      }
    }
  }

  /// Returns where the write is worth another try.
  private static func recover(_ code: Int32, _ descriptor: Int32, _ place: Phrase) throws {
    switch code {
    case EINTR: return
    case EAGAIN:
      // another program that shares the terminal made it non-blocking
      var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = poll(&request, 1, -1)
    case EPIPE: throw ClosedPipe()
    default: throw problem(code, place)
    }
  }

  /// A write that failed, in the system's words.
  static func problem(_ code: Int32, _ place: Phrase) -> Problem {
    let words = String(cString: strerror(code))
    let isFull = code == ENOSPC || code == EDQUOT || code == EFBIG
    return Problem(
      .inputOutput, Phrase("writing failed: \(words)", zh: "写入失败：\(words)"), at: place,
      hint: isFull
        ? Phrase("free some space, or write to another disk", zh: "请清理磁盘空间，或写到其他磁盘")
        : Phrase("check the disk or the network drive and try again", zh: "请检查磁盘或网络驱动器后重试"))
  }

  /// Without this the first write to a closed pipe would end the process before it could tidy up.
  private static let ignoresBrokenPipes: Void = {
    signal(SIGPIPE, SIG_IGN)
  }()
}

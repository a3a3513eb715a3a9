internal import Foundation
internal import ZoneModel

/// Gives the bytes of one input bit by bit: a file, standard input for `-`; gzip data are inflated on the way.
final class ByteSource {
  let path: String
  /// Bytes of the file on disk; 0 where that is not known.
  let size: Int
  /// Bytes of the file read so far.
  private(set) var position = 0
  /// Whether the file can be opened again to be read anew.
  let isFile: Bool

  private let descriptor: Int32
  private var inflater: GzipStream?
  private var isAtEnd = false

  /// - Throws: `Problem`, as `ByteStorage.read`.
  init(_ path: String) throws {
    self.path = path
    descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ByteStorage.openProblem(path, errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw ByteStorage.readProblem(path, errno) }
    let kind = status.st_mode & S_IFMT
    isFile = kind == S_IFREG && path != "-"
    size = kind == S_IFREG ? Int(status.st_size) : 0
    if kind == S_IFDIR { throw ByteStorage.openProblem(path, EISDIR) }
  }

  deinit { close(descriptor) }

  /// Appends at least one byte and at most about `wanted`; `false` at the end.
  ///
  /// - Throws: `Problem`: `.inputOutput`; `.badData` for gzip data that are cut off or damaged.
  func read(_ wanted: Int, into bytes: inout GrowingBytes) throws -> Bool {
    if isAtEnd { return false }
    let before = bytes.count
    if let inflater {
      try inflater.read(wanted, into: &bytes) { try self.readPlain($0) }
    } else {
      let room = bytes.makeRoom(atLeast: wanted)
      bytes.count += try readPlain(UnsafeMutableBufferPointer(rebasing: room.prefix(wanted)))
    }
    isAtEnd = bytes.count == before
    return !isAtEnd
  }

  /// Looks at the first bytes and inflates what follows when they are gzip's; `bytes` holds what was read.
  func startInflating(_ bytes: inout GrowingBytes) throws {
    guard bytes.count >= 2, bytes.filled[0] == 0x1F, bytes.filled[1] == 0x8B else { return }
    inflater = try GzipStream(name: path, packed: Array(bytes.filled))
    bytes.count = 0
  }

  private func readPlain(_ room: UnsafeMutableBufferPointer<UInt8>) throws -> Int {
    while true {
      let got = Foundation.read(descriptor, room.baseAddress, room.count)
      if got >= 0 {
        position += got
        return got
      }
      if errno != EINTR { throw ByteStorage.readProblem(path, errno) }
    }
  }
}

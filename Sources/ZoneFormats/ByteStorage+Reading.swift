internal import Foundation
internal import ZoneModel

extension ByteStorage {
  /// All bytes of a file, or of standard input for `-`. gzip data, recognised by their first bytes, are
  /// inflated.
  ///
  /// - Throws: `Problem`: `.inputMissing` (no such file, a folder), `.notPermitted`, `.inputOutput` (reading
  ///   failed), `.badData` (gzip data cut off or damaged).
  public static func read(path: String) throws -> ByteStorage {
    let storage = try path == "-" ? readDescriptor(STDIN_FILENO, expecting: 0, path) : readFile(path)
    return Gzip.isGzip(storage) ? try Gzip.inflate(storage, name: path) : storage
  }

  private static func readFile(_ path: String) throws -> ByteStorage {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw openProblem(path, errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw readProblem(path, errno) }
    if status.st_mode & S_IFMT == S_IFDIR { throw openProblem(path, EISDIR) }
    // one byte more than the file has, so that the end is seen without growing
    return try readDescriptor(descriptor, expecting: Int(status.st_size) + 1, path)
  }

  /// All bytes up to the end of an open file or pipe; `path` is its name in messages.
  static func readDescriptor(
    _ descriptor: Int32, expecting size: Int, _ path: String
  ) throws
    -> ByteStorage
  {
    var bytes = GrowingBytes(capacity: size)
    while true {
      let room = bytes.makeRoom()
      let got = Foundation.read(descriptor, room.baseAddress, room.count)
      if got > 0 {
        bytes.count += got
      } else if got == 0 {
        return bytes.finish()
      } else if errno != EINTR {
        throw readProblem(path, errno)
      }
    }
  }

  static func openProblem(_ path: String, _ code: Int32) -> Problem {
    let place = Phrase(path, zh: path)
    switch code {
    case ENOENT, ENOTDIR:
      return Problem(
        .inputMissing, Phrase("there is no such file", zh: "找不到该文件"), at: place,
        hint: Phrase("check the name and the folder", zh: "请检查文件名和所在文件夹"))
    case EISDIR:
      return Problem(
        .inputMissing, Phrase("this is a folder, not a file", zh: "这是文件夹，不是文件"), at: place,
        hint: Phrase("name one file in it", zh: "请指定其中的一个文件"))
    case EACCES, EPERM:
      return Problem(
        .notPermitted, Phrase("the file may not be read", zh: "没有读取该文件的权限"), at: place,
        hint: Phrase("ask its owner for permission to read it", zh: "请向文件所有者申请读取权限"))
    default: return readProblem(path, code)
    }
  }

  static func readProblem(_ path: String, _ code: Int32) -> Problem {
    let words = String(cString: strerror(code))
    return Problem(
      .inputOutput, Phrase("reading failed: \(words)", zh: "读取失败：\(words)"), at: Phrase(path, zh: path),
      hint: Phrase("check the disk or the network drive and try again", zh: "请检查磁盘或网络驱动器后重试"))
  }
}

internal import Foundation
internal import ZoneModel

/// An output file that appears whole or not at all.
///
/// Bytes go to a hidden file in the target's folder, which takes the target's name in `commit()`. Without
/// `commit()` nothing is left: `discard()`, the end of the object and `discardAll()` remove it. A symbolic
/// link stays; what it points to is replaced. What is no regular file (a pipe, `/dev/null`) is written
/// straight.
public final class AtomicFile: ByteSink {
  private let place: Phrase
  private var descriptor: Int32
  /// `nil` where the target is written straight.
  private var part: OutputDraft?
  /// Bytes written since the disk was last told to begin.
  private var unsent = 0

  /// Opens the output, `path` as the user wrote it. An existing file keeps its permissions.
  ///
  /// - Throws: `Problem`: `.cannotCreate` (no such folder, a folder itself), `.notPermitted`, `.inputOutput`
  ///   (the disk is full).
  /// - Parameter isDatabase: whether a database is written. Anything else refuses (`Problem(.usage)`) to take the
  ///   place of one: it may hold a city's year of work.
  public init(_ path: String, isDatabase: Bool = false) throws {
    place = Phrase(path, zh: path)
    if !isDatabase, Self.holdsDatabase(path) { throw Self.databaseInPlace(place) }
    let opened = try Target(path).open()
    descriptor = opened.descriptor
    let place = place
    part = opened.names.map {
      OutputDraft(path: $0.part, target: $0.target, place: place, entry: UnfinishedFiles.add($0.part))
    }
  }

  deinit { discard() }

  /// - Source: SQLite's file format, 1.3.1.
  private static func holdsDatabase(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let magic = Array("SQLite format 3\u{0}".utf8)
    var head = [UInt8](repeating: 0, count: magic.count)
    return read(descriptor, &head, head.count) == head.count && head == magic
  }

  private static func databaseInPlace(_ place: Phrase) -> Problem {
    Problem(
      .usage,
      Phrase(
        "there is a database of that name (a project or a GeoPackage), which this output does not overwrite",
        zh: "已存在同名数据库（项目文件或 GeoPackage），本输出不会覆盖它"),
      at: place, hint: Phrase("write to another file", zh: "请写到其他文件"))
  }

  /// The hidden file's path, for a library that opens files itself; the file's name as the links lead there.
  /// `nil` where the target is written straight.
  package var paths: (part: String, target: String)? { part.map { ($0.path, $0.target) } }

  /// - Throws: `Problem(.inputOutput)` or `ClosedPipe`; what was written is discarded then.
  public func write(_ bytes: UnsafeRawBufferPointer) throws {
    precondition(descriptor >= 0, "written after commit or discard")
    do {
      try Descriptor.write(bytes, to: descriptor, named: place)
      sendToDisk(bytes.count)
    } catch {
      discard()
      throw error
    }
  }

  /// Lets the disk begin with what is written while the rest is still being made, so that `commit()` need not
  /// wait for all of it: for 110 MB it waited 0.14 s without this, 0.004 s with it.
  private func sendToDisk(_ count: Int) {
    guard part != nil else { return }
    unsent += count
    guard unsent >= 1 << 23 else { return }
    // all of the file, without waiting (SYNC_FILE_RANGE_WRITE)
    _ = Self.startWriting?(descriptor, 0, 0, 2)
    unsent = 0
  }

  private typealias SyncFileRange = @convention(c) (Int32, Int64, Int64, UInt32) -> Int32

  /// sync_file_range(2), which Swift's C library module does not show; `nil` where the system has none.
  private static let startWriting: SyncFileRange? = {
    dlsym(UnsafeMutableRawPointer(bitPattern: 0), "sync_file_range").map {
      unsafeBitCast($0, to: SyncFileRange.self)
    }
  }()

  /// Puts the file in its place, within ``together(_:)`` at its end. Nothing can be written afterwards.
  ///
  /// - Throws: `Problem(.inputOutput)`; the target is as it was then.
  public func commit() throws {
    precondition(descriptor >= 0, "committed after commit or discard")
    defer { discard() }
    if let part {
      // some network drives know no fsync and say EINVAL
      if fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP { throw Descriptor.problem(errno, place) }
      try closeChecked()
      self.part = nil
      if let batch = OutputBatch.current { batch.add(part) } else { try part.takePlace() }
    } else {
      try closeChecked()
    }
  }

  /// Removes what has been written; after `commit()` nothing happens.
  public func discard() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
    part?.discard()
    part = nil
  }

  /// Removes every unfinished output of the process: for the moment before a signal ends it. Safe in a signal
  /// handler once an output has been opened.
  public static func discardAll() { UnfinishedFiles.unlinkAll() }

  /// Some file systems report a full disk only here.
  private func closeChecked() throws {
    let result = close(descriptor)
    descriptor = -1
    if result != 0, errno != EINTR { throw Descriptor.problem(errno, place) }
  }
}

// MARK: - Opening

/// What the user named, found on the disk.
private struct Target {
  let path: String
  var place: Phrase { Phrase(path, zh: path) }

  init(_ path: String) { self.path = path }

  /// A descriptor to write to; the temporary and the final name, unless the target is written straight.
  func open() throws -> (descriptor: Int32, names: (part: String, target: String)?) {
    if let number = ownDescriptor { return (try checked(dup(number)), nil) }
    let target = try withoutLinks()
    var status = stat()
    guard stat(target, &status) == 0 else {
      if errno != ENOENT || target.isEmpty || target.hasSuffix("/") { throw problem(errno) }
      return try openPart(of: target, mode: nil)
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw problem(EISDIR)
    case S_IFREG:
      guard access(target, W_OK) == 0 else { throw problem(errno) }
      return try openPart(of: target, mode: status.st_mode & 0o7777)
    default: return (try checked(Foundation.open(target, O_WRONLY | O_CLOEXEC | O_NOCTTY)), nil)
    }
  }

  /// `/dev/stdout` and its like name a descriptor we already have. Opening them anew would start at the
  /// beginning of a file that the shell has opened for appending.
  private var ownDescriptor: Int32? {
    switch path {
    case "/dev/stdout": return 1
    case "/dev/stderr": return 2
    default:
      for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
        return Int32(path.dropFirst(folder.count))
      }
      return nil
    }
  }

  /// A new hidden file beside the target, with its permissions or those the umask gives.
  private func openPart(of target: String, mode: mode_t?) throws -> (Int32, (part: String, target: String)?) {
    let slash = target.lastIndex(of: "/").map { target.index(after: $0) } ?? target.startIndex
    let folder = target[..<slash]
    // file names have at most 255 bytes
    let name = String(decoding: target[slash...].utf8.prefix(230), as: UTF8.self)
      .replacing("\u{FFFD}", with: "")
    while true {
      let mark = String(UInt32.random(in: .min ... .max), radix: 36)
      let part = "\(folder).\(name).part-\(mark)"
      let descriptor = Foundation.open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor < 0, errno == EEXIST { continue }
      _ = try checked(descriptor)
      if let mode { fchmod(descriptor, mode) }
      return (descriptor, (part, target))
    }
  }

  /// The path with symbolic links at its end followed, also to a file that does not exist yet.
  private func withoutLinks() throws -> String {
    var path = path
    for _ in 0..<40 {
      guard let destination = Self.link(path) else { return path }
      let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
      path = destination.hasPrefix("/") ? destination : folder + destination
    }
    throw problem(ELOOP)
  }

  private static func link(_ path: String) -> String? {
    var destination = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink(path, &destination, destination.count)
    return length < 0
      ? nil : String(decoding: destination[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private func checked(_ descriptor: Int32) throws -> Int32 {
    if descriptor < 0 { throw problem(errno) }
    return descriptor
  }
}

// MARK: - Problems

extension Target {
  private func problem(_ code: Int32) -> Problem {
    let words = String(cString: strerror(code))
    switch code {
    case ENOENT, ENOTDIR:
      return Problem(
        .cannotCreate, Phrase("there is no such folder to write to", zh: "输出文件夹不存在"), at: place,
        hint: Phrase("create the folder first, or name another", zh: "请先创建该文件夹，或改用其他位置"))
    case EISDIR:
      return Problem(
        .cannotCreate, Phrase("this is a folder, not a file to write", zh: "这是文件夹，不能作为输出文件"), at: place,
        hint: Phrase("name a file in it", zh: "请指定其中的一个文件名"))
    case EACCES, EPERM, EROFS:
      return Problem(
        .notPermitted, Phrase("writing here is not permitted: \(words)", zh: "没有写入权限：\(words)"), at: place,
        hint: Phrase("write to a folder of your own", zh: "请写到自己有权限的文件夹"))
    case ENOSPC, EDQUOT, EIO: return Descriptor.problem(code, place)
    default:
      return Problem(
        .cannotCreate, Phrase("the file cannot be created: \(words)", zh: "无法创建文件：\(words)"), at: place,
        hint: Phrase("name another file", zh: "请改用其他文件名"))
    }
  }
}

internal import GRDBSQLite
internal import ZoneModel

/// What SQLite said when it would not do something.
struct SQLiteFault: Error {
  /// The primary result code.
  let code: Int32
  let message: String

  init(_ code: Int32, _ database: OpaquePointer?) {
    self.code = code & 0xFF
    message = database.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
  }

  init(code: Int32, message: String) {
    self.code = code & 0xFF
    self.message = message
  }

  /// The failure of an input, told to its user.
  func readingProblem(_ path: String) -> Problem {
    let place = Phrase(path, zh: path)
    switch code {
    case SQLITE_BUSY, SQLITE_LOCKED:
      return Problem(
        .busy, Phrase("another program is writing to it", zh: "另一个程序正在写入该文件"), at: place,
        hint: Phrase("wait until it has finished, then try again", zh: "请等待其完成后重试"))
    case SQLITE_IOERR, SQLITE_CANTOPEN:
      return Problem(
        .inputOutput, Phrase("reading failed: \(message)", zh: "读取失败：\(message)"), at: place,
        hint: Phrase("check the disk or the network drive and try again", zh: "请检查磁盘或网络驱动器后重试"))
    default:
      return Problem(
        .badData, Phrase("the database cannot be read: \(message)", zh: "数据库无法读取：\(message)"), at: place,
        hint: Phrase("copy or export the file again", zh: "请重新复制或导出该文件"))
    }
  }

  /// The failure of an output, told to its user.
  func writingProblem(_ path: String) -> Problem {
    let place = Phrase(path, zh: path)
    switch code {
    case SQLITE_BUSY, SQLITE_LOCKED:
      return Problem(
        .busy, Phrase("another program holds the file", zh: "另一个程序正在使用该文件"), at: place,
        hint: Phrase("close it there (QGIS?), or wait and try again", zh: "请先在该程序（如 QGIS）中关闭，或稍后重试"))
    case SQLITE_FULL:
      return Problem(
        .inputOutput, Phrase("the disk is full", zh: "磁盘已满"), at: place,
        hint: Phrase("free some space, or write to another disk", zh: "请清理磁盘空间，或写到其他磁盘"))
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH:
      return Problem(
        .notPermitted, Phrase("writing here is not permitted", zh: "没有写入权限"), at: place,
        hint: Phrase("ask for the permission, or write elsewhere", zh: "请申请权限，或写到其他位置"))
    case SQLITE_CORRUPT, SQLITE_NOTADB:
      return Problem(
        .badData, Phrase("the database is damaged: \(message)", zh: "数据库已损坏：\(message)"), at: place,
        hint: Phrase("restore a backup of the file", zh: "请恢复该文件的备份"))
    default:
      return Problem(
        .inputOutput, Phrase("writing failed: \(message)", zh: "写入失败：\(message)"), at: place,
        hint: Phrase("check the disk or the network drive and try again", zh: "请检查磁盘或网络驱动器后重试"))
    }
  }
}

internal import GRDB
internal import GRDBSQLite
internal import ZoneFormats
internal import ZoneModel

extension ProjectFile {
  /// Copies the project while others may work with it, proves the copy sound, and puts it in its place.
  ///
  /// - Parameter progress: pages copied, and all.
  /// - Throws: `Problem`: `.usage` when the copy would be the project itself, `.cannotCreate`, `.notPermitted`,
  ///   `.inputOutput`, `.badData` when the copy is damaged, as the project is then.
  public func backUp(to target: String, progress: @escaping (Int, Int) -> Void = { _, _ in }) throws {
    let file = try AtomicFile(target, isDatabase: true)
    guard let paths = file.paths, paths.target != path else {
      throw Problem(
        .usage, Phrase("a backup needs a file of its own", zh: "备份须写到另一个文件"), at: Phrase(target, zh: target),
        hint: Phrase("name another file", zh: "请指定其他文件名"))
    }
    do {
      let copy = try DatabaseQueue(path: paths.part)
      try pool.backup(to: copy, pagesPerStep: 4_096) { state in
        progress(state.completedPageCount, state.totalPageCount)
      }
      try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      let verdict = try copy.read { try String.fetchOne($0, sql: "PRAGMA integrity_check(1)") }
      try copy.close()
      guard verdict == "ok" else { throw Self.damagedCopy(path, verdict ?? "?") }
    } catch {
      throw Self.told(error, target)
    }
    try file.commit()
  }

  private static func damagedCopy(_ path: String, _ verdict: String) -> Problem {
    Problem(
      .badData, Phrase("the project is damaged: \(verdict)", zh: "项目文件已损坏：\(verdict)"),
      at: Phrase(path, zh: path),
      hint: Phrase(
        "see what can be saved: zonesweep project check --project \(path)",
        zh: "请查看可挽救的内容：zonesweep project check --project \(path)"))
  }
}

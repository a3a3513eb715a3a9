internal import Foundation
internal import ZoneFormats
internal import ZoneModel
internal import ZoneStore

extension Checkup {
  /// Looks at a project file: can it be opened and written to, is it sound, is there room for its log.
  public static func run(onProject path: String) -> Checkup {
    var items = [soundness(path)]
    if FileManager.default.fileExists(atPath: path) { items += [folder(of: path), room(for: path)] }
    return Checkup(items: items, project: path)
  }

  private static func soundness(_ path: String) -> Item {
    let name = Phrase("project file", zh: "项目文件")
    do {
      let check = try ProjectCheck.run(path)
      guard let first = check.damage.first else {
        return Item(
          name: name, state: .ok,
          found: Phrase(
            "\(grouped(check.rows.reduce(0) { $0 + $1.readable })) rows",
            zh: "\(grouped(check.rows.reduce(0) { $0 + $1.readable })) 行"))
      }
      return Item(
        name: name, state: .damaged, found: first.what,
        fix: Phrase(
          "zonesweep project check --project \(path) --salvage NEW",
          zh: "zonesweep project check --project \(path) --salvage 新文件"))
    } catch let problem as Problem {
      // a file that may not be opened, or is busy, is no damaged one
      let state: State = problem.kind == .badData || problem.kind == .inputMissing ? .damaged : .warning
      return Item(name: name, state: state, found: problem.what, fix: problem.hint)
    } catch {
      return Item(name: name, state: .damaged, found: "\(error)")
    }
  }

  private static func folder(of path: String) -> Item {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let isWritable =
      FileManager.default.isWritableFile(atPath: path) && FileManager.default.isWritableFile(atPath: folder)
    return Item(
      name: Phrase("may be written to", zh: "可写入"), state: isWritable ? .ok : .warning, found: folder,
      fix: isWritable
        ? nil
        : Phrase(
          "copy the file to a folder of yours: its log stands beside it",
          zh: "请将文件复制到有写权限的目录（日志文件与其并存）"))
  }

  /// An import or a backup needs as much room again as the file has.
  private static func room(for path: String) -> Item {
    let manager = FileManager.default
    let size = (try? manager.attributesOfItem(atPath: path))?[.size] as? NSNumber
    let free = (try? manager.attributesOfFileSystem(forPath: path))?[.systemFreeSize] as? NSNumber
    let isEnough = (free?.doubleValue ?? .infinity) > 2 * (size?.doubleValue ?? 0)
    let found = free.map { String(value: $0.doubleValue / 1e9, decimals: 1) + " GB" } ?? "?"
    return Item(
      name: Phrase("free room", zh: "剩余空间"), state: isEnough ? .ok : .warning, found: found,
      fix: isEnough
        ? nil : Phrase("make room: twice the file's size", zh: "请腾出空间：至少为文件大小的两倍"))
  }
}

public import Foundation

/// The real data that tests may read: `ZONESWEEP_DATA`, else `../shared/data` beside the package.
public enum TestData {
  /// The folder of one data set; `nil`, with a line saying so, when the data are not on this machine.
  public static func folder(_ name: String) -> URL? {
    let folder = root.appendingPathComponent(name)
    if FileManager.default.fileExists(atPath: folder.path) { return folder }
    print("skipped: no data set \(name) in \(root.path); set ZONESWEEP_DATA to the folder that holds it")
    return nil
  }

  /// One file of a data set; `nil`, with a line saying so, when it is not on this machine.
  public static func file(_ name: String, in set: String) -> URL? {
    folder(set)?.appendingPathComponent(name)
  }

  /// The package's own folder.
  public static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let root: URL =
    ProcessInfo.processInfo.environment["ZONESWEEP_DATA"].map { URL(fileURLWithPath: $0) }
    ?? package.deletingLastPathComponent().appendingPathComponent("shared/data")
}

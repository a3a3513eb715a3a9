internal import CPROJ

/// What is known about the PROJ library this program runs with.
public enum ProjectionLibrary {
  /// The version of the library at run time, for example `9.1.1`.
  public static var version: String {
    let info = proj_info()
    return "\(info.major).\(info.minor).\(info.patch)"
  }

  /// Where PROJ found its registry of coordinate systems, `proj.db` (on Debian the package `proj-data`; the
  /// environment's `PROJ_LIB` or `PROJ_DATA` goes first); `nil` when it found none, and then no EPSG code
  /// is known. WGS 84, CGCS2000, GCJ-02, BD-09 and equal-area planes need no registry.
  public static var databasePath: String? {
    (try? PROJContext())?.databasePath
  }

  /// The edition of the EPSG data set in the registry, for example `v10.076`; `nil` without a registry.
  public static var registryVersion: String? {
    guard let context = try? PROJContext(),
      let text = proj_context_get_database_metadata(context.handle, "EPSG.VERSION")
    else { return nil }
    return String(cString: text)
  }
}

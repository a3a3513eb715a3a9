internal import GRDBSQLite

/// The SQLite the program runs with.
public enum SQLiteLibrary {
  /// For example `3.40.1`.
  public static var version: String { String(cString: sqlite3_libversion()) }

  /// Whether it can index geometries.
  public static var hasRTree: Bool { sqlite3_compileoption_used("ENABLE_RTREE") == 1 }
}

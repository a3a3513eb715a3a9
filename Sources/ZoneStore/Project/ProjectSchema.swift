/// The tables of a project file, as its first version has them.
///
/// Rows keep the properties of their records as one JSON object, in the words and the order of the file they
/// came from, so that a verb working on the project says what it says of the file. Columns beside it are those
/// a map or a list is sorted by. Times are RFC 3339 as the file's zone has them; geometries are WGS 84.
enum ProjectSchema {
  /// The extension a project file registers.
  static let extensionName = "zonesweep_project"
  static let definition =
    "a city's zones, findings and observations; see README.md of ZoneSweep, chapter \"A city in one file\""

  /// Feature tables: name, type of geometry.
  static let features = [("zones", "GEOMETRY"), ("findings", "POINT"), ("observations", "GEOMETRY")]

  /// Tables of our own beside them.
  static let tables = [
    "zonesweep_settings", "zonesweep_sources", "zonesweep_imports", "zonesweep_changes", "zonesweep_rejects",
    "zonesweep_personal", "zonesweep_teams", "zonesweep_checklist",
    "zonesweep_lineage", "zonesweep_answers",
  ]

  /// Those that other programs may list: they have a number a row, as the standard asks of attributes.
  static let attributes = [
    "zonesweep_sources", "zonesweep_imports", "zonesweep_changes", "zonesweep_rejects",
  ]

  static let version1 = """
    CREATE TABLE zonesweep_settings (name TEXT PRIMARY KEY NOT NULL, value TEXT) WITHOUT ROWID;

    -- a file that was imported; importing it again adds to the same source
    CREATE TABLE zonesweep_sources (
      id INTEGER PRIMARY KEY NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, kind TEXT, datum TEXT NOT NULL,
      fields TEXT NOT NULL, columns TEXT NOT NULL, UNIQUE (role, name));

    CREATE TABLE zonesweep_imports (
      id INTEGER PRIMARY KEY NOT NULL, source INTEGER NOT NULL REFERENCES zonesweep_sources(id),
      at TEXT NOT NULL, fingerprint INTEGER NOT NULL, records INTEGER NOT NULL, added INTEGER NOT NULL,
      changed INTEGER NOT NULL, unchanged INTEGER NOT NULL, rejected INTEGER NOT NULL);

    -- what a record said before an import changed it
    CREATE TABLE zonesweep_changes (
      id INTEGER PRIMARY KEY NOT NULL, import INTEGER NOT NULL REFERENCES zonesweep_imports(id),
      key TEXT NOT NULL, before TEXT NOT NULL, geometry_before BLOB);

    CREATE TABLE zonesweep_rejects (
      id INTEGER PRIMARY KEY NOT NULL, import INTEGER NOT NULL REFERENCES zonesweep_imports(id),
      record INTEGER NOT NULL, line INTEGER, record_id TEXT, reason TEXT NOT NULL, reason_zh TEXT NOT NULL,
      hint TEXT, hint_zh TEXT, content TEXT NOT NULL);

    -- names and numbers of people; nothing else in the file repeats them unmasked
    CREATE TABLE zonesweep_personal (
      role TEXT NOT NULL, key TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
      PRIMARY KEY (role, key, field)) WITHOUT ROWID;

    CREATE TABLE zones (
      fid INTEGER PRIMARY KEY NOT NULL, geom GEOMETRY, key TEXT NOT NULL, name TEXT, kind TEXT, parent TEXT,
      owner TEXT, leader TEXT, valid_from DATETIME, valid_to DATETIME, source INTEGER NOT NULL
      REFERENCES zonesweep_sources(id), record INTEGER NOT NULL, identifier TEXT, fingerprint INTEGER NOT NULL,
      properties TEXT NOT NULL);
    CREATE UNIQUE INDEX zones_current ON zones (key) WHERE valid_to IS NULL;

    CREATE TABLE findings (
      fid INTEGER PRIMARY KEY NOT NULL, geom POINT, key TEXT NOT NULL UNIQUE, time TEXT, item TEXT,
      severity TEXT, status TEXT, source INTEGER NOT NULL REFERENCES zonesweep_sources(id),
      record INTEGER NOT NULL, identifier TEXT, fingerprint INTEGER NOT NULL, properties TEXT NOT NULL);

    CREATE TABLE observations (
      fid INTEGER PRIMARY KEY NOT NULL, geom GEOMETRY, key TEXT NOT NULL UNIQUE, time TEXT, inspector TEXT,
      vertex_times TEXT, source INTEGER NOT NULL REFERENCES zonesweep_sources(id), record INTEGER NOT NULL,
      identifier TEXT, fingerprint INTEGER NOT NULL, properties TEXT NOT NULL);

    CREATE TABLE zonesweep_teams (
      key TEXT PRIMARY KEY NOT NULL, source INTEGER NOT NULL REFERENCES zonesweep_sources(id),
      record INTEGER NOT NULL, fingerprint INTEGER NOT NULL, properties TEXT NOT NULL);
    CREATE TABLE zonesweep_checklist (
      key TEXT PRIMARY KEY NOT NULL, source INTEGER NOT NULL REFERENCES zonesweep_sources(id),
      record INTEGER NOT NULL, fingerprint INTEGER NOT NULL, properties TEXT NOT NULL);

    -- which zones came out of which
    CREATE TABLE zonesweep_lineage (
      earlier TEXT NOT NULL, later TEXT NOT NULL, relation TEXT NOT NULL, at DATETIME NOT NULL,
      share REAL, PRIMARY KEY (earlier, later, at)) WITHOUT ROWID;

    -- the zone a finding lay in by the boundaries of a day, one row a generation
    CREATE TABLE zonesweep_answers (
      finding INTEGER NOT NULL, boundaries_of DATETIME NOT NULL, zone TEXT, zones TEXT NOT NULL,
      PRIMARY KEY (finding, boundaries_of)) WITHOUT ROWID;
    """
}

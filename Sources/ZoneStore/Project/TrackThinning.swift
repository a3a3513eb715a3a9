internal import Foundation
internal import ZoneGeometry
public import ZoneModel

/// Walks whose course is no longer kept.
public struct ThinnedTracks: Sendable {
  /// A walk, told by where it came from: many have no id of their own.
  public struct Walk: Sendable, Hashable {
    /// What the record calls itself; `nil` when it does not.
    public var id: String?
    public var file: String
    /// Counted from 1 in its file.
    public var record: Int
    public var ended: Instant
  }

  /// In the order of the project.
  public var walks: [Walk] = []
  /// Walks without any time: nobody can say how old they are, and they stay as they are.
  public var undated = 0
}

/// A walk reduced to the ground it saw.
///
/// Its steps, each from its lesser end and all in order of their places, have the same discs and capsules
/// around them, so that every area and every length stays what it was; which way somebody walked, and when he
/// was where, can no longer be told.
enum TrackReduction {
  static func steps(of lines: [[FilePosition]]) -> [[FilePosition]] {
    let steps = lines.flatMap { line in
      zip(line, line.dropFirst()).map { precedes($1, $0) ? [$1, $0] : [$0, $1] }
    }
    return steps.sorted { $0[0] == $1[0] ? precedes($0[1], $1[1]) : precedes($0[0], $1[0]) }
  }

  private static func precedes(_ a: FilePosition, _ b: FilePosition) -> Bool {
    (a.first, a.second) < (b.first, b.second)
  }
}

extension ProjectFile {
  /// A walk that is old enough.
  private struct OldTrack {
    let row: Int
    let key: String
    let source: String
    let steps: [[FilePosition]]
    /// The end of the local day of its end: nothing counts before it was.
    let time: String
    let walk: ThinnedTracks.Walk
  }

  /// Properties that hold a time a vertex, in the files people bring.
  private static let vertexTimeProperties = ["coordTimes", "times", "coordinateProperties"]

  /// Reduces walks that ended before a moment to the ground they saw: their steps without order, and the end
  /// of the day instead of the times. What was kept of earlier versions of them goes too. Importing the same file again
  /// does not bring the course back.
  ///
  /// - Parameters:
  ///   - isTrial: looks only.
  ///   - timeProperty: the property that holds the time of a source's records; `nil`: none.
  /// - Throws: `Problem`: `.busy`, `.inputOutput`, `.notPermitted`.
  package func thinTracks(
    before moment: Instant, isTrial: Bool, timeProperty: (ProjectSource) -> String?
  ) throws -> ThinnedTracks {
    let sources = Dictionary(
      try sources(.observations).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var thinned = ThinnedTracks()
    let work = { (connection: SQLiteConnection) in
      let old = try Self.oldTracks(before: moment, &thinned.undated, connection)
      thinned.walks = old.map(\.walk)
      if isTrial { return }
      for track in old {
        let name = sources[track.source].flatMap(timeProperty)
        try Self.thin(track, timeProperty: name ?? "time", connection)
        if name == nil, let source = sources[track.source] {
          try Self.add(column: "time", to: source, connection)
        }
      }
    }
    if isTrial { try read(work) } else { try writeErasing(work) }
    return thinned
  }

  private static func oldTracks(
    before moment: Instant, _ undated: inout Int, _ connection: SQLiteConnection
  ) throws -> [OldTrack] {
    let rows = try connection.prepare(
      """
      SELECT fid, key, geom, time, vertex_times, name, record
      FROM observations JOIN zonesweep_sources ON source = zonesweep_sources.id ORDER BY fid
      """)
    var tracks: [OldTrack] = []
    while try rows.step() {
      guard let blob = rows.blob(2), let shape = try? GeometryBlob.geometry(blob) else { continue }
      let lines = shape.lines.filter { $0.count > 1 }
      let steps = TrackReduction.steps(of: lines)
      guard !lines.isEmpty, !rows.isNull(4) || steps != lines else { continue }
      guard let end = end(times: rows.text(4), time: rows.text(3)) else {
        undated += 1
        continue
      }
      guard end < moment else { continue }
      let time = TimeText.shanghai.text(end).prefix(10) + "T23:59:59+08:00"
      let (key, source) = (rows.text(1) ?? "", rows.text(5) ?? "")
      tracks.append(
        OldTrack(
          row: rows.integer(0) ?? 0, key: key, source: source, steps: steps, time: String(time),
          walk: ThinnedTracks.Walk(
            id: RecordImport.isMadeKey(key) ? nil : key, file: source, record: rows.integer(6) ?? 0,
            ended: end)))
    }
    return tracks
  }

  /// When a walk ended: the last of its vertices' times, else the record's own.
  private static func end(times: String?, time: String?) -> Instant? {
    let lines = times.flatMap { try? JSONDecoder().decode([[Double?]].self, from: Data($0.utf8)) } ?? []
    return lines.joined().compactMap { $0 }.max() ?? time.flatMap(TimeText.shanghai.instant)
  }

  private static func thin(
    _ track: OldTrack, timeProperty: String, _ connection: SQLiteConnection
  ) throws {
    let removed = vertexTimeProperties.map { "'$.\"\($0)\"'" }.joined(separator: ", ")
    let update = try connection.prepare(
      """
      UPDATE observations SET geom = ?1, vertex_times = NULL, time = ?2,
        properties = json_set(json_remove(properties, \(removed)), ?3, ?2) WHERE fid = ?4
      """)
    var encoder = GeometryEncoder(system: 4326)
    _ = encoder.encode(.multiLine(track.steps))
    try update.bind(1, blob: encoder.bytes)
    try update.bind(2, track.time)
    try update.bind(3, "$.\"\(timeProperty.contains("\"") ? "time" : timeProperty)\"")
    try update.bind(4, track.row)
    try update.run()
    let past = try connection.prepare(
      """
      DELETE FROM zonesweep_changes WHERE key = ? AND import IN (
        SELECT zonesweep_imports.id FROM zonesweep_imports JOIN zonesweep_sources
          ON source = zonesweep_sources.id WHERE role = 'observations')
      """)
    try past.bind(1, track.key)
    try past.run()
  }

  private static func add(
    column: String, to source: ProjectSource, _ connection: SQLiteConnection
  ) throws(SQLiteFault) {
    guard !source.columns.contains(column) else { return }
    let set = try connection.prepare(
      "UPDATE zonesweep_sources SET columns = ? WHERE role = 'observations' AND name = ?")
    try set.bind(1, encoded(source.columns + [column]))
    try set.bind(2, source.name)
    try set.run()
  }
}

public import ZoneAnalysis
public import ZoneFormats
public import ZoneGeometry
public import ZoneModel

/// One file of zones, and the kind of all zones in it where the caller names one.
public struct ZoneSource: Sendable, Hashable {
  public var kind: ZoneKind?
  public var path: String

  public init(kind: ZoneKind? = nil, path: String) {
    self.kind = kind
    self.path = path
  }
}

/// Where the data are and how they are to be read; shared by every verb.
public struct InputOptions: Sendable {
  public var zones: [ZoneSource] = []
  public var findings: [String] = []
  public var observations: [String] = []
  /// One for all files, or one a file in their order; empty: what the file declares, else WGS 84.
  public var zonesDatum: [Datum] = []
  public var findingsDatum: [Datum] = []
  public var observationsDatum: [Datum] = []
  /// Our field's name → the property it is read from.
  public var fields: [String: String] = [:]
  public var time = TimeText.shanghai
  public var reading = ReadingOptions()
  /// Repair invalid boundaries; otherwise they are rejected.
  public var repairs = true
  /// Metres seen around an observation that does not say.
  public var radius = 30.0
  /// Who judges which areas cover a finding; the answers are the same.
  public var judge = ZoneLocator.Engine.automatic
  /// Where the inputs come from for which no file is named; see ``useProject(_:on:)``.
  var project: ProjectInputs?
  /// Inspectors' findings count as observations.
  public var findingsAreObservations = true

  public init() {}

  /// The project file that stands for files not named; `nil` when there is none.
  public var projectPath: String? { project?.path }

  /// The fields that may be read from a property of another name.
  public static var fieldNames: [String] { FieldNames.all }

  /// The datum of file `index` of a list: the caller's word, else the file's own, else WGS 84.
  static func datum(_ chosen: [Datum], _ index: Int, _ layer: Layer) -> Datum {
    if chosen.indices.contains(index) { return chosen[index] }
    return chosen.count == 1 ? chosen[0] : layer.declaredDatum ?? .wgs84
  }
}

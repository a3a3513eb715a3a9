public import ZoneFormats
public import ZoneGeometry
public import ZoneModel

/// Findings as columns: where they are, and where their properties stand.
public struct FindingSet: Sendable {
  /// WGS 84 degrees, one a finding.
  public private(set) var lons: [Double] = []
  public private(set) var lats: [Double] = []
  /// Row in its layer, one a finding.
  public private(set) var rows: [Int32] = []
  /// The files the findings came from, without their geometries.
  public private(set) var layers: [Layer] = []
  /// Per layer: the datum its coordinates were read in.
  public private(set) var datums: [Datum] = []
  public internal(set) var rejections: [Rejection] = []
  /// Per layer: number of the finding behind its last one.
  private(set) var ends: [Int] = []
  private(set) var fields: [FieldNames] = []

  init() {}

  public var count: Int { lons.count }

  mutating func reserve(_ more: Int) {
    lons.reserveCapacity(count + more)
    lats.reserveCapacity(count + more)
    rows.reserveCapacity(count + more)
  }

  mutating func append(_ p: LonLat, row: Int) {
    lons.append(p.lon)
    lats.append(p.lat)
    rows.append(Int32(row))
  }

  mutating func reject(_ rejection: Rejection) { rejections.append(rejection) }

  mutating func close(_ layer: Layer, datum: Datum, fields: FieldNames) {
    layers.append(layer)
    datums.append(datum)
    ends.append(count)
    self.fields.append(fields)
  }

  /// Keeps of the files what is not their text.
  mutating func forgetLayers() {
    for index in layers.indices { layers[index] = Layer(name: layers[index].name) }
  }

  /// The layer finding `i` came from.
  func layer(of i: Int) -> Int {
    // one file is the rule and a handful the most
    ends.firstIndex { i < $0 } ?? 0
  }

  /// The findings of a layer.
  func numbers(ofLayer layer: Int) -> Range<Int> { (layer == 0 ? 0 : ends[layer - 1])..<ends[layer] }

  /// The findings with the given numbers, ascending.
  func subset(_ numbers: [Int]) -> FindingSet {
    var set = self
    set.lons = numbers.map { lons[$0] }
    set.lats = numbers.map { lats[$0] }
    set.rows = numbers.map { rows[$0] }
    set.ends = ends.map { end in numbers.count { $0 < end } }
    return set
  }

  /// One of our fields of every finding, not a number where it states none; `nil` when no file has the field.
  func numbers(_ field: String) -> [Double]? {
    guard layers.indices.contains(where: { hasNumber(field, inLayer: $0) }) else { return nil }
    var numbers: [Double] = []
    numbers.reserveCapacity(count)
    for layer in layers.indices {
      let mine = (numbers.count..<ends[layer])
      let column = fields[layer][field].map { layers[layer].properties.numbers($0) }
      for i in mine { numbers.append(column?[Int(rows[i])] ?? .nan) }
    }
    return numbers
  }

  /// Whether any finding of a layer may have a number in one of our fields.
  func hasNumber(_ field: String, inLayer layer: Int) -> Bool { fields[layer][field] != nil }

  /// Metres; nobody who knows less of a place than a city's width knows anything of it.
  static let worstAccuracy = 100_000.0

  static func isAccuracy(_ number: Double) -> Bool { number >= 0 && number <= worstAccuracy }

  /// The accuracy of every finding in metres, not a number where it states none that can be used; `nil` when
  /// no file has the field.
  func accuracies() -> [Double]? { numbers("accuracy_m")?.map { Self.isAccuracy($0) ? $0 : .nan } }

  /// The stated accuracies that cannot be used.
  func unusableAccuracies() -> UnusableValues {
    var unusable = UnusableValues()
    for layer in layers.indices {
      let mine = numbers(ofLayer: layer).lazy.map { Int(rows[$0]) }
      unusable.addAccuracies(of: layers[layer], fields[layer], mine)
    }
    return unusable
  }

  func place(_ i: Int) -> LonLat { LonLat(lons[i], lats[i]) }

  /// The text of one of our fields.
  func text(_ field: String, _ i: Int) -> String? {
    let layer = layer(of: i)
    return layers[layer].properties.text(field, fields[layer], at: Int(rows[i]))
  }

  /// The number in one of our fields.
  func number(_ field: String, _ i: Int) -> Double? {
    let layer = layer(of: i)
    return layers[layer].properties.number(field, fields[layer], at: Int(rows[i]))
  }
}

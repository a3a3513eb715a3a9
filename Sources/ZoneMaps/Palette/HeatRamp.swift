/// Colours for classes from low to high: the higher, the darker, so that a grey copy still tells.
public enum HeatRamp: Sendable, Hashable, CaseIterable {
  /// What should not be: findings, and findings per look.
  case problems
  /// What was done: observations.
  case looks

  /// The most classes that stay apart.
  public static let mostClasses = 7

  /// The colour of class `index` of `count`, 0 the lowest.
  public func colour(_ index: Int, of count: Int) -> MapColour {
    precondition((0..<count).contains(index), "a class of those there are")
    // one class alone is neither the highest nor next to nothing
    let place = count == 1 ? 0.5 : Double(index) / Double(count - 1)
    let step = place * Double(anchors.count - 1)
    let low = min(Int(step), anchors.count - 2)
    return anchors[low].mixed(with: anchors[low + 1], step - Double(low))
  }

  public func style(_ index: Int, of count: Int) -> MapStyle {
    MapStyle(fill: .colour(colour(index, of: count)))
  }

  /// Even steps of lightness.
  private var anchors: [MapColour] {
    switch self {
    case .problems: [0xFBDDA0, 0xF5B158, 0xDB6D22, 0xA83A15, 0x5E130E].map { MapColour($0) }
    case .looks: [0xD8E9F5, 0x8EC1DE, 0x4A93C3, 0x1F6499, 0x0B3560].map { MapColour($0) }
    }
  }
}

extension MapColour {
  /// Towards another colour by a share from 0 to 1.
  fileprivate func mixed(with other: MapColour, _ share: Double) -> MapColour {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt32 {
      UInt32((Double(a) + (Double(b) - Double(a)) * share).rounded())
    }
    return MapColour(mix(red, other.red) << 16 | mix(green, other.green) << 8 | mix(blue, other.blue))
  }
}

extension Palette {
  /// Looked at, and nothing found.
  public static let nothingFound = MapColour(0xEDF2F2)
}

extension MapStyle {
  /// Looked at, and nothing found: all but paper, in an outline, unlike any class and unlike ground nobody
  /// looked at.
  public static let nothingFound = MapStyle(
    fill: .colour(Palette.nothingFound), stroke: MapColour(0x8A9AA3), width: .pixels(0.6))
  /// Ground nobody looked at.
  public static let notLookedAt = MapStyle(
    fill: Palette.never, stroke: Palette.neverInk, width: .pixels(0.4))
  /// A place picked out by a ring around it.
  public static let picked = MapStyle(stroke: Palette.ink, width: .pixels(1.4))
}

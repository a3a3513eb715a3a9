internal import Foundation
public import ZoneFormats
public import ZoneGeometry
public import ZoneModel

/// The zones that could be used, and what became of the others.
public struct ZoneSet: Sendable {
  public internal(set) var zones: [Zone] = []
  /// Per zone: true square metres; for a road its length × width.
  public internal(set) var areas: [Double] = []
  /// Per zone: the plane it is measured in.
  public internal(set) var planes: [PlaneDefinition] = []
  /// The files the zones came from.
  public internal(set) var layers: [Layer] = []
  /// Per layer: the datum its coordinates were read in.
  public internal(set) var datums: [Datum] = []
  /// Per zone: the layer and the row in it that holds its properties.
  public internal(set) var rows: [RowReference] = []
  public internal(set) var rejections: [Rejection] = []
  public internal(set) var repairs: [Repair] = []

  public var count: Int { zones.count }

  /// The smallest box around all zones; `nil` when there are none.
  public var box: Box<LonLat>? {
    zones.reduce(nil) { box, zone in
      guard let bounds = zone.boundary.geometry.bounds else { return box }
      var grown = box ?? bounds
      grown.extend(to: bounds)
      return grown
    }
  }

  /// Zone indices by rank: the smaller area is closer to home; equal areas by id in code-point order.
  ///
  /// Areas are compared to nine significant digits, so that identical outlines tie whatever vertex they
  /// start at.
  public var homeOrder: [Int] {
    let keys = areas.map(nineDigits)
    return zones.indices.sorted {
      keys[$0] != keys[$1]
        ? keys[$0] < keys[$1]
        : zones[$0].id.unicodeScalars.lexicographicallyPrecedes(zones[$1].id.unicodeScalars)
    }
  }

  /// A number that orders areas by their first nine digits, and none above 0 before the others.
  private func nineDigits(_ area: Double) -> Int {
    guard area > 0, area.isFinite else { return area == .infinity ? .max : .min }
    var exponent = Int(log10(area).rounded(.down))
    var digits = (area * pow(10, Double(8 - exponent))).rounded()
    // the logarithm may be one off beside a power of ten, and 9.999999999 is ten
    if digits >= 1e9 {
      exponent += 1
      digits = (area * pow(10, Double(8 - exponent))).rounded()
    } else if digits < 1e8 {
      exponent -= 1
      digits = (area * pow(10, Double(8 - exponent))).rounded()
    }
    return exponent * 2_000_000_000 + Int(digits)
  }
}

/// Where a record's properties stand.
public struct RowReference: Sendable, Hashable {
  public var layer: Int
  public var row: Int
}

/// An invalid boundary that was repaired.
public struct Repair: Sendable, Hashable {
  public var file: String
  public var record: Int
  public var zone: String
  /// GEOS's reason, for example `Self-intersection`.
  public var reason: String
  public var near: LonLat
  /// Square metres before (by the rings as drawn) and after.
  public var areaBefore: Double
  public var areaAfter: Double

  public var notice: Notice {
    let change = areaAfter - areaBefore
    let sign = change < 0 ? "−" : "+"
    let amount = String(value: abs(change), decimals: 1)
    return Notice(
      Phrase(
        "boundary repaired: \(reason) near \(near.text); area \(String(value: areaBefore, decimals: 1)) m² as drawn, \(sign)\(amount) m² by the repair",
        zh:
          "边界已修复：\(near.text) 附近\(boundaryFault(reason))；原面积 \(String(value: areaBefore, decimals: 1)) 平方米，修复使面积变化 \(sign)\(amount) 平方米"
      ),
      at: Phrase("\(file), record \(record), zone \(zone)", zh: "\(file)，第 \(record) 条记录，区域 \(zone)"),
      hint: Phrase(
        "redraw it in the source, or pass --no-repair to reject it", zh: "请在源文件中重新绘制，或用 --no-repair 拒收"))
  }
}

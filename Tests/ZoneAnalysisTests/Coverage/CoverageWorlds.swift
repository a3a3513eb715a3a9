import Foundation
import TestSupport
import ZoneGeometry

@testable import ZoneAnalysis

/// Short words to write zones and footprints with.
func ring(_ points: (Double, Double)...) -> Ring<PlanePoint> {
  (points + [points[0]]).map { PlanePoint($0.0, $0.1) }
}

func boxed(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> Ring<PlanePoint> {
  ring((x0, y0), (x1, y0), (x1, y1), (x0, y1))
}

func zoned(_ exterior: Ring<PlanePoint>, holes: Ring<PlanePoint>...) -> MultiPolygon<PlanePoint> {
  MultiPolygon([Polygon(exterior: exterior, holes: holes)])
}

func visit(_ x: Double, _ y: Double, _ radius: Double) -> Footprint {
  Footprint(.visit(PlanePoint(x, y)), radius: radius)
}

func walk(_ radius: Double, _ points: (Double, Double)...) -> Footprint {
  Footprint(.walk([points.map { PlanePoint($0.0, $0.1) }]), radius: radius)
}

/// The part of a disc of radius r on the far side of a line at the distance h from its centre.
func segment(_ r: Double, beyond h: Double) -> Double {
  r * r * acos(h / r) - h * (r * r - h * h).squareRoot()
}

/// The common part of two discs at a distance.
func lens(_ r: Double, _ s: Double, distance d: Double) -> Double {
  let a = (d * d + r * r - s * s) / (2 * d)
  return segment(r, beyond: a) + segment(s, beyond: d - a)
}

/// A zone and footprints drawn at random.
struct CoverageWorld {
  var zone: MultiPolygon<PlanePoint>
  var footprints: [Footprint] = []

  /// - Parameter onGrid: whole coordinates and few radii: duplicates, tangencies, collinear steps, circles
  ///   through corners, sides on edges.
  init(seed: UInt64, onGrid: Bool) {
    var random = SeededRandom(seed: seed)
    func number(_ range: ClosedRange<Double>) -> Double {
      let value = Double.random(in: range, using: &random)
      return onGrid ? (value / 25).rounded() * 25 : value
    }
    let offset = onGrid ? 0 : Double.random(in: -1e5...1e5, using: &random)
    let outline =
      onGrid
      ? ring((0, 0), (400, 0), (400, 300), (600, 300), (600, 600), (200, 600), (200, 500), (0, 500))
      : (0..<60).map { i in
        let angle = Double(i % 59) / 59 * 2 * .pi
        let reach = 300 + 60 * sin(3 * angle) + 40 * cos(11 * angle + Double(seed % 7))
        return PlanePoint(offset + 300 + reach * cos(angle), 300 + reach * sin(angle))
      }
    let hole =
      onGrid
      ? boxed(250, 350, 350, 450) : ring((offset + 280, 270), (offset + 340, 280), (offset + 300, 350))
    zone = zoned(outline, holes: hole)
    if onGrid { zone.polygons.append(Polygon(exterior: boxed(650, 0, 750, 200))) }
    let radii: [Double] = onGrid ? [25, 50, 50, 75] : [20, 45, 80]
    for _ in 0..<Int.random(in: 1...50, using: &random) {
      let radius = radii[Int.random(in: 0..<radii.count, using: &random)]
      let r = onGrid ? radius : Double.random(in: radius / 2...radius, using: &random)
      let place = PlanePoint(offset + number(-50...800), number(-50...700))
      if Bool.random(using: &random) {
        footprints.append(Footprint(.visit(place), radius: r))
      } else {
        let line = (0..<Int.random(in: 2...8, using: &random)).map { i in
          PlanePoint(place.x + number(-60...60) + Double(i) * 25, place.y + number(-60...60))
        }
        footprints.append(Footprint(.walk([line]), radius: r))
        if onGrid && Bool.random(using: &random) {
          footprints.append(Footprint(.walk([line.reversed()]), radius: r))
        }
      }
      if Int.random(in: 0..<5, using: &random) == 0, let last = footprints.last { footprints.append(last) }
    }
  }
}

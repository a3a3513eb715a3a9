internal import CPROJ

/// One PROJ operation from easting- or longitude-first pairs to such pairs, both ways.
///
/// A result that PROJ cannot compute is an error, never an infinity.
final class PROJTransformation {
  enum Direction { case forward, inverse }

  private let operation: PROJObject
  private let source: String
  private let target: String

  /// Between two systems of the registry, longitude or easting first on both sides.
  init(from source: PROJSystem, to target: PROJSystem) throws(GeometryError) {
    let context = source.object.context
    self.source = "EPSG:\(source.code)"
    self.target = "EPSG:\(target.code)"
    let raw = context.owned(
      proj_create_crs_to_crs_from_pj(context.handle, source.object.pointer, target.object.pointer, nil, nil))
    let visual = raw.flatMap { context.owned(proj_normalize_for_visualization(context.handle, $0.pointer)) }
    guard let visual else {
      throw .projection(from: self.source, to: self.target, message: context.lastMessage)
    }
    operation = visual
  }

  /// From WGS 84, longitude first, to a plane by known steps.
  ///
  /// - Parameter steps: as `proj_create` reads them.
  init(by steps: String, toEPSG code: Int, in context: PROJContext) throws(GeometryError) {
    source = "EPSG:4326"
    target = "EPSG:\(code)"
    guard let made = context.owned(proj_create(context.handle, steps)) else {
      throw .projection(from: source, to: target, message: context.lastMessage)
    }
    operation = made
  }

  /// One pair; z and time stay out of it.
  func convert(
    _ first: Double, _ second: Double, _ direction: Direction
  ) throws(GeometryError) -> (Double, Double) {
    guard first.isFinite, second.isFinite else { throw outOfRange(first, second, direction) }
    let result = proj_trans(operation.pointer, code(direction), proj_coord(first, second, 0, .infinity)).xy
    guard result.x.isFinite, result.y.isFinite else { throw outOfRange(first, second, direction) }
    return (result.x, result.y)
  }

  /// Columns in one call; on an error the columns are left as they were.
  func convert(
    _ first: inout [Double], _ second: inout [Double], _ direction: Direction
  ) throws(GeometryError) {
    precondition(first.count == second.count, "columns of one length")
    var x = first
    var y = second
    x.withUnsafeMutableBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        let stride = MemoryLayout<Double>.stride
        _ = proj_trans_generic(
          operation.pointer, code(direction), x.baseAddress, stride, x.count, y.baseAddress, stride, y.count,
          nil, 0, 0, nil, 0, 0)
      }
    }
    if let bad = x.indices.first(where: { !x[$0].isFinite || !y[$0].isFinite }) {
      throw outOfRange(first[bad], second[bad], direction)
    }
    first = x
    second = y
  }

  private func code(_ direction: Direction) -> PJ_DIRECTION {
    direction == .forward ? PJ_FWD : PJ_INV
  }

  private func outOfRange(_ first: Double, _ second: Double, _ direction: Direction) -> GeometryError {
    .outOfRange(first: first, second: second, system: direction == .forward ? target : source)
  }
}

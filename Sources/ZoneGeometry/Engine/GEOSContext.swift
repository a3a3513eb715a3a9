internal import CGEOS

/// One reentrant GEOS context and the last words GEOS said in it.
///
/// A context serves one task at a time: in GEOS 3.11 even reading an envelope writes to the geometry.
final class GEOSContext {
  let handle: GEOSContextHandle_t
  private let message: UnsafeMutablePointer<MessageBuffer>

  init() {
    handle = GEOS_init_r()
    message = .allocate(capacity: 1)
    message.initialize(to: MessageBuffer())
    GEOSContext_setErrorMessageHandler_r(
      handle,
      { text, box in
        guard let text, let box else { return }
        box.assumingMemoryBound(to: MessageBuffer.self).pointee.text = String(cString: text)
      }, message)
  }

  deinit {
    GEOS_finish_r(handle)
    message.deinitialize(count: 1)
    message.deallocate()
  }

  private struct MessageBuffer { var text = "" }

  /// The error GEOS reported last in this context, told as ours.
  func failure(_ function: String) -> GeometryError {
    defer { message.pointee.text = "" }
    let text = message.pointee.text
    return .engine(function: function, message: text.isEmpty ? "no reason given" : text)
  }

  /// Takes ownership of a geometry that GEOS made; null is a failure.
  func owned(
    _ function: String, _ make: (GEOSContextHandle_t) -> OpaquePointer?
  ) throws(GeometryError) -> GeometryHandle {
    guard let pointer = make(handle) else { throw failure(function) }
    return GeometryHandle(pointer, in: self)
  }

  /// Translates GEOS's 0, 1 and 2 (2 means it failed, not "no").
  func predicate(_ function: String, _ ask: (GEOSContextHandle_t) -> CChar) throws(GeometryError) -> Bool {
    switch ask(handle) {
    case 0: return false
    case 1: return true
    default: throw failure(function)
    }
  }

  /// Translates GEOS's "0 is failure" calls that answer through a pointer.
  func measured(
    _ function: String, _ ask: (GEOSContextHandle_t, UnsafeMutablePointer<Double>) -> Int32
  ) throws(GeometryError) -> Double {
    var value = 0.0
    guard ask(handle, &value) == 1 else { throw failure(function) }
    return value
  }
}

/// A geometry in GEOS's memory, freed when nobody holds it; keeps its context alive.
final class GeometryHandle {
  let pointer: OpaquePointer
  let context: GEOSContext

  init(_ pointer: OpaquePointer, in context: GEOSContext) {
    self.pointer = pointer
    self.context = context
  }

  deinit { GEOSGeom_destroy_r(context.handle, pointer) }
}

internal import CPROJ

/// One PROJ context: silent, never on the network, for one task at a time.
final class PROJContext {
  let handle: OpaquePointer

  init() throws(GeometryError) {
    guard let handle = proj_context_create() else {
      throw .projection(from: "PROJ", to: "PROJ", message: "out of memory")
    }
    self.handle = handle
    proj_context_set_enable_network(handle, 0)
    proj_log_level(handle, PJ_LOG_NONE)
  }

  deinit { proj_context_destroy(handle) }

  /// Where the registry of coordinate systems lies; `nil` when PROJ cannot find it.
  var databasePath: String? {
    proj_context_get_database_path(handle).map { String(cString: $0) }
  }

  /// PROJ's words for what went wrong last in this context.
  var lastMessage: String {
    let code = proj_context_errno(handle)
    guard code != 0, let text = proj_context_errno_string(handle, code) else { return "no reason given" }
    return String(cString: text)
  }

  /// Takes ownership of what PROJ made; `nil` stays `nil`.
  func owned(_ pointer: OpaquePointer?) -> PROJObject? {
    pointer.map { PROJObject($0, in: self) }
  }
}

/// Something in PROJ's memory, freed when nobody holds it; keeps its context alive.
final class PROJObject {
  let pointer: OpaquePointer
  let context: PROJContext

  init(_ pointer: OpaquePointer, in context: PROJContext) {
    self.pointer = pointer
    self.context = context
  }

  deinit { proj_destroy(pointer) }

  /// Its name in the registry.
  var name: String { proj_get_name(pointer).map { String(cString: $0) } ?? "" }
}

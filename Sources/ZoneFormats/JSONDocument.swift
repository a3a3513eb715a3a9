internal import ZoneModel

/// One JSON value with everything in it, known to be well formed. `JSONText` reads its parts.
public struct JSONDocument {
  /// Keeps the bytes alive.
  private let storage: ByteStorage

  /// Looks the whole text over.
  ///
  /// - Parameter name: the file, for messages.
  /// - Throws: `Problem(.badData)` with the line where the text stops being JSON (RFC 8259) in UTF-8.
  public init(_ storage: ByteStorage, name: String) throws {
    let parser = GeoJSONParser(storage, name: name)
    if case .neither(let offset) = storage.textForm {
      throw parser.problem(JSONFault(kind: .encoding, offset: offset))
    }
    var scanner = JSONScanner(storage)
    do { try scanner.document() } catch { throw parser.problem(error) }
    self.storage = storage
  }

  /// Calls `body` with the text of the value, which must not leave it.
  public func withText<T>(_ body: (JSONText.Bytes) throws -> T) rethrows -> T {
    try withExtendedLifetime(storage) { try body(storage.bytes) }
  }
}

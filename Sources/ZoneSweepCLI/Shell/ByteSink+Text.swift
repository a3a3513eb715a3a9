internal import ZoneFormats

extension ByteSink {
  /// Writes text as UTF-8.
  func write(_ text: String) throws {
    var text = text
    try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
  }
}

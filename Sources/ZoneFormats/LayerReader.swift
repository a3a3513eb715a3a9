public enum LayerReader {
  public static func read(_ path: String, _ options: ReadingOptions) throws -> Layer {
    try GeoJSONReader.read(try ByteStorage.read(path: path), name: path)
  }
}

/// Writes a layer that comes in parts, one after the other.
public protocol LayerParts: ~Copyable {
  /// Writes the rows of the next part. There must be one part at least, be it without rows.
  mutating func append(_ part: OutputLayer) throws
  /// Writes what stands behind the rows. Nothing can be appended afterwards.
  mutating func finish() throws
}

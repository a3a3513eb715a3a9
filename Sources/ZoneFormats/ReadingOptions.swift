/// How an input is to be read where the file does not say.
public struct ReadingOptions: Sendable, Hashable {
  /// `nil`: detected.
  public var encoding: TextEncoding?
  /// CSV columns of longitude and latitude (or easting and northing); `nil`: by their usual names.
  public var longitudeColumn: String?
  public var latitudeColumn: String?
  /// The layer to read of a file that has several (GeoPackage, Excel …); `nil`: the only one.
  public var layer: String?

  public init(
    encoding: TextEncoding? = nil, longitudeColumn: String? = nil, latitudeColumn: String? = nil,
    layer: String? = nil
  ) {
    self.encoding = encoding
    self.longitudeColumn = longitudeColumn
    self.latitudeColumn = latitudeColumn
    self.layer = layer
  }
}

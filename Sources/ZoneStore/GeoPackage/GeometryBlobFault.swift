internal import ZoneModel

/// Why a geometry of a GeoPackage cannot be used.
enum GeometryBlobFault: Error, Equatable {
  /// It does not begin with `GP`.
  case notGeoPackage
  /// The version byte, which is 0 in all GeoPackages so far.
  case version(UInt8)
  /// An extended type, in the words of its extension.
  case extended(String)
  /// An envelope kind that is not defined.
  case envelope(UInt8)
  /// The bytes end in the middle.
  case cut
  /// A byte order that is neither.
  case byteOrder(UInt8)
  /// A geometry type nobody here knows.
  case type(UInt32)
  /// Arcs and curves, which have no place in GeoJSON.
  case curve
  /// A member that a collection of its kind may not have.
  case member(UInt32)
  /// Collections inside one another without end.
  case tooDeep
  /// The value is no bytes at all.
  case notBytes

  var reason: Phrase {
    switch self {
    case .notGeoPackage: Phrase("its geometry is no GeoPackage geometry", zh: "几何数据不是 GeoPackage 格式")
    case .version(let version):
      Phrase("its geometry is of the unknown version \(version)", zh: "几何数据版本 \(version) 未知")
    case .extended(let code):
      Phrase("its geometry is of the extended type \(code)", zh: "几何数据为扩展类型 \(code)")
    case .envelope(let kind):
      Phrase("its geometry states an unknown envelope (\(kind))", zh: "几何数据的外包矩形类型 \(kind) 未知")
    case .cut: Phrase("its geometry ends in the middle", zh: "几何数据不完整")
    case .byteOrder(let order):
      Phrase("its geometry states the byte order \(order)", zh: "几何数据的字节序 \(order) 无效")
    case .type(let code): Phrase("its geometry is of the unknown type \(code)", zh: "几何类型 \(code) 未知")
    case .curve: Phrase("its geometry has curves", zh: "几何含曲线")
    case .member(let code):
      Phrase(
        "its geometry holds a part of type \(code), which does not belong there",
        zh: "几何含有不该出现的部分（类型 \(code)）")
    case .tooDeep: Phrase("its geometry is nested too deep", zh: "几何嵌套过深")
    case .notBytes: Phrase("its geometry is not stored as bytes", zh: "几何列的内容不是二进制数据")
    }
  }

  var hint: Phrase {
    switch self {
    case .curve, .extended, .type:
      Phrase("turn it into points, lines or areas in the source", zh: "请在源文件中转换为点、线或面")
    default: Phrase("draw it again in the source", zh: "请在源文件中重新绘制")
    }
  }
}

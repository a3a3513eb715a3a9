internal import ZoneGeometry
internal import ZoneModel

extension Plane {
  /// The plane the user named, or a `Problem` that says why it cannot be used.
  static func named(_ definition: PlaneDefinition) throws -> Plane {
    do {
      return try Plane(definition)
    } catch {
      throw Problem(
        .usage,
        Phrase("the plane \(definition) cannot be used: \(error)", zh: "无法使用平面坐标系 \(definition)：\(error)"),
        hint: Phrase("name a projected system, for example EPSG:4548", zh: "请指定投影坐标系，例如 EPSG:4548"))
    }
  }
}

/// Recognises objects that have the same names in the same order, so that what follows from the names is
/// worked out once a shape and not once a row. Rows of one file have few shapes.
struct ObjectShapes<Plan> {
  private struct Shape {
    /// As they stand in the file; they point into the storage, which the owner keeps.
    let keys: [JSONText.Bytes]
    let plan: Plan
  }

  // more shapes than optional properties of one file make; beyond, the oldest is forgotten
  private static var limit: Int { 64 }
  private var shapes: [Shape] = []
  private var last = 0
  private var oldest = 0

  /// The plan for an object, made from its names when none of its shape was seen before.
  @inline(__always)
  mutating func plan(for object: JSONText.Bytes, make: ([JSONText.Bytes]) -> Plan) -> Plan {
    if last < shapes.count, Self.has(object, shapes[last].keys) { return shapes[last].plan }
    return otherPlan(for: object, make: make)
  }

  private mutating func otherPlan(for object: JSONText.Bytes, make: ([JSONText.Bytes]) -> Plan) -> Plan {
    if let known = shapes.indices.first(where: { $0 != last && Self.has(object, shapes[$0].keys) }) {
      last = known
      return shapes[known].plan
    }
    var keys: [JSONText.Bytes] = []
    JSONText.forEachMember(of: object) { key, _ in keys.append(key) }
    let shape = Shape(keys: keys, plan: make(keys))
    if shapes.count < Self.limit {
      last = shapes.count
      shapes.append(shape)
    } else {
      last = oldest
      shapes[oldest] = shape
      oldest = (oldest + 1) % Self.limit
    }
    return shape.plan
  }

  @inline(__always)
  private static func has(_ object: JSONText.Bytes, _ keys: [JSONText.Bytes]) -> Bool {
    var position = 0
    var isSame = true
    JSONText.forEachMember(of: object) { key, _ in
      isSame = isSame && position < keys.count && isEqual(key, keys[position])
      position += 1
    }
    return isSame && position == keys.count
  }

  @inline(__always)
  private static func isEqual(_ a: JSONText.Bytes, _ b: JSONText.Bytes) -> Bool {
    guard a.count == b.count else { return false }
    for i in a.indices where a[i] != b[i] { return false }
    return true
  }
}

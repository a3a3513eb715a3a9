/// Short lists that stand in properties as JSON text.
public enum JSONList {
  /// The elements of an array as texts; nulls and nested values are left out.
  public static func texts(of json: String) -> [String] {
    var json = json
    return json.withUTF8 { bytes in
      var texts: [String] = []
      JSONText.forEachElement(of: bytes) { element in
        if let text = JSONText.value(of: element).text { texts.append(text) }
      }
      return texts
    }
  }

  /// The texts of an array of arrays; an array of plain values is taken for one array of them. Nulls stay as
  /// empty texts, so that positions keep their meaning.
  public static func nested(of json: String) -> [[String]] {
    var json = json
    return json.withUTF8 { bytes in
      var lists: [[String]] = []
      var flat: [String] = []
      JSONText.forEachElement(of: bytes) { element in
        if element.first == UInt8(ascii: "[") {
          var list: [String] = []
          JSONText.forEachElement(of: element) { list.append(JSONText.value(of: $0).text ?? "") }
          lists.append(list)
        } else {
          flat.append(JSONText.value(of: element).text ?? "")
        }
      }
      return lists.isEmpty ? (flat.isEmpty ? [] : [flat]) : lists
    }
  }
}

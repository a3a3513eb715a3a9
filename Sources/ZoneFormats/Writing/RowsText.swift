/// Rows in the words of an output, put together by one thread to be appended by another.
package struct RowsText: Sendable {
  /// What stands before the rows when they are the output's first.
  let head: ByteStorage
  let rows: ByteStorage
  let count: Int
  /// Of a GeoJSON output: what its box is written with, and the box around everything its writer has written.
  var geometry: GeoJSONGeometryText?
}

/// How the rows of an output are put into words.
package enum RowsNotation: Sendable {
  case csv(CSVWriter.Coordinates, hasMark: Bool)
  case geoJSON(GeoJSONWriter.Form)
}

/// Puts rows of a layer into words, for several threads that each have one.
///
/// Lives in one task.
package final class RowsWriter {
  private enum Form {
    case records(RecordText, hasMark: Bool)
    case features(FeatureText, GeoJSONWriter.Form)
  }

  private let layer: OutputLayer
  private var form: Form

  /// - Parameter layer: states the carried names of the whole where it is a part of one.
  package init(_ layer: OutputLayer, _ notation: RowsNotation) {
    self.layer = layer
    form =
      switch notation {
      case .csv(let coordinates, let hasMark):
        .records(RecordText(layer, coordinates: coordinates), hasMark: hasMark)
      case .geoJSON(let form): .features(FeatureText(layer, as: form), form)
      }
  }

  /// Some of the rows.
  package func text(_ rows: Range<Int>) -> RowsText {
    switch form {
    case .records(var records, let hasMark):
      let text = Self.text(&records, rows, hasMark)
      form = .records(records, hasMark: hasMark)
      return text
    case .features(var features, let collection):
      let text = text(&features, rows, collection)
      form = .features(features, collection)
      return text
    }
  }

  private static func text(_ records: inout RecordText, _ rows: Range<Int>, _ hasMark: Bool) -> RowsText {
    var head = GrowingBytes(capacity: 0)
    if hasMark { head.append("\u{FEFF}") }
    records.appendHead(to: &head)
    var text = GrowingBytes(capacity: rows.count * 64)
    var row = rows.lowerBound
    while row < rows.upperBound { row = records.append(from: row, before: rows.upperBound, to: &text) }
    return RowsText(head: head.finish(), rows: text.finish(), count: rows.count)
  }

  private func text(
    _ features: inout FeatureText, _ rows: Range<Int>, _ form: GeoJSONWriter.Form
  ) -> RowsText {
    var head = GrowingBytes(capacity: 0)
    if form != .sequence { GeoJSONWriter.appendHead(of: layer, to: &head) }
    var text = GrowingBytes(capacity: rows.count * 128)
    for row in rows {
      if form != .sequence, row > rows.lowerBound { text.append(",\n") }
      features.append(row, to: &text)
      if form == .sequence { text.append(UInt8(ascii: "\n")) }
    }
    return RowsText(
      head: head.finish(), rows: text.finish(), count: rows.count, geometry: features.geometry)
  }
}

internal import ZoneGeometry
package import ZoneModel

/// Some of an input's records as one thread cuts them off, for any other to read.
package struct LayerPiece: Sendable {
  enum Content: Sendable {
    /// Rows that are read already.
    case rows(LayerPart)
    case records(CSVPiece)
  }

  let content: Content

  init(content: Content) { self.content = content }

  /// A piece that has been read.
  package init(_ part: LayerPart) { content = .rows(part) }

  /// Reads the rows.
  ///
  /// - Throws: `Problem(.badData)` where the text is damaged.
  package func read() throws -> LayerPart {
    switch content {
    case .rows(let part): part
    case .records(let piece): try piece.read()
    }
  }
}

/// The rows of a piece, and what they say of the whole file.
package struct LayerPart: Sendable {
  /// Records are counted from the part's first until `LayerJoint` has joined it to those before.
  package var layer: Layer
  package var seam = LayerSeam()
}

/// What a part says of the whole file.
package struct LayerSeam: Sendable {
  var tally: CSVTally?
  /// The form of the file; only in some parts.
  var form: CSVForm?
  var isLast = false
}

/// Puts the parts of one file together, in their order.
package struct LayerJoint {
  private var tally = CSVTally()

  package init() {}

  /// What is known of a part only by those before it.
  package struct Context {
    /// Records in the parts before.
    package var recordsBefore = 0
    /// What the end of the file is to be told with.
    package var notices: [Notice] = []
    var datum: Datum?
  }

  /// Takes the next part into account.
  ///
  /// - Throws: `Problem(.badData)` when the file is cut off in it.
  package mutating func join(_ seam: LayerSeam) throws -> Context {
    guard let next = seam.tally, let form = seam.form else { return Context() }
    var context = Context(recordsBefore: tally.records)
    try tally.add(next)
    context.datum = tally.datum(form)
    if seam.isLast { context.notices = try tally.finish(form) }
    return context
  }

  /// The rows of the next part with all that can be said of them.
  package mutating func joined(_ part: LayerPart) throws -> Layer {
    var layer = part.layer
    let context = try join(part.seam)
    guard part.seam.tally != nil else { return layer }
    layer.declaredDatum = context.datum
    layer.notices += context.notices
    if context.recordsBefore > 0 {
      for row in layer.records.indices { layer.records[row] += context.recordsBefore }
      for index in layer.rejections.indices { layer.rejections[index].record += context.recordsBefore }
    }
    return layer
  }
}

/// Whole records of CSV text.
struct CSVPiece: Sendable {
  let form: CSVForm
  let text: ByteStorage
  /// Where the first record begins, and where the last one ends with its line end.
  let start: Int
  let end: Int
  let isLast: Bool
  /// What is to be told before the rows.
  let notices: [Notice]
  /// Which columns are numbers in JSON, where that is known of the whole file.
  var numbers: [Bool]?

  func read() throws -> LayerPart {
    var pass = CSVPass(form, text, expecting: expectedRows)
    try pass.read(from: start, to: end)
    var layer = pass.layer(numbers: numbers)
    layer.notices = notices
    return LayerPart(layer: layer, seam: LayerSeam(tally: pass.tally, form: form, isLast: isLast))
  }

  /// As many as there would be if all were as long as the first.
  private var expectedRows: Int {
    let sample = min(end, start + 16_384)
    let lines = text.lineFeeds(from: start, to: sample)
    return lines == 0 ? 0 : (end - start) / max(16, (sample - start) / lines) + 16
  }
}

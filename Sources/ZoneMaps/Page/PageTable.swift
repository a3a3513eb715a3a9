public import ZoneModel

/// A table of a page.
public struct PageTable: Sendable, Hashable {
  public var caption: Phrase
  public var columns: [TableColumn]
  /// Long tables scroll on a screen and are printed whole.
  public var rows: [TableRow]

  public init(caption: Phrase, columns: [TableColumn], rows: [TableRow]) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
  }
}

public struct TableColumn: Sendable, Hashable {
  public enum Alignment: Sendable, Hashable {
    case text
    /// To the right, digits below digits.
    case number
  }

  public var title: Phrase
  public var alignment: Alignment

  public init(_ title: Phrase, _ alignment: Alignment = .text) {
    self.title = title
    self.alignment = alignment
  }
}

public struct TableRow: Sendable, Hashable {
  /// One per column; what is missing stays empty, what is too many is left out.
  public var cells: [TableCell]
  /// The id of the shape that the row is about: on the section's map, else on the first map of the page that
  /// has it. The first cell then leads to it.
  public var target: String?

  public init(_ cells: [TableCell], target: String? = nil) {
    self.cells = cells
    self.target = target
  }
}

public struct TableCell: Sendable, Hashable {
  public var text: Phrase
  /// A bar beside the text.
  public var share: Share?
  /// A sample of the style that the map shows it in, before the text.
  public var swatch: Swatch?

  public init(_ text: Phrase, share: Share? = nil, swatch: Swatch? = nil) {
    self.text = text
    self.share = share
    self.swatch = swatch
  }

  /// A name or a number.
  public init(_ text: String, swatch: Swatch? = nil) { self.init(Phrase(verbatim: text), swatch: swatch) }

  /// A percentage with its bar; `—` and no bar when there is nothing to take a share of.
  public init(_ share: Share) { self.init(Phrase(verbatim: share.percent), share: share) }
}

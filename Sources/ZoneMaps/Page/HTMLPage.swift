public import ZoneModel

/// A report as one HTML file: nothing in it points outside but to files beside it, and it reads, prints and prints to PDF without
/// its script.
public struct HTMLPage: Sendable, Hashable {
  public var title: Phrase
  /// What, where, as of when.
  public var subtitle: Phrase?
  public var figures: [KeyFigure]
  public var sections: [PageSection]
  /// Files beside the page, such as another map; the only references that leave it.
  public var related: [RelatedFile] = []
  /// At the page's end: sources, definitions, what the figures do not say.
  public var notes: [Phrase]

  public init(
    title: Phrase, subtitle: Phrase? = nil, figures: [KeyFigure] = [], sections: [PageSection] = [],
    notes: [Phrase] = []
  ) {
    self.title = title
    self.subtitle = subtitle
    self.figures = figures
    self.sections = sections
    self.notes = notes
  }
}

/// A file in the page's own folder.
public struct RelatedFile: Sendable, Hashable {
  /// Its name, without a folder.
  public var name: String
  public var title: Phrase

  /// - Precondition: a name alone, no path: a page that is moved with its folder stays whole.
  public init(_ name: String, _ title: Phrase) {
    precondition(!name.isEmpty && !name.contains { "/\\:?#%".contains($0) }, "a file's name")
    self.name = name
    self.title = title
  }
}

/// A figure nobody should see without knowing of what it is.
public struct KeyFigure: Sendable, Hashable {
  public var label: Phrase
  /// As it is to be printed: `71.3 %`.
  public var value: Phrase
  /// One line: numerator ÷ denominator, in words and numbers.
  public var definition: Phrase?
  /// Shown as a bar below the value; `nil`: no bar.
  public var share: Share?

  public init(label: Phrase, value: Phrase, definition: Phrase? = nil, share: Share? = nil) {
    self.label = label
    self.value = value
    self.definition = definition
    self.share = share
  }

  /// A share: its percentage as the value, and a bar.
  public init(label: Phrase, share: Share, definition: Phrase) {
    self.init(label: label, value: Phrase(verbatim: share.percent), definition: definition, share: share)
  }
}

/// A chapter of a page; what it has is shown in the order of its members.
public struct PageSection: Sendable, Hashable {
  public var title: Phrase
  /// Paragraphs.
  public var text: [Phrase]
  public var map: MapDrawing?
  public var tables: [PageTable]
  public var notes: [Phrase]
  /// Printed, it begins on a new sheet.
  public var startsPage: Bool

  public init(
    title: Phrase, text: [Phrase] = [], map: MapDrawing? = nil, tables: [PageTable] = [],
    notes: [Phrase] = [],
    startsPage: Bool = false
  ) {
    self.title = title
    self.text = text
    self.map = map
    self.tables = tables
    self.notes = notes
    self.startsPage = startsPage
  }
}

extension HTMLPage {
  /// The whole file in UTF-8. It is well-formed XML too. The same page and language give the same bytes.
  ///
  /// Every text is escaped; a content security policy forbids the browser to fetch anything, and to run any
  /// script but the page's own.
  public func text(in language: Language) -> String {
    var writer = PageWriter(self, language: language)
    return writer.document()
  }
}

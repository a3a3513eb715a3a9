internal import ArgumentParser
internal import ZoneFormats
internal import ZoneModel

/// What is drawn instead of written as data.
enum PictureForm: String {
  case svg
  case html
}

extension OutputArguments {
  /// The picture asked for by `--format` or by the file's ending; `nil` for data.
  ///
  /// - Throws: `Problem(.usage)` for a picture of pixels.
  func picture() throws -> PictureForm? {
    let ending = (output ?? "").split(separator: "/").last?.split(separator: ".").dropFirst().last
    switch (format ?? ending.map(String.init) ?? "").lowercased() {
    case "svg": return .svg
    case "html", "htm": return .html
    case "png", "jpg", "jpeg", "gif", "tif", "tiff", "pdf":
      throw Problem(
        .usage,
        Phrase("pictures are written as SVG or HTML only", zh: "图片只能输出为 SVG 或 HTML"),
        at: output.map { Phrase($0, zh: $0) },
        hint: Phrase(
          "write to a file ending in .svg: browsers and office programs open it, print it to PDF and save it as PNG",
          zh: "请输出为 .svg 文件：浏览器和办公软件可打开、打印为 PDF 或另存为 PNG"))
    default: return nil
    }
  }

  /// Writes a text to the output, whole or not at all.
  func put(_ text: String) throws {
    guard isToFile, let output else { return try StandardOutput().write(text) }
    let file = try AtomicFile(output)
    try file.write(text)
    try file.commit()
  }
}

internal import ZoneFormats
internal import ZoneGeometry
internal import ZoneModel

/// The table service of an OSRM server.
///
/// - Source: the HTTP API of OSRM, version 1, table service.
struct OSRMService {
  private let address: HTTPAddress
  private let prefix: String

  /// Coordinates in one request: the least that servers are set up for is 100.
  static let batch = 50

  /// - Parameter text: `http://host:port`, or the same with the path of another profile
  ///   (`http://host:port/table/v1/foot`).
  init(_ text: String) throws {
    guard let address = HTTPAddress(text) else {
      throw Problem(
        .usage, Phrase("\"\(text)\" is no address of an OSRM server", zh: "“\(text)”不是 OSRM 服务地址"),
        hint: Phrase(
          "write --travel osrm=http://127.0.0.1:5000 (plain http)",
          zh: "请写成 --travel osrm=http://127.0.0.1:5000（仅支持 http）"))
    }
    self.address = address
    prefix = address.path.contains("/table/") ? address.path : "\(address.path)/table/v1/driving"
  }

  /// Seconds and metres between places, row by row; not a number where there is no way.
  func table(_ from: [LonLat], _ to: [LonLat]) throws -> (seconds: [Double], metres: [Double]?) {
    let places = (from + to).map { "\(degrees($0.lon)),\(degrees($0.lat))" }.joined(separator: ";")
    let sources = from.indices.map(String.init).joined(separator: ";")
    let targets = to.indices.map { String($0 + from.count) }.joined(separator: ";")
    let path = "\(prefix)/\(places)?sources=\(sources)&destinations=\(targets)&annotations=duration,distance"
    let answer = try PlainHTTP.get(address, path: path)
    return try read(answer, rows: from.count, columns: to.count)
  }

  private func degrees(_ value: Double) -> String { String(value: value, decimals: 6) }

  private func read(
    _ answer: HTTPAnswer, rows: Int, columns: Int
  ) throws -> (seconds: [Double], metres: [Double]?) {
    let document: JSONDocument
    do { document = try JSONDocument(ByteStorage(answer.body), name: address.text) } catch {
      throw fault(
        "the server answers \(answer.status) with something that is no JSON",
        zh: "服务器返回 \(answer.status)，内容不是 JSON")
    }
    return try document.withText { text in
      let code = JSONText.member("code", of: text).map { JSONText.value(of: $0).text ?? "" } ?? ""
      guard code == "Ok" else {
        let words = JSONText.member("message", of: text).flatMap { JSONText.value(of: $0).text } ?? ""
        throw fault(
          "the server answers \(answer.status) \(code): \(words)",
          zh: "服务器返回 \(answer.status) \(code)：\(words)")
      }
      guard let seconds = Self.numbers("durations", text), seconds.count == rows * columns else {
        throw fault(
          "the answer has no table of \(rows) × \(columns) durations", zh: "返回结果缺少 \(rows) × \(columns) 的时间表")
      }
      guard seconds.allSatisfy({ $0.isNaN || (0..<1e9).contains($0) }) else {
        throw fault("the answer has durations that are no times", zh: "返回的时间表含有无效时间")
      }
      let metres = Self.numbers("distances", text)
      return (seconds, metres?.count == seconds.count ? metres : nil)
    }
  }

  /// The numbers of a table, row by row: NaN for `null`, -1 for what is neither.
  private static func numbers(_ name: String, _ text: JSONText.Bytes) -> [Double]? {
    guard let table = JSONText.member(name, of: text) else { return nil }
    var numbers: [Double] = []
    JSONText.forEachElement(of: table) { row in
      JSONText.forEachElement(of: row) { element in
        switch JSONText.value(of: element) {
        case .integer(let number): numbers.append(Double(number))
        case .number(let number): numbers.append(number)
        case .null: numbers.append(.nan)
        default: numbers.append(-1)
        }
      }
    }
    return numbers
  }

  /// Every answer was that there is no way.
  fileprivate var nowhere: Problem {
    Problem(
      .unavailable,
      Phrase("the server knows no way between any two of the places", zh: "服务器找不到任何两处之间的道路"),
      at: Phrase(address.text, zh: address.text),
      hint: Phrase(
        "does its map hold this city? or plan with --travel straight", zh: "请确认其地图包含本市，或改用 --travel straight")
    )
  }

  private func fault(_ english: String, zh chinese: String) -> Problem {
    Problem(
      .unavailable, Phrase(english, zh: chinese), at: Phrase(address.text, zh: address.text),
      hint: Phrase(
        "is it an OSRM server with the table service? or plan with --travel straight",
        zh: "请确认是提供 table 服务的 OSRM 服务器，或改用 --travel straight"))
  }
}

extension TravelTable {
  /// What an OSRM server says; its profile decides how fast anybody is.
  static func osrm(_ text: String, _ places: [TravelPlace], detour: Double) throws -> TravelTable {
    let service = try OSRMService(text)
    let count = places.count
    var table = straight(places, detour: detour, speeds: [InspectionTeam.usualSpeed])
    var seconds = [Double](repeating: unreachable, count: count * count)
    for from in stride(from: 0, to: count, by: OSRMService.batch) {
      for to in stride(from: 0, to: count, by: OSRMService.batch) {
        let (rows, columns) = (
          from..<min(count, from + OSRMService.batch), to..<min(count, to + OSRMService.batch)
        )
        let part = try service.table(rows.map { places[$0].exit }, columns.map { places[$0].entry })
        for (k, (row, column)) in rows.flatMap({ row in columns.map { (row, $0) } }).enumerated() {
          let at = row * count + column
          let isReachable = part.seconds[k] >= 0 && part.seconds[k] < unreachable
          seconds[at] = isReachable ? part.seconds[k].rounded(.up) : unreachable
          if !isReachable {
            table.metres[at] = .infinity
          } else if let metres = part.metres?[k], metres >= 0 {
            table.metres[at] = metres
          }
        }
      }
    }
    let isConnected = seconds.indices.contains { $0 / count != $0 % count && seconds[$0] < unreachable }
    guard count < 2 || isConnected else { throw service.nowhere }
    table.seconds = [seconds]
    table.method = "osrm"
    table.words = Phrase("the table service at \(text)", zh: "\(text) 的 table 服务")
    return table
  }
}

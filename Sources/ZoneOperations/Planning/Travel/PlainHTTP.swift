internal import Foundation
internal import ZoneModel

/// `http://host:port/path` taken apart.
struct HTTPAddress {
  let text: String
  let host: String
  let port: String
  /// Without a slash at the end; may be empty.
  let path: String

  /// `nil` for anything but plain http.
  init?(_ text: String) {
    guard let parts = URLComponents(string: text), parts.scheme?.lowercased() == "http",
      let host = parts.host,
      !host.isEmpty, parts.query == nil
    else { return nil }
    self.text = text
    self.host = host.filter { $0 != "[" && $0 != "]" }
    port = String(parts.port ?? 80)
    var path = parts.percentEncodedPath
    while path.hasSuffix("/") { path.removeLast() }
    self.path = path
  }
}

struct HTTPAnswer {
  var status: Int
  var body: [UInt8]
}

/// One request, one answer, over a socket of its own: enough for a server on the local network.
///
/// Speaks HTTP/1.0, so that the answer ends where the connection does.
///
/// - Source: RFC 1945.
enum PlainHTTP {
  /// Seconds without any answer after which the server is given up.
  static let patience = 10

  /// The largest answer read, in bytes.
  private static let limit = 64 << 20

  /// - Throws: `Problem(.unavailable)` when nobody answers in time, or not in HTTP.
  static func get(_ address: HTTPAddress, path: String) throws -> HTTPAnswer {
    let socket = try connection(to: address)
    defer { close(socket) }
    let request =
      "GET \(path) HTTP/1.0\r\nHost: \(address.host)\r\nUser-Agent: zonesweep\r\nAccept: application/json\r\n\r\n"
    try send(Array(request.utf8), to: socket, address)
    return try answer(receive(from: socket, address), address)
  }

  private static func connection(to address: HTTPAddress) throws -> Int32 {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(address.host, address.port, &hints, &list) == 0 else {
      throw fault(address, "the host is not known", zh: "无法解析主机名")
    }
    defer { freeaddrinfo(list) }
    var code: Int32 = 0
    var next = list
    while let info = next?.pointee {
      let socket = socket(info.ai_family, info.ai_socktype, info.ai_protocol)
      if socket >= 0 {
        var time = timeval(tv_sec: patience, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
          setsockopt(socket, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
        }
        if connect(socket, info.ai_addr, info.ai_addrlen) == 0 { return socket }
        code = errno
        close(socket)
      }
      next = info.ai_next
    }
    let words = String(cString: strerror(code))
    throw fault(address, "nobody answers (\(words))", zh: "无法连接（\(words)）")
  }

  private static func send(_ bytes: [UInt8], to socket: Int32, _ address: HTTPAddress) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { raw in
        // a server that hangs up must not end the program
        Foundation.send(socket, raw.baseAddress.map { $0 + sent }, raw.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw fault(address, "the server hangs up", zh: "服务器断开了连接") }
      sent += count
    }
  }

  private static func receive(from socket: Int32, _ address: HTTPAddress) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < limit {
      let count = recv(socket, &buffer, buffer.count, 0)
      if count < 0, errno == EINTR { continue }
      if count == 0 { return bytes }
      guard count > 0 else {
        throw fault(
          address, "the server is silent for \(patience) s", zh: "服务器 \(patience) 秒内没有响应")
      }
      bytes += buffer[..<count]
    }
    throw fault(address, "the answer is longer than \(limit >> 20) MB", zh: "响应超过 \(limit >> 20) MB")
  }

  private static func answer(_ bytes: [UInt8], _ address: HTTPAddress) throws -> HTTPAnswer {
    let end = bytes.indices.first { at in
      at + 3 < bytes.count && bytes[at] == 13 && bytes[at + 1] == 10 && bytes[at + 2] == 13
        && bytes[at + 3] == 10
    }
    let head = String(decoding: bytes.prefix(end ?? 0), as: UTF8.self)
    let words = head.prefix { $0 != "\r\n" }.split(separator: " ")
    guard let end, words.count >= 2, words[0].hasPrefix("HTTP/"), let status = Int(words[1]) else {
      throw fault(address, "the answer is not HTTP", zh: "响应不是 HTTP")
    }
    return HTTPAnswer(status: status, body: Array(bytes[(end + 4)...]))
  }

  private static func fault(_ address: HTTPAddress, _ english: String, zh chinese: String) -> Problem {
    Problem(
      .unavailable, Phrase("the server cannot be asked: \(english)", zh: "无法访问服务器：\(chinese)"),
      at: Phrase(address.text, zh: address.text),
      hint: Phrase(
        "start it, name another one, or plan with --travel straight", zh: "请启动服务、改用其他地址，或使用 --travel straight"
      ))
  }
}

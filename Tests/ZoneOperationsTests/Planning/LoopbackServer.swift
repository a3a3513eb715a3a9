import Foundation

/// A server on the loopback interface that answers every request by a function of its path; one thread.
final class LoopbackServer: Sendable {
  let port: UInt16
  private let socket: Int32

  init(_ answer: @escaping @Sendable (_ path: String) -> String) throws {
    let listening = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isUp = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listening, $0, size) == 0 && listen(listening, 8) == 0 && getsockname(listening, $0, &size) == 0
      }
    }
    guard listening >= 0, isUp else { throw CocoaError(.fileNoSuchFile) }
    socket = listening
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread {
      while true {
        let client = accept(listening, nil, nil)
        if client < 0 { return }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = max(0, recv(client, &buffer, buffer.count, 0))
        let path =
          String(decoding: buffer[..<count], as: UTF8.self).split(separator: " ").dropFirst().first ?? ""
        var reply = Array(answer(String(path)).utf8)
        _ = send(client, &reply, reply.count, Int32(MSG_NOSIGNAL))
        close(client)
      }
    }
  }

  deinit {
    shutdown(socket, Int32(SHUT_RDWR))
    close(socket)
  }

  var address: String { "http://127.0.0.1:\(port)" }
}

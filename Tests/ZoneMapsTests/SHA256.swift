import Foundation

/// SHA-256 in base 64, to check the hash in the page's content security policy.
///
/// - Source: FIPS 180-4, section 6.2; the constants are computed as section 4.2.2 defines them.
func sha256Base64(_ text: String) -> String {
  let primes = (2...311).filter { n in !(2..<n).contains { n % $0 == 0 } }
  let constants = primes.map { fraction(cbrt(Double($0))) }
  var state = primes.prefix(8).map { fraction(Double($0).squareRoot()) }

  var bytes = Array(text.utf8)
  let bits = UInt64(bytes.count * 8)
  bytes.append(0x80)
  while bytes.count % 64 != 56 { bytes.append(0) }
  bytes += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) }

  for block in stride(from: 0, to: bytes.count, by: 64) {
    var w = (0..<16).map { i in
      (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[block + 4 * i + $1]) }
    }
    for i in 16..<64 {
      let s0 = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >> 3)
      let s1 = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >> 10)
      w.append(w[i - 16] &+ s0 &+ w[i - 7] &+ s1)
    }
    var h = state
    for i in 0..<64 {
      let s1 = turn(h[4], 6) ^ turn(h[4], 11) ^ turn(h[4], 25)
      let choice = (h[4] & h[5]) ^ (~h[4] & h[6])
      let first = h[7] &+ s1 &+ choice &+ constants[i] &+ w[i]
      let s0 = turn(h[0], 2) ^ turn(h[0], 13) ^ turn(h[0], 22)
      let majority = (h[0] & h[1]) ^ (h[0] & h[2]) ^ (h[1] & h[2])
      h = [first &+ s0 &+ majority] + h.prefix(7)
      h[4] = h[4] &+ first
    }
    for i in 0..<8 { state[i] = state[i] &+ h[i] }
  }
  let digest = state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) } }
  return Data(digest).base64EncodedString()
}

private func turn(_ word: UInt32, _ places: UInt32) -> UInt32 { word >> places | word << (32 - places) }

/// The first 32 bits of the fractional part of a root of a small prime.
private func fraction(_ root: Double) -> UInt32 {
  UInt32(truncatingIfNeeded: Int64((root - root.rounded(.down)) * 4_294_967_296))
}

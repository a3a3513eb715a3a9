internal import Crypto
internal import ZoneModel

/// The hash of the ledger's chain.
///
/// - Source: FIPS 180-4, SHA-256.
enum LedgerDigest {
  static let sha256: LedgerChain.Hash = { bytes in Array(SHA256.hash(data: bytes)) }
}

internal import Foundation
internal import ZoneGeometry
internal import ZoneModel

/// Records of a GeoJSON array that one thread has read while another reads what stands before.
///
/// It began where a record probably begins. Whether one does shows when the text before has been read: only if
/// that ends where the run begins is the run taken for what it is, else it is dropped and the text read again.
/// It ends before anything that is no record with another behind it: the array's end, the text's, and every fault.
struct GeoJSONRun: Sendable {
  let start: Int
  let end: Int
  /// Brackets around the records.
  let depth: Int
  let rows: GeoJSONRows
  let tally: GeoJSONTally
  let records: Int
}

/// The runs that other threads read of one part of a text.
struct GeoJSONRuns {
  /// Text that is not worth a thread.
  static let leastShare = 1 << 18

  private var coming: ArraySlice<(start: Int, run: Meanwhile<GeoJSONRun>)> = []
  /// Where the next run begins.
  private(set) var next = Int.max

  /// - Parameters:
  ///   - depth: brackets around the records.
  ///   - least: bytes a thread has at least.
  init(_ text: ByteStorage, name: String, from offset: Int, depth: Int, threads: Int, least: Int) {
    let share = max(least, (text.count - offset) / threads + 1)
    var starts: [Int] = []
    for number in 1..<threads where offset + number * share < text.count {
      guard let start = Self.start(in: text, from: offset + number * share) else { break }
      if starts.last.map({ $0 < start }) ?? true { starts.append(start) }
    }
    let ends = starts.dropFirst() + [text.count]
    coming =
      zip(starts, ends).map { start, end in
        (start, Meanwhile { GeoJSONParts.run(text, name: name, from: start, to: end, depth: depth) })
      }[...]
    next = starts.first ?? .max
  }

  init() {}

  /// The run that begins at an offset up to which the text before has been read.
  mutating func run(at offset: Int) -> GeoJSONRun? {
    var found: GeoJSONRun?
    while let first = coming.first, first.start <= offset {
      coming.removeFirst()
      if first.start == offset { found = first.run.value }
    }
    next = coming.first?.start ?? .max
    return found
  }

  /// Where a feature probably begins: the brace before `"Feature"`, when a comma stands before it.
  private static func start(in text: ByteStorage, from offset: Int) -> Int? {
    let word = Array("\"Feature\"".utf8)
    let (base, end) = (text.base, text.count)
    var at = offset
    var tries = 0
    while tries < 1_000, at < end, let letter = memchr(base + at, Int32(UInt8(ascii: "F")), end - at) {
      let place = UnsafeRawPointer(letter) - UnsafeRawPointer(base)
      at = place + 1
      guard place > offset, place + 8 <= end, memcmp(base + place - 1, word, word.count) == 0 else {
        continue
      }
      tries += 1
      var brace = place
      while brace > offset, base[brace] != UInt8(ascii: "{") { brace -= 1 }
      var before = brace - 1
      while before > 0, base[before] <= 0x20 { before -= 1 }
      if brace > offset, base[before] == UInt8(ascii: ",") { return brace }
    }
    return nil
  }
}

extension GeoJSONRows {
  /// Adds the rows of a run that follow.
  ///
  /// - Parameter recordsBefore: records read before.
  mutating func append(_ run: GeoJSONRows, recordsBefore: Int) {
    bareRows += run.bareRows.map { $0 + geometries.count }
    geometries.append(contentsOf: run.geometries)
    propertyStarts += run.propertyStarts
    propertyEnds += run.propertyEnds
    identifiers += run.identifiers
    records += run.records.map { $0 + recordsBefore }
    offsets += run.offsets
    for var rejection in run.rejections {
      rejection.record += recordsBefore
      rejections.append(rejection)
    }
  }
}

extension GeoJSONTally {
  /// Adds what was odd in a run; records declare no system.
  mutating func add(_ run: GeoJSONTally) {
    closedRings += run.closedRings
    badIdentifiers += run.badIdentifiers
    badBoxes += run.badBoxes
    foreignMembers += run.foreignMembers
    repeatedMembers += run.repeatedMembers
  }
}

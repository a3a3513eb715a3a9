import TestSupport
import Testing
import ZoneAnalysis
import ZoneGeometry

@Suite struct `Lines cut into pieces of street` {
  private func line(
    _ points: (Double, Double)..., owner: Int? = 0, isOneWay: Bool = false
  ) -> StreetPieces.Line {
    StreetPieces.Line(points.map { PlanePoint($0.0, $0.1) }, owner: owner, isOneWay: isOneWay)
  }

  private func metres(_ pieces: StreetPieces, links: Bool = false) -> Double {
    pieces.pieces.filter { $0.isLink == links }.reduce(0) { $0 + length(of: $1.points) }
  }

  @Test func `a crossing without a common point cuts both lines`() {
    let cut = StreetPieces([line((0, 0), (100, 0)), line((50, -50), (50, 50), owner: 1)], places: [])
    #expect(cut.pieces.count == 4 && cut.nodes == 5 && cut.parts == 1)
    #expect(abs(metres(cut) - 200) < 1e-9)
  }

  @Test func `lines of a network cross without meeting, and end on one another`() {
    var (a, b) = (line((0, 0), (100, 0)), line((50, -50), (50, 50)))
    (a.isNetwork, b.isNetwork) = (true, true)
    let bridge = StreetPieces([a, b], places: [], reach: 0)
    #expect(bridge.pieces.count == 2 && bridge.nodes == 4)
    var end = line((50, 0.2), (50, 50))
    end.isNetwork = true
    #expect(StreetPieces([a, end], places: []).pieces.count == 3)
  }

  @Test func `a line that crosses itself, and a ring`() {
    let eight = StreetPieces([line((0, 0), (100, 100), (100, 0), (0, 100))], places: [])
    #expect(eight.pieces.count == 3 && abs(metres(eight) - (200 * 2.0.squareRoot() + 100)) < 1e-6)
    let ring = StreetPieces([line((0, 0), (100, 0), (100, 100), (0, 100), (0, 0))], places: [])
    #expect(ring.pieces.count == 1 && ring.nodes == 1 && ring.pieces[0].from == ring.pieces[0].to)
    #expect(metres(ring) == 400)
  }

  @Test func `ground that two lines run along is one piece of both`() {
    let twice = StreetPieces(
      [line((0, 0), (50, 0), (100, 0)), line((100, 0), (50, 0), (0, 0), owner: 1)], places: [])
    #expect(twice.pieces.count == 1 && twice.pieces[0].owners == [0, 1])
    let part = StreetPieces([line((0, 0), (100, 0)), line((40, 0), (200, 0), owner: 1)], places: [])
    #expect(part.pieces.map(\.owners).sorted { $0.count < $1.count } == [[0], [1], [0, 1]])
    #expect(abs(metres(part) - 200) < 1e-9)
  }

  @Test func `a line without length is no street`() {
    let none = StreetPieces([line((5, 5), (5, 5)), line((0, 0), (10, 0), owner: 1)], places: [])
    #expect(none.pieces.count == 1 && none.pieces[0].owners == [1])
  }

  @Test func `one-way lines keep their way, and those that meet head on do not run on`() {
    let on = StreetPieces([line((100, 0), (0, 0), isOneWay: true)], places: [])
    #expect(on.pieces[0].isOneWay && on.pieces[0].points[0] == PlanePoint(100, 0))
    let against = StreetPieces(
      [line((0, 0), (50, 0), isOneWay: true), line((100, 0), (50, 0), isOneWay: true)], places: [])
    #expect(against.pieces.count == 2 && against.pieces.allSatisfy { $0.points[1] == PlanePoint(50, 0) })
  }

  @Test func `places and parts are joined straight, near or very far`() {
    let cut = StreetPieces(
      [line((0, 0), (100, 0)), line((0, 300), (100, 300), owner: 1)],
      places: [PlanePoint(50, 20), PlanePoint(2_000_000, 0)])
    #expect(cut.parts == 2 && cut.places.count == 2)
    let links = cut.pieces.filter(\.isLink).map { length(of: $0.points) }.sorted()
    #expect(links.contains { abs($0 - 20) < 1e-6 } && links.contains { abs($0 - 284.4) < 0.1 })
    #expect(abs((links.last ?? 0) - 1_999_900) < 1)
    // nothing is joined beyond reach
    let apart = StreetPieces([line((0, 0), (100, 0))], places: [PlanePoint(50, 20)], reach: 10)
    #expect(apart.pieces.count == 1)
  }

  @Test(arguments: Array(1...20) as [UInt64])
  func `no length is lost, and everything hangs together`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let lines = (0..<30).map { owner in
      StreetPieces.Line(
        (0..<4).map { _ in
          PlanePoint(Double.random(in: 0...1000, using: &random), Double.random(in: 0...1000, using: &random))
        }, owner: owner)
    }
    let cut = StreetPieces(lines, places: [PlanePoint(-100, -100)])
    let drawn = lines.reduce(0) { $0 + length(of: $1.points) }
    // where a line comes back within half a metre of itself the ground counts once
    #expect(abs(metres(cut) - drawn) < 0.02 * drawn)
    var part = Array(0..<cut.nodes)
    for _ in 0..<cut.nodes {
      for piece in cut.pieces {
        let low = min(part[piece.from], part[piece.to])
        (part[piece.from], part[piece.to]) = (low, low)
      }
    }
    #expect(part.allSatisfy { $0 == 0 })
  }
}

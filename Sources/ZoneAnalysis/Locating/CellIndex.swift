/// Which grounds cover a point, by cells: most cells answer at once, the others ask only the edges that
/// cross them. Quick to ask, so the one for many points.
///
/// A grid of about one cell per two vertices over the box of all grounds; a cell with many edges is split again.
/// Each cell is one word: nothing, one ground that covers all of it, a list, or a grid of its own. A list
/// holds, ground by ground in their order, either that it covers the cell or the edges of it that meet the
/// cell and whether it covers the cell's *reference point*. From there a point is reached by a straight line
/// within the cell: the ground covers it as it covers the reference point, unless that line crosses an odd
/// number of its edges. A ground whose edge passes through the reference point is asked in full.
///
/// Every decision is a comparison of coordinates or an exact orientation. A ground's edges are listed for
/// all cells within `CellGrid.margin` of them, which is more than rounding can move a point; to list an edge
/// too often changes nothing.
final class CellIndex: @unchecked Sendable {
  // Proof of `Sendable`: all that it holds is constant, and its columns are filled before it is made.

  /// What a word of a cell says; the rest of the word is a ground or a place in `words` or `records`.
  enum Tag {
    static let nothing: UInt32 = 0
    static let covered: UInt32 = 1 << 30
    static let list: UInt32 = 2 << 30
    static let grid: UInt32 = 3 << 30
    static let mask: UInt32 = 3 << 30
    static let rest: UInt32 = ~mask
  }

  /// What a ground's first word in a list says; the rest is the ground. Without `border` it covers the cell;
  /// with it the number of edges and the edges follow.
  enum Mark {
    static let border: UInt32 = 1 << 31
    static let coversReference: UInt32 = 1 << 30
    static let askInFull: UInt32 = 1 << 29
    static let rest: UInt32 = askInFull - 1
    /// On an edge: the reference point lies left of it.
    static let left: UInt32 = 1 << 31
  }

  private let table: EdgeTable
  private let grid: CellGrid
  /// The grid's cells row by row, then for each split cell its number of parts a side and its cells.
  private let words: Column<UInt32>
  /// Lists: number of words that follow, then the grounds.
  private let records: Column<UInt32>

  init(
    _ table: EdgeTable, grid: CellGrid, words: consuming Column<UInt32>, records: consuming Column<UInt32>
  ) {
    self.table = table
    self.grid = grid
    self.words = words
    self.records = records
  }

  /// Bytes it takes, the vertices not counted.
  var byteCount: Int { (words.count + records.count) * 4 }

  var view: View { View(grid: grid, words: words.base, records: records.base, table: table.view) }

  /// Pointers into the index, valid as long as it lives.
  struct View {
    let grid: CellGrid
    let words: UnsafeMutablePointer<UInt32>
    let records: UnsafeMutablePointer<UInt32>
    let table: EdgeTable.View

    /// Adds the grounds that cover (x, y), in their order.
    @inline(__always)
    func visit(_ x: Double, _ y: Double, _ hits: inout Column<Int32>) {
      guard grid.extent.contains(x, y) else { return }
      let u = grid.u(x)
      let v = grid.v(y)
      let column = min(grid.columns - 1, Int(u))
      let row = min(grid.rows - 1, Int(v))
      var word = words[row * grid.columns + column]
      if word == Tag.nothing { return }
      var (partX, partY, parts) = (0, 0, 1)
      if word & Tag.mask == Tag.grid {
        let place = Int(word & Tag.rest)
        parts = Int(words[place])
        partX = min(parts - 1, Int((u - Double(column)) * Double(parts)))
        partY = min(parts - 1, Int((v - Double(row)) * Double(parts)))
        word = words[place + 1 + partY * parts + partX]
        if word == Tag.nothing { return }
      }
      if word & Tag.mask == Tag.covered {
        hits.append(Int32(bitPattern: word & Tag.rest))
        return
      }
      let reference = Vertex(
        x: grid.referenceX(column, partX, of: parts), y: grid.referenceY(row, partY, of: parts))
      var place = Int(word & Tag.rest)
      let end = place + 1 + Int(records[place])
      place += 1
      while place < end {
        let head = records[place]
        if head & Mark.border == 0 {
          hits.append(Int32(bitPattern: head))
          place += 1
        } else {
          if covers(place, x, y, from: reference) { hits.append(Int32(bitPattern: head & Mark.rest)) }
          place += 2 + Int(records[place + 1])
        }
      }
    }

    /// Whether the ground of the border record at `place` covers (x, y), a point of the record's cell.
    @inline(__always)
    func covers(_ place: Int, _ x: Double, _ y: Double, from reference: Vertex) -> Bool {
      let head = records[place]
      if head & Mark.askInFull != 0 { return table.covers(Int(head & Mark.rest), x, y) }
      var isInside = head & Mark.coversReference != 0
      let point = Vertex(x: x, y: y)
      let count = Int(records[place + 1])
      let edges = records + place + 2
      for index in 0..<count {
        let edge = edges[index]
        let a = table.vertices[Int(edge & ~Mark.left)]
        let b = table.vertices[Int(edge & ~Mark.left) + 1]
        let side = Orientation.of(a, b, x, y)
        if side == 0 {
          let isBeside =
            min(a.x, b.x) <= x && x <= max(a.x, b.x) && min(a.y, b.y) <= y && y <= max(a.y, b.y)
          if isBeside { return true }
        } else if (side > 0) != (edge & Mark.left != 0) {
          // a vertex on the way counts as left of it, for both edges that share it
          let start = Orientation.of(point, reference, a.x, a.y) >= 0
          let end = Orientation.of(point, reference, b.x, b.y) >= 0
          if start != end { isInside.toggle() }
        }
      }
      return isInside
    }
  }
}

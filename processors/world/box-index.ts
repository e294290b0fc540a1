/**
 * Which of many boxes hold a point? A packed tree (flatbush) over what was there when it was built,
 * and a short list of what came since, looked through one by one; the tree is built anew by the first
 * question after the list has grown too long. Boxes are whole 1e-7 degrees, edges belong to them.
 *
 * Most points lie far from every box. So the plane is cut into square cells, of which a bit each tells whether some box of
 * the tree touches it: where none does, the answer is known from one word, exactly.
 */
import Flatbush from 'flatbush';

/** Boxes looked through one by one; with more, the tree is built anew. */
export const RECENT_MAX = 128;
const NODE_SIZE = 8;
const BOX = 4;
/** Cells are no smaller than this, 2^16 times 1e-7 degrees (some 700 m), and as many at most: 128 KiB of bits. */
const CELL_SHIFT_MIN = 16;
const CELLS_MAX = 1 << 20;
/** Bits set at most; boxes that touch more cells together lie nearly everywhere anyway. */
const MARKS_MAX = 8 * CELLS_MAX;

export class BoxIndex {
  private boxes = new Int32Array(16 * BOX);
  private count = 0;
  private tree: Flatbush | null = null;
  private packed = 0;
  private cells = new Uint32Array(0);
  private columns = 0;
  private shift = CELL_SHIFT_MIN;
  /** Around all boxes of the tree. */
  private west = 0;
  private south = 0;
  private east = 0;
  private north = 0;
  private visit: (item: number) => void = () => {};
  private readonly tell = (item: number): boolean => {
    this.visit(item);
    // Nothing is to be collected.
    return false;
  };

  get size(): number {
    return this.count;
  }

  clear(): void {
    this.count = 0;
    this.packed = 0;
    this.tree = null;
  }

  /** The box's number, counted from 0. */
  add(west: number, south: number, east: number, north: number): number {
    const at = this.count * BOX;
    if (at === this.boxes.length) {
      const grown = new Int32Array(2 * at);
      grown.set(this.boxes);
      this.boxes = grown;
    }
    this.boxes[at] = west;
    this.boxes[at + 1] = south;
    this.boxes[at + 2] = east;
    this.boxes[at + 3] = north;
    return this.count++;
  }

  /** Tells every box that holds the point, in no order. */
  each(x: number, y: number, visit: (item: number) => void): void {
    if (this.count - this.packed > RECENT_MAX) this.pack();
    if (this.tree !== null && this.isTouched(x, y)) {
      this.visit = visit;
      this.tree.search(x, y, x, y, this.tell);
    }
    const { boxes } = this;
    for (let item = this.packed; item < this.count; item++) {
      const at = item * BOX;
      if (x < boxes[at]! || y < boxes[at + 1]! || x > boxes[at + 2]! || y > boxes[at + 3]!)
        continue;
      visit(item);
    }
  }

  private pack(): void {
    const { boxes, count } = this;
    const tree = new Flatbush(count, NODE_SIZE, Int32Array);
    for (let at = 0; at < count * BOX; at += BOX)
      tree.add(boxes[at]!, boxes[at + 1]!, boxes[at + 2]!, boxes[at + 3]!);
    tree.finish();
    this.tree = tree;
    this.packed = count;
    this.markCells();
  }

  /** Whether some box of the tree touches the point's cell. */
  private isTouched(x: number, y: number): boolean {
    const { west, south, shift } = this;
    if (x < west || y < south || x > this.east || y > this.north) return false;
    const cell = ((y - south) >>> shift) * this.columns + ((x - west) >>> shift);
    return (this.cells[cell >>> 5]! & (1 << (cell & 31))) !== 0;
  }

  private markCells(): void {
    const { boxes, count } = this;
    this.west = this.south = Number.POSITIVE_INFINITY;
    this.east = this.north = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < count * BOX; at += BOX) {
      this.west = Math.min(this.west, boxes[at]!);
      this.south = Math.min(this.south, boxes[at + 1]!);
      this.east = Math.max(this.east, boxes[at + 2]!);
      this.north = Math.max(this.north, boxes[at + 3]!);
    }
    const { west, south } = this;
    const columnsOf = (shift: number): number => ((this.east - west) >>> shift) + 1;
    const rowsOf = (shift: number): number => ((this.north - south) >>> shift) + 1;
    let shift = CELL_SHIFT_MIN;
    while (columnsOf(shift) * rowsOf(shift) > CELLS_MAX) shift++;
    const columns = columnsOf(shift);
    const cells = new Uint32Array(((columns * rowsOf(shift)) >>> 5) + 1);
    this.shift = shift;
    this.columns = columns;
    this.cells = cells;
    let marks = 0;
    for (let at = 0; at < count * BOX; at += BOX) {
      const from = (boxes[at]! - west) >>> shift;
      const until = (boxes[at + 2]! - west) >>> shift;
      const top = (boxes[at + 3]! - south) >>> shift;
      for (let row = (boxes[at + 1]! - south) >>> shift; row <= top; row++) {
        marks += until - from + 1;
        if (marks > MARKS_MAX) {
          cells.fill(0xffffffff);
          return;
        }
        for (let cell = row * columns + from; cell <= row * columns + until; cell++)
          cells[cell >>> 5]! |= 1 << (cell & 31);
      }
    }
  }
}
